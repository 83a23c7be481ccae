// SPDX-License-Identifier: GPL-3.0-or-later
// StrongId: a value that is told apart from others of the same representation by its tag. No conversion
// between two tags; explicit from raw.

#pragma once

#include <QHashFunctions>

#include <compare>
#include <functional>
#include <utility>

namespace pc {

template<typename Tag, typename Rep>
class StrongId
{
public:
    using Raw = Rep;

    constexpr StrongId() = default;

    constexpr explicit StrongId(Rep raw)
        : m_raw(std::move(raw))
    {
    }

    constexpr const Rep &raw() const { return m_raw; }

    friend constexpr bool operator==(const StrongId &, const StrongId &) = default;
    friend constexpr auto operator<=>(const StrongId &, const StrongId &) = default;

    friend size_t qHash(const StrongId &id, size_t seed = 0) noexcept { return qHash(id.m_raw, seed); }

private:
    Rep m_raw {};
};

} // namespace pc

template<typename Tag, typename Rep>
struct std::hash<pc::StrongId<Tag, Rep>>
{
    size_t operator()(const pc::StrongId<Tag, Rep> &id) const noexcept { return qHash(id, 0); }
};
