// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/wordgrid.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace pc::account {

using namespace style;

namespace {

constexpr int kMostColumns = 3;

} // namespace

WordGrid::WordGrid(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setLayoutDirection(Qt::LeftToRight);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, &WordGrid::measure);
}

void WordGrid::setWords(const QStringList &words)
{
    for (const Cell &cell : std::exchange(m_cells, {})) {
        delete cell.number;
        delete cell.word;
    }
    for (const QString &word : words) {
        const Cell cell { new PlainLabel(m_theme, TextSize::Caption, Weight::Regular, this),
            new PlainLabel(m_theme, TextSize::Title, Weight::Strong, this) };
        const QString number = QLocale().toString(qsizetype(m_cells.size()) + 1);
        cell.number->setTone(Tone::Secondary);
        cell.number->setText(number);
        cell.number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        cell.word->setText(word);
        cell.word->setAccessibleName(number + QStringLiteral(": ") + word);
        cell.number->show();
        cell.word->show();
        m_cells.push_back(cell);
    }
    measure();
}

QStringList WordGrid::words() const
{
    QStringList words;
    for (const Cell &cell : m_cells)
        words.append(cell.word->wholeText());
    return words;
}

int WordGrid::heightForWidth(int width) const
{
    return m_cells.empty() ? 0 : rowsFor(width) * m_cellHeight + 2 * kGap2;
}

QSize WordGrid::sizeHint() const
{
    const int width = kMostColumns * m_cellWidth + 2 * kGap2;
    return { width, heightForWidth(width) };
}

QSize WordGrid::minimumSizeHint() const
{
    return { m_cellWidth + 2 * kGap2, 0 };
}

void WordGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Tone::Hover));
    painter.drawRoundedRect(rect(), kCardRadius, kCardRadius);
}

void WordGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void WordGrid::measure()
{
    m_numberWidth = 0;
    int wordWidth = 0;
    m_cellHeight = 0;
    for (const Cell &cell : m_cells) {
        m_numberWidth = std::max(m_numberWidth, cell.number->sizeHint().width());
        wordWidth = std::max(wordWidth, cell.word->sizeHint().width());
        m_cellHeight = std::max(m_cellHeight, cell.word->sizeHint().height() + kGap2);
    }
    m_cellWidth = kGap2 + m_numberWidth + kGap2 + wordWidth + kGap2;
    updateGeometry();
    place();
}

void WordGrid::place()
{
    if (m_cells.empty())
        return;
    const int columns = columnsFor(width());
    const int rows = rowsFor(width());
    const int step = (width() - 2 * kGap2) / columns;
    for (int i = 0; i < int(m_cells.size()); ++i) {
        const Cell &cell = m_cells[std::size_t(i)];
        const QPoint corner(kGap2 + i / rows * step, kGap2 + i % rows * m_cellHeight);
        cell.number->setGeometry(corner.x() + kGap2, corner.y(), m_numberWidth, m_cellHeight);
        const int left = kGap2 + m_numberWidth + kGap2;
        cell.word->setGeometry(corner.x() + left, corner.y(), step - left, m_cellHeight);
    }
}

int WordGrid::columnsFor(int width) const
{
    return std::clamp((width - 2 * kGap2) / m_cellWidth, 1, kMostColumns);
}

int WordGrid::rowsFor(int width) const
{
    const int columns = columnsFor(width);
    return (int(m_cells.size()) + columns - 1) / columns;
}

} // namespace pc::account
