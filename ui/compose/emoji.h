// SPDX-License-Identifier: GPL-3.0-or-later
// The emoji that the picker offers: what each is called, which words find it, and how a skin tone is put upon it. The
// list is resources/emoji/emoji.txt; its words are English, as nearly everybody who searches for an emoji tries first.

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace pc::compose {

struct Emoji
{
    QString text; ///< Without a skin tone.
    QString name;
    QStringList words; ///< The name's and others, in small letters.
    bool hasTones = false;
};

inline constexpr int kSkinTones = 6; ///< The plain one and five more.

const std::vector<Emoji> &allEmoji();

/// The emoji with that tone, 1 to 5; as it is for 0, and where it has none.
QString withTone(const Emoji &emoji, int tone);

/// Whether each word of `query` begins a word of it.
bool matches(const Emoji &emoji, const QString &query);

} // namespace pc::compose
