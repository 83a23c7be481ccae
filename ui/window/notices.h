// SPDX-License-Identifier: GPL-3.0-or-later
// Decides which messages are worth a notification, and makes one of many that come in a burst.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "ui/models/conversationlistmodel.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace pc::window {

class Notices final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    Notices(session::Session &session, const ui::ConversationListModel &conversations, Clock &clock,
        QObject *parent = nullptr);

    void setQuiet(bool quiet) { m_quiet = quiet; }
    void setHidesText(bool hides) { m_hidesText = hides; }

    /// The conversation that somebody looks at now: nothing is said about it.
    void setWatched(std::optional<ConversationId> conversation) { m_watched = conversation; }

    /// Where a click on the last notification leads.
    std::optional<ConversationId> last() const { return m_last; }

Q_SIGNALS:
    void noticeDue(const QString &title, const QString &text); ///< Foreign text.

private:
    void take(const chat::Message &message);
    void takeChanged(const chat::Message &message);
    bool isNews(const chat::Message &message) const;
    void tell();
    QString titleOf(ConversationId id) const;
    bool isMuted(ConversationId id) const;

    const ui::ConversationListModel &m_conversations;
    Clock &m_clock;
    std::unique_ptr<Timer> m_burst;
    std::vector<chat::Message> m_waiting; ///< At most kMostWaiting; beyond that only the number counts.
    qint64 m_count = 0;
    std::optional<ConversationId> m_watched;
    std::optional<ConversationId> m_last;
    bool m_quiet = false;
    bool m_hidesText = false;
};

} // namespace pc::window
