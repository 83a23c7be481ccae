// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/backoff.h"

#include "core/base/random.h"

#include <algorithm>

namespace pc {

Backoff::Backoff(Milliseconds first, Milliseconds longest, Random &random)
    : m_first(first)
    , m_longest(longest)
    , m_random(random)
{
}

Milliseconds Backoff::next()
{
    Milliseconds range = m_first;
    for (int i = 0; i < m_attempts && range < m_longest; ++i)
        range *= 2;
    range = std::min(range, m_longest);
    ++m_attempts;
    return Milliseconds { qint64(m_random.below(quint64(range.count()) + 1)) };
}

} // namespace pc
