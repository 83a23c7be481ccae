// SPDX-License-Identifier: GPL-3.0-or-later
// A small grid of pictures that floats above the composer, with a search by name above it and the skin tones below.
// Arrows walk it, also out of the search field; Enter takes one, Esc closes it.

#pragma once

#include "ui/compose/emojimodel.h"
#include "ui/style/theme.h"

#include <QButtonGroup>
#include <QFrame>
#include <QLineEdit>
#include <QListView>

namespace pc::compose {

class EmojiPicker final : public QFrame
{
    Q_OBJECT

public:
    explicit EmojiPicker(const style::Theme &theme, QWidget *parent = nullptr);

    /// Opens above `anchor`, inside its screen, with nothing searched for.
    void openAbove(const QWidget &anchor);

    /// 0 for the plain colour, to 5.
    void setTone(int tone);

    QLineEdit *search() const { return m_search; }
    QListView *grid() const { return m_grid; }

Q_SIGNALS:
    void picked(const QString &emoji);
    void toneChosen(int tone);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildGrid();
    void buildTones();
    void find(const QString &query);
    void take(const QModelIndex &index);

    const style::Theme &m_theme;
    EmojiModel m_model;
    QLineEdit *m_search; ///< Child, as all below.
    QListView *m_grid;
    QButtonGroup *m_tones;
};

} // namespace pc::compose
