// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/messageactions.h"

#include "ui/models/timelinetext.h"
#include "ui/style/icon.h"

#include <QCoreApplication>

namespace pc::ui {

namespace {

QString say(const char *source)
{
    return QCoreApplication::translate("MessageActions", source);
}

QAction *makeAction(QWidget &owner, const QString &name, const QIcon &icon)
{
    return new QAction(icon, name, &owner);
}

} // namespace

MessageActions::MessageActions(QWidget &owner, const style::Theme &theme, Keys keys)
    : m_copy(makeAction(
        owner, say(QT_TRANSLATE_NOOP("MessageActions", "Copy")), style::themedIcon(style::Icon::Copy, theme)))
    , m_details(makeAction(
          owner, say(QT_TRANSLATE_NOOP("MessageActions", "Details")), style::themedIcon(style::Icon::Info, theme)))
    , m_retry(makeAction(
          owner, say(QT_TRANSLATE_NOOP("MessageActions", "Try again")), style::themedIcon(style::Icon::Retry, theme)))
    , m_cancel(makeAction(owner, say(QT_TRANSLATE_NOOP("MessageActions", "Cancel sending")),
          style::themedIcon(style::Icon::Close, theme)))
{
    if (keys == Keys::WhileFocused) {
        m_copy->setShortcut(QKeySequence::Copy);
        m_details->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Return));
        m_retry->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
        m_cancel->setShortcut(QKeySequence(Qt::Key_Delete));
        for (QAction *action : all()) {
            action->setShortcutContext(Qt::WidgetShortcut);
            owner.addAction(action);
        }
    }
    offerFor(nullptr, false);
}

void MessageActions::offerFor(const TimelineRow *row, bool canCopy)
{
    const bool isMessage = row && row->isWritten();
    const bool isOwn = isMessage && row->message.outgoing;
    const bool hasText = isMessage && row->message.content.kind == chat::ContentKind::Text;
    const bool unsent
        = isOwn && (row->state == chat::DeliveryState::Failed || row->state == chat::DeliveryState::Sending);
    const auto offer = [](QAction *action, bool offered) {
        action->setVisible(offered);
        action->setEnabled(offered);
    };
    offer(m_copy, hasText || canCopy);
    offer(m_details, isMessage && !unsent && (isOwn || !timeNote(row->message).isEmpty()));
    offer(m_retry, isOwn && row->state == chat::DeliveryState::Failed);
    offer(m_cancel, unsent);
}

} // namespace pc::ui
