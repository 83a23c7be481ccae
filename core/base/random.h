// SPDX-License-Identifier: GPL-3.0-or-later
// Where randomness comes in, so that a simulation can own it. Keys are not made here: crypto does that.

#pragma once

#include <QtGlobal>

#include <span>

namespace pc {

class Random
{
public:
    virtual ~Random() = default;

    /// Fills `out` with random bytes. Thread: any for SystemRandom, the owner's for SeededRandom.
    virtual void fill(std::span<quint8> out) = 0;

    quint64 next64();

    /// Uniform in [0, bound); 0 when bound is 0.
    quint64 below(quint64 bound);
};

/// The operating system's generator.
class SystemRandom final : public Random
{
public:
    void fill(std::span<quint8> out) override;
};

/// A repeatable sequence (SplitMix64) for tests and simulations; never for ids that leave a test.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {
    }

    void fill(std::span<quint8> out) override;

private:
    quint64 m_state;
};

} // namespace pc
