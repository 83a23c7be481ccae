// SPDX-License-Identifier: GPL-3.0-or-later
// TextFlow: foreign text laid out for reading. Each paragraph runs in the direction of its own letters; nothing is
// markup; links are coloured ranges. Wraps within a width and then takes no more room than its longest line.

#pragma once

#include "ui/timeline/links.h"

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QTextLayout>

#include <memory>
#include <optional>
#include <vector>

namespace pc::ui {

/// A part of the text, [start, end).
struct TextRange
{
    qsizetype start = 0;
    qsizetype end = 0;

    bool isEmpty() const { return end <= start; }
    bool operator==(const TextRange &) const = default;
};

struct TextLook
{
    QFont font;
    int lineHeight = 0;
    Qt::LayoutDirection direction = Qt::LeftToRight; ///< Of paragraphs without letters.
    QColor linkInk;
};

class TextFlow
{
public:
    TextFlow(const QString &text, std::vector<Link> links, const TextLook &look, double mostWidth);

    const QString &text() const { return m_text; }
    double width() const { return m_width; } ///< Of the longest line.
    double height() const { return m_height; }

    /// Draws into a box of `width` at `at`: left-to-right paragraphs at its left, the others at its right.
    void paint(QPainter &painter, const QPointF &at, double width, const QColor &ink, const QRectF &clip,
        const TextRange &selected = {}, const QColor &selection = {}) const;

    /// The link under a point, relative to the box.
    const Link *linkAt(const QPointF &point, double width) const;

    /// The place between two letters that is nearest to a point.
    qsizetype positionAt(const QPointF &point, double width) const;

    /// The word around a position.
    TextRange wordAt(qsizetype position) const;

private:
    struct Paragraph
    {
        std::unique_ptr<QTextLayout> layout;
        qsizetype start = 0;
        double top = 0;
        double height = 0;
        bool rightToLeft = false;
    };

    void addParagraph(qsizetype start, const QString &text, const TextLook &look, double mostWidth);
    double breakLines(QTextLayout &layout, const TextLook &look, double mostWidth);
    double shift(const Paragraph &paragraph, double width) const;

    QString m_text;
    std::vector<Link> m_links;
    std::vector<Paragraph> m_paragraphs;
    double m_mostWidth;
    double m_width = 0;
    double m_height = 0;
};

} // namespace pc::ui
