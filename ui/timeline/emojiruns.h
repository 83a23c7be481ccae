// SPDX-License-Identifier: GPL-3.0-or-later
// Where a text has pictures among its letters. Left alone, Qt 6.4 takes the first font that has the sign, often a black
// one; naming a colour font for the whole text instead would take spaces and digits from it.

#pragma once

#include <QString>

#include <vector>

namespace pc::ui {

struct EmojiRun
{
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const EmojiRun &) const = default;
};

/// In the order of the text; sequences (joined, with a skin tone, flags) are one run with their neighbours.
std::vector<EmojiRun> findEmoji(const QString &text);

} // namespace pc::ui
