// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/avatar.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace pc::style {
namespace {

// The first grapheme that is a letter, a digit or a picture: "(Ada)" gives A, a flag stays whole.
QString firstSign(const QString &whole)
{
    // The Arabic article is no part of a name's beginning.
    const bool hasArticle = whole.size() > 3 && whole.startsWith(QStringLiteral("\u0627\u0644"));
    const QString word = hasArticle ? whole.mid(2) : whole;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    for (qsizetype from = 0; from < word.size();) {
        const qsizetype to = finder.toNextBoundary();
        if (to < 0)
            break;
        const QString sign = word.mid(from, to - from);
        if (sign.at(0).isLetterOrNumber() || sign.at(0).isHighSurrogate())
            return sign;
        from = to;
    }
    return {};
}

bool isShortMark(const QString &word)
{
    return word.size() <= 3 && std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
}

bool writesWithoutSpaces(const QString &sign)
{
    switch (sign.isEmpty() ? QChar::Script_Common : sign.at(0).script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
        return true;
    default: // The list of scripts is Unicode's, not ours.
        return false;
    }
}

QString joinsApart(const QString &first, const QString &last)
{
    // Without this, the two would be shaped as one Arabic word; two initials stand beside each other.
    const bool joining = first.at(0).script() == QChar::Script_Arabic;
    return joining ? first + QChar(0x200C) + last : first + last;
}

} // namespace

QString initials(const QString &name)
{
    static const QRegularExpression gaps(QStringLiteral("[\\s\\x{1F}]+"));
    QStringList words;
    for (const QString &word : name.left(200).split(gaps, Qt::SkipEmptyParts)) {
        if (!firstSign(word).isEmpty())
            words.append(word);
    }
    if (words.isEmpty())
        return QStringLiteral("?");
    if (words.size() > 1 && isShortMark(words.last())) {
        if (words.last().at(0).isDigit())
            return words.last().toUpper();
        words.removeLast(); // "Football club U9" is its words.
    }
    const QString first = firstSign(words.first()).toUpper();
    if (words.size() == 1 || writesWithoutSpaces(first))
        return first;
    return joinsApart(first, firstSign(words.last()).toUpper());
}

void paintAvatar(QPainter &painter, const QRectF &box, const Avatar &avatar, const QColor &ground, const Theme &theme,
    Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(personColor(avatar.id));
    painter.drawEllipse(box);

    QFont font = theme.font(TextSize::Body, Weight::Strong);
    font.setPixelSize(std::max(8, int(box.height() * 0.35)));
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, initials(avatar.name));

    if (avatar.dot != PresenceDot::None) {
        const double size = kPresenceDot * std::max(1.0, box.height() / kAvatar);
        const double x = direction == Qt::RightToLeft ? box.left() - 1 : box.right() + 1 - size;
        const QRectF dot(x, box.bottom() + 1 - size, size, size);
        const double ring = kPresenceRing;
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawEllipse(dot.adjusted(-ring, -ring, ring, ring));
        painter.setBrush(theme.color(avatar.dot == PresenceDot::Online ? Tone::Online : Tone::Away));
        painter.drawEllipse(dot);
    }
    painter.restore();
}

} // namespace pc::style
