// SPDX-License-Identifier: GPL-3.0-or-later
// What a window shows only in part: texts that have more lines or longer ones than room, buttons narrower than their words, columns
// wider than what scrolls them. Asked once the layout has had its turn.

#pragma once

#include "ui/style/plainlabel.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QStringList>

namespace pc::test {

inline bool isCut(const style::PlainLabel &label)
{
    const int wanted = label.wordWrap() ? label.heightForWidth(label.width()) : label.sizeHint().height();
    return label.height() < wanted || (!label.wordWrap() && label.width() < label.sizeHint().width());
}

inline bool isCut(const QAbstractButton &button)
{
    return button.width() < button.minimumSizeHint().width()
        || (button.hasHeightForWidth() && button.height() < button.heightForWidth(button.width()));
}

inline QString tooWide(const QScrollArea &area)
{
    const QAbstractButton *widest = nullptr;
    for (const auto *button : area.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && (!widest || button->minimumSizeHint().width() > widest->minimumSizeHint().width()))
            widest = button;
    }
    return QStringLiteral("%1 px of %2, perhaps for: %3")
        .arg(area.widget()->width())
        .arg(area.viewport()->width())
        .arg(widest ? widest->text() : QString());
}

/// Their texts; empty when all can be read.
inline QStringList whatIsCut(const QWidget &window)
{
    QStringList cut;
    for (const auto *label : window.findChildren<style::PlainLabel *>()) {
        if (label->isVisible() && !label->wholeText().isEmpty() && !label->isElided() && isCut(*label))
            cut << label->wholeText();
    }
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && isCut(*button))
            cut << button->text();
    }
    QList<const QScrollArea *> areas { qobject_cast<const QScrollArea *>(&window) };
    for (const auto *area : window.findChildren<QScrollArea *>())
        areas.push_back(area);
    for (const QScrollArea *area : areas) {
        if (area && area->isVisible() && area->widget() && area->widget()->width() > area->viewport()->width())
            cut << tooWide(*area);
    }
    return cut;
}

} // namespace pc::test
