// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/linking/wordlist.h"

#include <QResource>

#include <algorithm>

// A static library's resources are left out by the linker unless somebody names them; the macro must stand outside any
// namespace.
static void nameResources()
{
    Q_INIT_RESOURCE(words);
}

namespace pc::linking {

namespace {

constexpr int kTelling = 4; ///< Letters that tell a word.

QString plain(const QString &word)
{
    const QString parts = word.trimmed().toLower().normalized(QString::NormalizationForm_D);
    QString letters;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(letters), [](QChar c) { return !c.isMark(); });
    return letters;
}

QString fileOf(WordLanguage language)
{
    return language == WordLanguage::Spanish ? QStringLiteral(":/words/spanish.txt")
                                             : QStringLiteral(":/words/english.txt");
}

} // namespace

WordLanguage wordLanguageOf(const QString &bcp47)
{
    return bcp47.section(u'-', 0, 0).compare(QLatin1StringView("es"), Qt::CaseInsensitive) == 0 ? WordLanguage::Spanish
                                                                                                : WordLanguage::English;
}

WordList::WordList(WordLanguage language)
{
    nameResources();
    const QByteArray text = QResource(fileOf(language)).uncompressedData();
    m_words = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    Q_ASSERT(m_words.size() == kWords);
    std::transform(m_words.begin(), m_words.end(), std::back_inserter(m_plain), plain);
}

std::optional<int> WordList::indexOf(const QString &typed) const
{
    const QString letters = plain(typed);
    for (qsizetype i = 0; i < m_plain.size(); ++i) {
        const bool isBeginning = letters.size() >= kTelling && m_plain[i].startsWith(letters);
        if (m_plain[i] == letters || isBeginning)
            return int(i);
    }
    return std::nullopt;
}

} // namespace pc::linking
