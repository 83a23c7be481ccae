// SPDX-License-Identifier: GPL-3.0-or-later
// Routes: this room over HTTP. A request in, one response out; what each route asks and answers stands in README.md.
// Bodies are one flat JSON object (flatjson.h) and are wiped once read, since they hold passwords.

#pragma once

#include "core/relay/accounts/accounts.h"
#include "core/relay/front/http.h"
#include "core/relay/front/route.h"

#include <functional>
#include <string_view>
#include <vector>

namespace pc::relay::accounts {

class Routes
{
public:
    /// Called once, on any thread.
    using Respond = std::function<void(front::HttpResponse)>;

    explicit Routes(Accounts &accounts)
        : m_accounts(accounts)
    {
    }

    /// Whether a path is one of this room's, so that it is asked and no other.
    static bool owns(std::string_view path);

    static std::vector<front::Route> all();

    /// How long a request's body may be; more than usual for who is signed in alone, which is the caller's to ask.
    static std::size_t bodyLimit(const front::HttpRequest &head, std::size_t usual);

    /// Any thread.
    void handle(front::HttpRequest &&request, Respond respond);

private:
    Accounts &m_accounts;
};

} // namespace pc::relay::accounts
