// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 by name (RFC 9110, 9112): what a client sends, and the status of each answer it must get, in order. One table
// for the parser, cut at every position, and for a real socket. A status other than 200 is always the last: the
// connection ends there, and nothing behind it is read as a request.

#pragma once

#include <string>
#include <vector>

namespace pc::relay::front::test {

struct HttpCase
{
    std::string name;
    std::string bytes;
    std::vector<int> statuses; ///< Empty: the request is not complete.
};

const std::vector<HttpCase> &httpCases();

} // namespace pc::relay::front::test
