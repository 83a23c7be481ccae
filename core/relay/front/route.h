// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay answers to over HTTP, as a list: each room tells its own routes, and a test holds all of them to who may
// use them.

#pragma once

#include <cstdint>
#include <string_view>

namespace pc::relay::front {

enum class Access : uint8_t {
    Anybody,
    Listed, ///< Addresses that the configuration names.
    SignedIn, ///< Whoever shows an access token in `authorization`.
};

struct Route
{
    std::string_view method;
    std::string_view path; ///< A trailing '/' stands for one more segment.
    Access access = Access::SignedIn;

    bool isAt(std::string_view where) const
    {
        if (!path.ends_with('/'))
            return where == path;
        return where.starts_with(path) && where.size() > path.size() && where.find('/', path.size()) == where.npos;
    }
};

} // namespace pc::relay::front
