// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sessionview.h"

namespace pc::window {

namespace {

constexpr std::chrono::days kReminderRests { 7 }; // after "Later"

} // namespace

void SessionView::followRecovery(session::RecoveryDesk &desk)
{
    m_recovery = &desk;
    for (Strip *strip : { m_listStrip, m_pane->strip() }) {
        connect(&desk, &session::RecoveryDesk::archiveChanged, strip, &Strip::setArchive);
        strip->setArchive(desk.archive());
    }
    connect(&desk, &session::RecoveryDesk::sheetChanged, this, &SessionView::remind);
    connect(m_reminder, &SheetReminder::tryRequested, this, &SessionView::trySheetRequested);
    connect(m_reminder, &SheetReminder::newSheetRequested, this, &SessionView::newSheetRequested);
    connect(m_reminder, &SheetReminder::laterRequested, this, [this] {
        m_remindFrom = m_clock.utcNow() + kReminderRests;
        remind();
        m_sidebar->focusList();
        Q_EMIT sheetPutOff(m_remindFrom);
    });
    remind();
}

void SessionView::remind()
{
    const bool isDue = m_recovery && m_recovery->sheet().exists && m_recovery->sheet().isTestDue;
    m_reminder->setVisible(isDue && m_clock.utcNow() >= m_remindFrom);
}

} // namespace pc::window
