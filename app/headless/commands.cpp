// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/commands.h"

#include "app/headless/values.h"
#include "core/link/address.h"

#include <QJsonDocument>

#include <utility>

namespace pc::headless {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;

Commands::Commands(session::Account &account, Output &output, Waits &waits, QString relay)
    : m_account(account)
    , m_output(output)
    , m_waits(waits)
    , m_relay(std::move(relay))
{
    addAccountCommands();
    addNetworkCommands();
    addDeviceCommands();
    addRecoveryCommands();
    addReadingCommands();
    addMessageCommands();
    addConversationCommands();
}

void Commands::run(const QByteArray &line)
{
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(line, &parsing);
    if (!document.isObject()) {
        m_output.fail({}, Error { Errc::Invalid, QStringLiteral("not a JSON object: %1").arg(parsing.errorString()) });
        return;
    }
    Call call { document.object().value(Key("id")), Arguments(document.object()) };
    const auto step = m_steps.find(call.arguments.text(Key("do")));
    if (step == m_steps.end()) {
        m_output.fail(call.id, Error { Errc::Unsupported, QStringLiteral("\"do\" names no command") });
        return;
    }
    step->second(call);
}

void Commands::reportLongLine()
{
    m_output.fail({}, Error { Errc::TooLarge, QStringLiteral("the line is too long") });
}

void Commands::ifGood(Call &call, const std::function<void()> &start)
{
    if (const auto error = call.arguments.error())
        m_output.fail(call.id, *error);
    else
        start();
}

void Commands::add(const QString &name, std::function<std::function<void(Session &)>(Call &)> prepare)
{
    m_steps[name] = [this, prepare = std::move(prepare)](Call &call) {
        const auto start = prepare(call);
        ifGood(call, [this, &call, &start] {
            if (Session *session = m_account.session())
                start(*session);
            else
                m_output.fail(call.id, Error { Errc::Unavailable, QStringLiteral("nobody is signed in") });
        });
    };
}

void Commands::finish(const QJsonValue &id, QFuture<Result<void>> future)
{
    future
        .then(this,
            [this, id](const Result<void> &result) {
                if (result)
                    m_output.answer(id);
                else
                    m_output.fail(id, result.error());
            })
        .onCanceled(this, [this, id] {
            m_output.fail(id, Error { Errc::Cancelled, {} });
        });
}

QUrl Commands::relayOf(Arguments &arguments) const
{
    const auto relay = link::RelayAddress::fromText(arguments.textOr(Key("relay"), m_relay));
    arguments.note(Key("relay"), relay.ok());
    return relay ? relay->url() : QUrl();
}

void Commands::addAccountCommands()
{
    m_steps[u"open"_s] = [this](Call &call) {
        m_account.open();
        m_output.answer(call.id);
    };
    m_steps[u"state"_s] = [this](Call &call) {
        m_output.answer(call.id, { { Key("state"), nameOf(m_account.state()) } });
    };
    m_steps[u"unlock"_s] = [this](Call &call) {
        const QString passphrase = call.arguments.text(Key("passphrase"));
        ifGood(call, [&] { finish(call.id, m_account.unlock(passphrase)); });
    };
    m_steps[u"setPassphrase"_s] = [this](Call &call) {
        const QString passphrase = call.arguments.text(Key("passphrase"));
        ifGood(call, [&] { finish(call.id, m_account.setPassphrase(passphrase)); });
    };
    m_steps[u"signIn"_s] = [this](Call &call) {
        Arguments &in = call.arguments;
        const session::SignInRequest request { relayOf(in), in.text(Key("userName")), in.text(Key("password")),
            in.textOr(Key("deviceName"), QString()) };
        ifGood(call, [&] { finish(call.id, m_account.signIn(request)); });
    };
    m_steps[u"join"_s] = [this](Call &call) {
        Arguments &in = call.arguments;
        const session::JoinRequest request { relayOf(in), in.text(Key("invite")), in.text(Key("userName")),
            in.text(Key("password")), in.textOr(Key("deviceName"), QString()), in.textOr(Key("letter"), QString()) };
        ifGood(call, [&] { finish(call.id, m_account.join(request)); });
    };
    m_steps[u"signOut"_s] = [this](Call &call) { finish(call.id, m_account.signOut()); };
    m_steps[u"setStoreAside"_s] = [this](Call &call) {
        finish(call.id, m_account.setStoreAside(), [](const QString &path) {
            return QJsonObject { { Key("path"), path } };
        });
    };
    m_steps[u"setLock"_s] = [this](Call &call) {
        const QString passphrase = call.arguments.text(Key("passphrase"));
        ifGood(call, [&] { finish(call.id, m_account.setLock(passphrase)); });
    };
    m_steps[u"changeLock"_s] = [this](Call &call) {
        const QString old = call.arguments.text(Key("old"));
        const QString passphrase = call.arguments.text(Key("passphrase"));
        ifGood(call, [&] { finish(call.id, m_account.changeLock(old, passphrase)); });
    };
    m_steps[u"removeLock"_s] = [this](Call &call) {
        const QString passphrase = call.arguments.text(Key("passphrase"));
        ifGood(call, [&] { finish(call.id, m_account.removeLock(passphrase)); });
    };
    m_steps[u"lockNow"_s] = [this](Call &call) { finish(call.id, m_account.lockNow()); };
    m_steps[u"waitFor"_s] = [this](Call &call) { m_waits.add(call.id, call.arguments); };
    m_steps[u"quit"_s] = [this](Call &call) {
        m_output.answer(call.id);
        Q_EMIT quitRequested();
    };
}

} // namespace pc::headless
