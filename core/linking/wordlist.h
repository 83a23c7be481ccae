// SPDX-License-Identifier: GPL-3.0-or-later
// WordList: 2,048 words of a language, so that each stands for 11 bits. Of every word the first four letters, without accents,
// are enough to tell it.

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace pc::linking {

inline constexpr int kWords = 2'048;

enum class WordLanguage : quint8 {
    English = 1,
    Spanish = 2,
};

/// Of the languages that there are lists of: English for every other one.
WordLanguage wordLanguageOf(const QString &bcp47);

class WordList
{
public:
    explicit WordList(WordLanguage language);

    /// `index` is below kWords.
    const QString &word(int index) const { return m_words[index]; }

    /// Of what somebody typed: in any case, with or without accents, four letters or more; nothing when it is none.
    std::optional<int> indexOf(const QString &typed) const;

private:
    QStringList m_words;
    QStringList m_plain; ///< In lower case and without accents.
};

} // namespace pc::linking
