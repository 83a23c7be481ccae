// SPDX-License-Identifier: GPL-3.0-or-later
// The row of round filters above the list; exactly one is on. Wraps where a language needs more room.

#pragma once

#include "ui/models/conversationfilter.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QWidget>

#include <vector>

namespace pc::sidebar {

/// One filter: a pill, filled with the accent while it is on.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT

public:
    FilterChip(ui::ConversationFilter::Show show, const style::Theme &theme, QWidget *parent);

    ui::ConversationFilter::Show part() const { return m_part; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ui::ConversationFilter::Show m_part;
    const style::Theme &m_theme;
};

class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(const style::Theme &theme, QWidget *parent = nullptr);

    void setUnread(qint64 count);
    void setHasArchived(bool has);
    void choose(ui::ConversationFilter::Show show);
    ui::ConversationFilter::Show chosen() const { return m_chosen; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void chosenChanged(pc::ui::ConversationFilter::Show show);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
    int arrange(int width, bool apply) const;
    FilterChip *chip(ui::ConversationFilter::Show show) const;

    const style::Theme &m_theme;
    std::vector<FilterChip *> m_chips; ///< Children.
    ui::ConversationFilter::Show m_chosen = ui::ConversationFilter::Show::All;
    qint64 m_unread = 0;
};

} // namespace pc::sidebar
