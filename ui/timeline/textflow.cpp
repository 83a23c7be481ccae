// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/textflow.h"

#include "ui/style/emojifont.h"
#include "ui/style/textblock.h"
#include "ui/timeline/emojiruns.h"

#include <QFontMetricsF>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

constexpr double kTallLine = 1.35;
constexpr size_t kMostParagraphs = 200; ///< Beyond, the rest is one: a text of line breaks must not cost a layout each.

QString unified(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    text.replace(QChar(QChar::ParagraphSeparator), u'\n');
    for (QChar &c : text) {
        // Not drawn, and boxes in some fonts.
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = QChar(0x200b);
    }
    return text;
}

} // namespace

TextFlow::TextFlow(const QString &text, std::vector<Link> links, const TextLook &look, double mostWidth)
    : m_text(unified(text))
    , m_links(std::move(links))
    , m_mostWidth(mostWidth)
{
    if (m_text.size() != text.size())
        m_links = findLinks(m_text); // places moved
    qsizetype start = 0;
    while (start <= m_text.size()) {
        qsizetype end = m_text.indexOf(u'\n', start);
        if (end < 0 || m_paragraphs.size() + 1 >= kMostParagraphs)
            end = m_text.size();
        QString paragraph = m_text.mid(start, end - start);
        paragraph.replace(u'\n', QChar(QChar::LineSeparator));
        addParagraph(start, paragraph, look, mostWidth);
        start = end + 1;
    }
    m_width = std::min(std::ceil(m_width), mostWidth);
}

void TextFlow::addParagraph(qsizetype start, const QString &text, const TextLook &look, double mostWidth)
{
    Paragraph made;
    made.start = start;
    made.top = m_height;
    made.rightToLeft = style::directionOf(text, look.direction) == Qt::RightToLeft;
    made.layout = std::make_unique<QTextLayout>(text, look.font);
    made.layout->setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(made.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(made.rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    made.layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const Link &link : m_links) {
        if (link.start < start || link.start >= start + text.size())
            continue;
        QTextLayout::FormatRange range;
        range.start = int(link.start - start);
        range.length = int(link.length);
        range.format.setForeground(look.linkInk);
        range.format.setFontUnderline(true);
        formats.append(range);
    }
    for (const EmojiRun &run : findEmoji(text)) {
        QTextLayout::FormatRange range;
        range.start = int(run.start);
        range.length = int(run.length);
        range.format.setFontFamilies(style::emojiFamilies() << look.font.family());
        formats.append(range);
    }
    made.layout->setFormats(formats);
    made.height = breakLines(*made.layout, look, mostWidth);
    m_height += made.height;
    m_paragraphs.push_back(std::move(made));
}

// Lines stand on one grid, whatever fonts their letters were borrowed from; only scripts that are much taller than
// the grid get room of their own.
double TextFlow::breakLines(QTextLayout &layout, const TextLook &look, double mostWidth)
{
    const QFontMetricsF metrics(look.font);
    const double baseline = std::round((look.lineHeight - metrics.height()) / 2 + metrics.ascent());
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(mostWidth);
        const bool isTall = line.height() > kTallLine * look.lineHeight;
        line.setPosition({ 0, isTall ? height : height + baseline - line.ascent() });
        height += isTall ? std::ceil(line.height()) : look.lineHeight;
        m_width = std::max(m_width, line.naturalTextWidth());
    }
    layout.endLayout();
    return height;
}

// Right-to-left lines hang at the far end of the width that they were broken for.
double TextFlow::shift(const Paragraph &paragraph, double width) const
{
    return paragraph.rightToLeft ? width - m_mostWidth : 0;
}

void TextFlow::paint(QPainter &painter, const QPointF &at, double width, const QColor &ink, const QRectF &clip,
    const TextRange &selected, const QColor &selection) const
{
    painter.setPen(ink);
    for (const Paragraph &paragraph : m_paragraphs) {
        const QPointF place = at + QPointF(shift(paragraph, width), paragraph.top);
        if (place.y() > clip.bottom() || place.y() + paragraph.height < clip.top())
            continue;
        QList<QTextLayout::FormatRange> selections;
        const qsizetype length = paragraph.layout->text().size();
        const qsizetype from = std::max(selected.start - paragraph.start, qsizetype(0));
        const qsizetype to = std::min(selected.end - paragraph.start, length);
        if (!selected.isEmpty() && from < to) {
            QTextLayout::FormatRange range;
            range.start = int(from);
            range.length = int(to - from);
            range.format.setBackground(selection);
            selections.append(range);
        }
        paragraph.layout->draw(&painter, place, selections, clip);
    }
}

qsizetype TextFlow::positionAt(const QPointF &point, double width) const
{
    for (const Paragraph &paragraph : m_paragraphs) {
        const bool isLast = &paragraph == &m_paragraphs.back();
        if (point.y() >= paragraph.top + paragraph.height && !isLast)
            continue;
        const double y = point.y() - paragraph.top;
        const double x = point.x() - shift(paragraph, width);
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            if (y < line.y() + line.height() || i + 1 == paragraph.layout->lineCount())
                return paragraph.start + line.xToCursor(x);
        }
        return paragraph.start;
    }
    return 0;
}

const Link *TextFlow::linkAt(const QPointF &point, double width) const
{
    for (const Paragraph &paragraph : m_paragraphs) {
        if (point.y() < paragraph.top || point.y() >= paragraph.top + paragraph.height)
            continue;
        const QPointF inside = point - QPointF(shift(paragraph, width), paragraph.top);
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            if (!line.naturalTextRect().contains(inside))
                continue;
            const qsizetype at = paragraph.start + line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
            const auto found = std::ranges::find_if(
                m_links, [at](const Link &link) { return at >= link.start && at < link.start + link.length; });
            return found == m_links.end() ? nullptr : &*found;
        }
    }
    return nullptr;
}

TextRange TextFlow::wordAt(qsizetype position) const
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, m_text);
    finder.setPosition(std::min(position + 1, m_text.size()));
    const qsizetype start = std::max(finder.toPreviousBoundary(), qsizetype(0));
    const qsizetype end = finder.toNextBoundary();
    return { start, end < 0 ? m_text.size() : end };
}

} // namespace pc::ui
