// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: a line in, the matching call on the account or its session, its answer out. README.md lists them.

#pragma once

#include "app/headless/arguments.h"
#include "app/headless/output.h"
#include "app/headless/waits.h"
#include "core/session/account.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace pc::headless {

/// One command on its way.
struct Call
{
    QJsonValue id;
    Arguments arguments;
};

class Commands : public QObject
{
    Q_OBJECT

public:
    /// `relay` is used by commands that name none; it may be empty.
    Commands(session::Account &account, Output &output, Waits &waits, QString relay);

    void run(const QByteArray &line);
    void reportLongLine();

Q_SIGNALS:
    void quitRequested();

private:
    using Step = std::function<void(Call &)>;
    using Session = session::Session;

    void addAccountCommands();
    void addNetworkCommands();
    void addDeviceCommands();
    void addRecoveryCommands();
    void addReadingCommands();
    void addMessageCommands();
    void addConversationCommands();

    /// A command that needs a running session, and is only called when its arguments were good.
    void add(const QString &name, std::function<std::function<void(Session &)>(Call &)> prepare);

    void setNetwork(const QJsonValue &id, const session::ProxyChoice &proxy, const QString &file);
    void check(const QJsonValue &id, const QUrl &relay);
    void onCheck(const session::CheckReport &report);

    QUrl relayOf(Arguments &arguments) const;

    /// Runs `start` unless an argument was bad.
    void ifGood(Call &call, const std::function<void()> &start);

    template<typename T, typename ToFields>
    void finish(const QJsonValue &id, QFuture<Result<T>> future, ToFields toFields)
    {
        future
            .then(this,
                [this, id, toFields](const Result<T> &result) {
                    if (result)
                        m_output.answer(id, toFields(*result));
                    else
                        m_output.fail(id, result.error());
                })
            .onCanceled(this, [this, id] {
                m_output.fail(id, Error { Errc::Cancelled, {} });
            });
    }

    void finish(const QJsonValue &id, QFuture<Result<void>> future);

    session::Account &m_account;
    Output &m_output;
    Waits &m_waits;
    QString m_relay;
    std::map<QString, Step> m_steps;
    std::optional<QJsonValue> m_check; ///< Who waits for the check that is under way.
};

} // namespace pc::headless
