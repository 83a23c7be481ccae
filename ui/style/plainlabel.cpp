// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/plainlabel.h"

#include <QFontMetrics>
#include <QPalette>
#include <QResizeEvent>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace pc::style {

namespace {

constexpr int kLongestWord = 16; ///< That a column stays wide enough for, in letters.

QString breakable(const QString &word)
{
    QString broken;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, word);
    for (qsizetype from = 0, to = letters.toNextBoundary(); to > 0; from = to, to = letters.toNextBoundary()) {
        if (from > 0)
            broken += QChar(0x200B); // zero width space
        broken += word.mid(from, to - from);
    }
    return broken;
}

} // namespace

PlainLabel::PlainLabel(const Theme &theme, TextSize size, Weight weight, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_size(size)
    , m_weight(weight)
{
    setTextFormat(Qt::PlainText);
    setOpenExternalLinks(false);
    connect(&theme, &Theme::changed, this, &PlainLabel::applyTheme);
    applyTheme();
}

void PlainLabel::setTone(Tone tone)
{
    m_tone = tone;
    applyTheme();
}

void PlainLabel::setElided(bool elided)
{
    m_elided = elided;
    if (elided)
        setWordWrap(false);
    applyText();
}

void PlainLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    applyText();
    updateGeometry();
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    if (wordWrap())
        return { std::min(whole.width(), kLongestWord * fontMetrics().averageCharWidth()), whole.height() };
    return m_elided ? QSize(fontMetrics().horizontalAdvance(QChar(0x2026)), whole.height()) : whole;
}

QSize PlainLabel::sizeHint() const
{
    if (!m_elided)
        return QLabel::sizeHint();
    return { fontMetrics().horizontalAdvance(m_text) + 2, QLabel::sizeHint().height() };
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elided || (wordWrap() && wrapped() != text()))
        applyText();
}

/// Where there is no room for a word, with places to break it. What is written joined stays so.
QString PlainLabel::wrapped() const
{
    const int room = contentsRect().width() - 2 * margin();
    if (!wordWrap() || room <= 0 || textInteractionFlags().testFlag(Qt::TextSelectableByMouse)
        || fontMetrics().horizontalAdvance(m_text) <= room)
        return m_text;
    QString broken;
    QTextBoundaryFinder words(QTextBoundaryFinder::Line, m_text);
    for (qsizetype from = 0, to = words.toNextBoundary(); to > 0; from = to, to = words.toNextBoundary()) {
        const QString word = m_text.mid(from, to - from);
        const bool isJoined = std::ranges::any_of(word, [](QChar c) { return c.script() == QChar::Script_Arabic; });
        broken += isJoined || fontMetrics().horizontalAdvance(word.trimmed()) <= room ? word : breakable(word);
    }
    return broken;
}

void PlainLabel::applyTheme()
{
    setFont(m_theme.font(m_size, m_weight));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_tone));
    setPalette(colours);
    applyText();
}

void PlainLabel::applyText()
{
    if (!m_elided) {
        QLabel::setText(wrapped());
        return;
    }
    QString line = m_text;
    line.replace(QLatin1Char('\n'), QLatin1Char(' '));
    const QString shown = fontMetrics().elidedText(line, Qt::ElideRight, width());
    setToolTip(shown == line ? QString() : plainToolTip(m_text));
    if (shown != text())
        QLabel::setText(shown);
}

QString plainToolTip(const QString &text)
{
    // A tooltip guesses its format; escaped inside a tag of ours there is nothing left to guess.
    return QStringLiteral("<span>") + text.toHtmlEscaped() + QStringLiteral("</span>");
}

QString plainMnemonic(const QString &text)
{
    QString escaped = text;
    return escaped.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

QString isolated(const QString &text)
{
    QString inner;
    inner.reserve(text.size() + 2);
    inner.append(QChar(0x2068));
    for (const QChar c : text) {
        const bool direction
            = (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        if (direction)
            continue;
        inner.append(c.category() == QChar::Other_Control ? QChar(QLatin1Char(' ')) : c);
    }
    inner.append(QChar(0x2069));
    return inner;
}

} // namespace pc::style
