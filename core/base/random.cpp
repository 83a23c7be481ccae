// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstring>

namespace pc {

quint64 Random::next64()
{
    std::array<quint8, sizeof(quint64)> bytes {};
    fill(bytes);
    quint64 value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

quint64 Random::below(quint64 bound)
{
    if (bound == 0)
        return 0;
    // Reject the tail that would make some values likelier than others.
    const quint64 limit = std::numeric_limits<quint64>::max() - std::numeric_limits<quint64>::max() % bound;
    quint64 value = next64();
    while (value >= limit)
        value = next64();
    return value % bound;
}

void SystemRandom::fill(std::span<quint8> out)
{
    std::array<quint32, 16> words {};
    size_t done = 0;
    while (done < out.size()) {
        const size_t take = std::min(out.size() - done, sizeof words);
        // No more than is wanted: the processor's generator takes its time for every word.
        QRandomGenerator::system()->fillRange(words.data(), qsizetype((take + sizeof words[0] - 1) / sizeof words[0]));
        std::memcpy(out.data() + done, words.data(), take);
        done += take;
    }
}

void SeededRandom::fill(std::span<quint8> out)
{
    size_t done = 0;
    while (done < out.size()) {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 word = m_state;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9ULL;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebULL;
        word ^= word >> 31;
        const size_t take = std::min(out.size() - done, sizeof word);
        std::memcpy(out.data() + done, &word, take);
        done += take;
    }
}

} // namespace pc
