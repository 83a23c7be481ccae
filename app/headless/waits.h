// SPDX-License-Identifier: GPL-3.0-or-later
// Waits: commands that are answered once something holds: the account's state, an empty outbox, being up to date, a
// message. Looked at after every event, and bounded in number and time.

#pragma once

#include "app/headless/arguments.h"
#include "app/headless/output.h"
#include "core/base/clock.h"
#include "core/session/account.h"

#include <QObject>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace pc::headless {

class Waits : public QObject
{
    Q_OBJECT

public:
    Waits(session::Account &account, Output &output, Clock &clock);

    /// Answers `id` now or later: at the latest after `timeoutMs`, with the code timeout.
    void add(const QJsonValue &id, Arguments &arguments);

    /// Something happened: looks again, soon.
    void look();

    void note(const chat::Message &message);
    void note(ConversationId conversation, const chat::Watermarks &watermarks);

private:
    using Holds = std::function<std::optional<QJsonObject>()>;

    struct Wait
    {
        QJsonValue id;
        Holds holds;
        std::unique_ptr<Timer> timer;
    };

    Holds conditionOf(Arguments &arguments);
    Holds stateCondition(Arguments &arguments);
    Holds linkCondition(std::function<bool(const session::LinkStatus &)> wanted);
    Holds messageCondition(Arguments &arguments);
    void lookNow();
    void giveUp(const Wait *wait);

    session::Account &m_account;
    Output &m_output;
    Clock &m_clock;
    std::vector<std::unique_ptr<Wait>> m_waits;
    std::deque<chat::Message> m_seen; ///< The latest of this run, oldest first.
    std::map<MessageId, std::size_t> m_places; ///< Theirs, counted from the first one of this run.
    std::size_t m_forgotten = 0; ///< How many were before them.
    std::map<ConversationId, chat::Watermarks> m_watermarks;
    bool m_isLooking = false;
};

} // namespace pc::headless
