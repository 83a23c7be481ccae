// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a check of the connection: a mark, what it is, how long it took, and a sentence where there is one to say.

#pragma once

#include "core/session/networkdesk.h"
#include "ui/style/plainlabel.h"

#include <QWidget>

namespace pc::account {

class CheckRow final : public QWidget
{
    Q_OBJECT

public:
    /// `theme` must outlive this.
    CheckRow(session::CheckStep step, const style::Theme &theme, QWidget *parent = nullptr);

    void tell(const session::CheckReport &report);

    QString title() const { return m_title->wholeText(); }
    QString sentence() const { return m_sentence->wholeText(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    session::CheckStep m_step;
    session::CheckLine m_line;
    bool m_isSerious = true; ///< Whether a failure is one for the person.
    const style::Theme &m_theme;
    style::PlainLabel *m_title; ///< Child, as all below.
    style::PlainLabel *m_took;
    style::PlainLabel *m_sentence;
};

} // namespace pc::account
