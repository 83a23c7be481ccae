// SPDX-License-Identifier: GPL-3.0-or-later
// Says what is happening while something lasts. Shows nothing for the first moment: what is quick is no news.

#pragma once

#include "core/base/clock.h"
#include "ui/style/plainlabel.h"

#include <QProgressBar>
#include <QWidget>

#include <memory>

namespace pc::account {

class BusyPage final : public QWidget
{
    Q_OBJECT

public:
    BusyPage(Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    void begin(const QString &sentence);
    void end();
    bool isTelling() const { return !m_sentence->isHidden(); }

private:
    void tell(bool visible);

    std::unique_ptr<Timer> m_patience;
    style::PlainLabel *m_sentence; ///< Child.
    QProgressBar *m_bar; ///< Child.
};

} // namespace pc::account
