// SPDX-License-Identifier: GPL-3.0-or-later
// AdminDesk: administration as requests and answers in JSON, the same for a running relay (through its local socket) and
// for one that stands still (through its file).
//
//   { "command": "create-person", "arguments": { "school": "…", "name": "…", "role": "staff" } }
//   { "ok": true, "result": { … } }      or      { "ok": false, "code": "not_found", "message": "…" }

#pragma once

#include "core/relay/accounts/accounts.h"
#include "core/relay/log/conversationlog.h"

#include <QJsonObject>

#include <functional>
#include <string_view>

namespace pc::relay::admin {

/// What only a running relay can tell; empty functions where none runs. Called on any thread, until the desk is gone.
struct Running
{
    std::function<int()> sessions; ///< Of devices, open now.
    std::function<QJsonObject()> limits; ///< What holds now, and how often each was met.
    std::function<std::string_view()> trouble; ///< Why no messages are taken; nothing when they are.
};

class AdminDesk
{
public:
    using Answer = std::function<void(QJsonObject)>;

    AdminDesk(accounts::Accounts &accounts, log::ConversationLog &log, Running running = {})
        : m_accounts(accounts)
        , m_log(log)
        , m_running(std::move(running))
    {
    }

    /// Answers once, on any thread.
    void handle(const QJsonObject &request, Answer answer);

private:
    accounts::Accounts &m_accounts;
    log::ConversationLog &m_log;
    Running m_running;
};

/// What a failure is answered with.
QJsonObject refusal(const Error &error);

} // namespace pc::relay::admin
