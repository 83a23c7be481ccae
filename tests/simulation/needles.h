// SPDX-License-Identifier: GPL-3.0-or-later
// Needles: many strings of bytes, looked for in one pass.

#pragma once

#include <QByteArray>

#include <bitset>
#include <cstring>
#include <unordered_map>

namespace pc::sim {

class Needles
{
public:
    /// At least eight bytes.
    void add(QByteArray needle)
    {
        const quint64 head = headOf(needle.constData());
        m_heads.set(shortened(head));
        m_needles.emplace(head, std::move(needle));
    }

    bool liesIn(const QByteArray &hay) const
    {
        for (qsizetype at = 0; at + qsizetype(sizeof(quint64)) <= hay.size(); ++at) {
            const quint64 head = headOf(hay.constData() + at);
            if (!m_heads.test(shortened(head)))
                continue;
            const auto [from, to] = m_needles.equal_range(head);
            for (auto needle = from; needle != to; ++needle) {
                if (QByteArrayView(hay).sliced(at).startsWith(needle->second))
                    return true;
            }
        }
        return false;
    }

private:
    static quint64 headOf(const char *bytes)
    {
        quint64 head = 0;
        std::memcpy(&head, bytes, sizeof head);
        return head;
    }

    static constexpr int kShort = 20; // bits
    static size_t shortened(quint64 head) { return size_t((head * 0x9e3779b97f4a7c15U) >> (64 - kShort)); }

    std::bitset<size_t(1) << kShort> m_heads; ///< What most bytes fail by.
    std::unordered_multimap<quint64, QByteArray> m_needles;
};

} // namespace pc::sim
