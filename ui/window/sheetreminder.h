// SPDX-License-Identifier: GPL-3.0-or-later
// SheetReminder: asks who has no recovery sheet to make one, and once, a week after it was made, whether it is still there. Stands above
// the list, holds up nothing, and goes by any of its answers.

#pragma once

#include "ui/style/plainlabel.h"

#include <QPushButton>
#include <QWidget>

namespace pc::window {

enum class SheetQuestion : quint8 {
    None,
    MakeOne,
    StillThere,
};

class SheetReminder final : public QWidget
{
    Q_OBJECT

public:
    /// Hidden at first. `theme` must outlive this.
    explicit SheetReminder(const style::Theme &theme, QWidget *parent = nullptr);

    void ask(SheetQuestion question);

    QString text() const { return m_text->wholeText(); }
    QPushButton *makeButton() const { return m_make; }
    QPushButton *tryButton() const { return m_try; }
    QPushButton *laterButton() const { return m_later; }
    QPushButton *lostButton() const { return m_lost; }

Q_SIGNALS:
    void tryRequested();
    void laterRequested();
    void newSheetRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const style::Theme &m_theme;
    style::PlainLabel *m_text; ///< Child, as all below.
    QPushButton *m_make;
    QPushButton *m_try;
    QPushButton *m_later;
    QPushButton *m_lost;
};

} // namespace pc::window
