// SPDX-License-Identifier: GPL-3.0-or-later
// Lines: cuts a stream of bytes into lines of bounded length. Too long a line is reported once and skipped to its end.

#pragma once

#include <QByteArray>

#include <functional>

namespace pc::headless {

inline constexpr qsizetype kLongestLine = 256 * 1024;

class Lines
{
public:
    struct Hooks
    {
        std::function<void(const QByteArray &line)> line; ///< Without its end; never empty.
        std::function<void()> tooLong;
    };

    explicit Lines(Hooks hooks)
        : m_hooks(std::move(hooks))
    {
    }

    void feed(QByteArrayView bytes);

    /// The stream has ended: what is left is a line too.
    void end();

private:
    void take(QByteArrayView part);
    void finish();

    Hooks m_hooks;
    QByteArray m_rest;
    bool m_skipping = false;
};

} // namespace pc::headless
