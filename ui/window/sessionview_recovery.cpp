// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sessionview.h"

namespace pc::window {

namespace {

// After "Later".
constexpr std::chrono::days kReminderRests { 7 };
constexpr std::chrono::days kOfferRests { 30 };

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
        m_remindFrom = m_clock.utcNow() + (m_recovery->sheet().exists ? kReminderRests : kOfferRests);
        remind();
        m_sidebar->focusList();
        Q_EMIT sheetPutOff(m_remindFrom);
    });
    remind();
}

void SessionView::remind()
{
    SheetQuestion question = SheetQuestion::None;
    if (m_recovery && m_clock.utcNow() >= m_remindFrom) {
        const session::SheetState sheet = m_recovery->sheet();
        if (sheet.isMissing)
            question = SheetQuestion::MakeOne;
        else if (sheet.exists && sheet.isTestDue)
            question = SheetQuestion::StillThere;
    }
    m_reminder->ask(question);
}

} // namespace pc::window
