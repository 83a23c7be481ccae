// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a tree: RFC 9420, section 4 and appendix C. Leaves stand at the even node indices.

#pragma once

#include <compare>
#include <cstdint>

namespace pc::mls {

/// The n-th leaf from the left: how members are named.
struct LeafIndex
{
    std::uint32_t value = 0;

    auto operator<=>(const LeafIndex &) const = default;
    static void fields(auto &io, auto &self) { io(self.value); }
};

/// The n-th node from the left, leaves and parents counted alike.
struct NodeIndex
{
    std::uint32_t value = 0;

    auto operator<=>(const NodeIndex &) const = default;
    static void fields(auto &io, auto &self) { io(self.value); }
};

} // namespace pc::mls
