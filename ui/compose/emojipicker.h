// SPDX-License-Identifier: GPL-3.0-or-later
// A small grid of pictures that floats above the composer; arrows walk it, Enter takes one, Esc closes it.

#pragma once

#include "ui/style/theme.h"

#include <QFrame>
#include <QListView>
#include <QStringListModel>

namespace pc::compose {

class EmojiPicker final : public QFrame
{
    Q_OBJECT

public:
    explicit EmojiPicker(const style::Theme &theme, QWidget *parent = nullptr);

    /// Opens above `anchor`, inside its screen.
    void openAbove(const QWidget &anchor);

Q_SIGNALS:
    void picked(const QString &emoji);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void take(const QModelIndex &index);

    const style::Theme &m_theme;
    QStringListModel m_model;
    QListView *m_grid; ///< Child.
};

} // namespace pc::compose
