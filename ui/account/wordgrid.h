// SPDX-License-Identifier: GPL-3.0-or-later
// WordGrid: numbered words to be written down, in columns that are read downwards, as many as there is room for, three at most.
// Always from left to right: so is the sheet.

#pragma once

#include "ui/style/plainlabel.h"

#include <QWidget>

#include <vector>

namespace pc::account {

class WordGrid final : public QWidget
{
    Q_OBJECT

public:
    /// `theme` must outlive this.
    explicit WordGrid(const style::Theme &theme, QWidget *parent = nullptr);

    void setWords(const QStringList &words);
    QStringList words() const;
    int columns() const { return columnsFor(width()); }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Cell
    {
        style::PlainLabel *number; ///< Child.
        style::PlainLabel *word; ///< Child.
    };

    void measure();
    void place();
    int columnsFor(int width) const;
    int rowsFor(int width) const;

    const style::Theme &m_theme;
    std::vector<Cell> m_cells;
    int m_numberWidth = 0;
    int m_cellWidth = 1;
    int m_cellHeight = 0;
};

} // namespace pc::account
