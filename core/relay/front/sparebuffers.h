// SPDX-License-Identifier: GPL-3.0-or-later
// Buffers that one connection of a loop has emptied and the next one fills, so that idle connections hold none and busy
// ones do not grow theirs anew each turn.

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pc::relay::front {

class SpareBuffers
{
public:
    /// Empty, with room.
    std::string take()
    {
        if (m_spares.empty()) {
            std::string fresh;
            fresh.reserve(kRoom);
            return fresh;
        }
        std::string spare = std::move(m_spares.back());
        m_spares.pop_back();
        return spare;
    }

    /// What grew large, and more than a turn's worth, is freed.
    void giveBack(std::string &&used)
    {
        if (m_spares.size() >= kKept || used.capacity() < kRoom || used.capacity() > kLargest)
            return;
        used.clear();
        m_spares.push_back(std::move(used));
    }

private:
    static constexpr std::size_t kRoom = 4 * 1024;
    static constexpr std::size_t kLargest = 16 * 1024;
    static constexpr std::size_t kKept = 128; ///< At most 2 MiB.

    std::vector<std::string> m_spares;
};

} // namespace pc::relay::front
