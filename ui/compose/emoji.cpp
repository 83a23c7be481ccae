// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/emoji.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

// The list lies in a static library: it must be asked for by name, outside of any namespace.
static void loadList()
{
    Q_INIT_RESOURCE(emoji);
}

namespace pc::compose {
namespace {

constexpr char32_t kLightestTone = 0x1F3FB;
constexpr QChar kPictureSelector(0xFE0F);

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression kBetween(QStringLiteral("[^\\w]+"), QRegularExpression::UseUnicodePropertiesOption);
    return text.toLower().split(kBetween, Qt::SkipEmptyParts);
}

std::vector<Emoji> readList()
{
    loadList();
    std::vector<Emoji> list;
    QFile file(QStringLiteral(":/emoji/emoji.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return list;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype tab = line.indexOf(u'\t');
        if (line.startsWith(u'#') || tab < 0)
            continue;
        const bool hasTones = line.at(tab + 1) == u'+';
        const QString about = line.mid(tab + (hasTones ? 2 : 1));
        list.push_back({ line.left(tab), about.section(u';', 0, 0), wordsOf(about), hasTones });
    }
    return list;
}

} // namespace

const std::vector<Emoji> &allEmoji()
{
    static const std::vector<Emoji> list = readList();
    return list;
}

QString withTone(const Emoji &emoji, int tone)
{
    if (!emoji.hasTones || tone < 1 || tone >= kSkinTones)
        return emoji.text;
    // The tone follows the first sign, in the place of the selector that asks for a picture.
    QString toned = emoji.text;
    const qsizetype first = toned.at(0).isHighSurrogate() ? 2 : 1;
    if (toned.size() > first && toned.at(first) == kPictureSelector)
        toned.remove(first, 1);
    const char32_t modifier = kLightestTone + char32_t(tone - 1);
    return toned.insert(first, QString::fromUcs4(&modifier, 1));
}

bool matches(const Emoji &emoji, const QString &query)
{
    const QStringList asked = wordsOf(query);
    return std::all_of(asked.cbegin(), asked.cend(), [&emoji](const QString &word) {
        return std::any_of(
            emoji.words.cbegin(), emoji.words.cend(), [&word](const QString &known) { return known.startsWith(word); });
    });
}

} // namespace pc::compose
