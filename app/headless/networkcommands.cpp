// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: how this computer reaches the relay, and a check of it.

#include "app/headless/commands.h"
#include "app/headless/values.h"

#include <utility>

namespace pc::headless {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;
using session::NetworkDesk;

void Commands::addNetworkCommands()
{
    NetworkDesk &desk = m_account.network();
    connect(&desk, &NetworkDesk::proxyAsked, this, [this](const QString &proxy, bool isAgain) {
        m_output.event(u"proxyAsked"_s, { { Key("proxy"), proxy }, { Key("again"), isAgain } });
    });
    connect(&desk, &NetworkDesk::checkChanged, this, &Commands::onCheck);
    m_steps[u"network"_s] = [this](Call &call) {
        finish(call.id, m_account.network().state(), [](const session::NetworkState &state) { return toJson(state); });
    };
    m_steps[u"setNetwork"_s] = [this](Call &call) {
        const auto proxy = session::proxyFromText(call.arguments.textOr(Key("proxy"), u"system"_s));
        call.arguments.note(Key("proxy"), proxy.ok());
        const QString file = call.arguments.textOr(Key("rootCertificate"), QString());
        ifGood(call, [&] { setNetwork(call.id, *proxy, file); });
    };
    m_steps[u"proxyLogin"_s] = [this](Call &call) {
        const session::ProxyLogin login { call.arguments.text(Key("userName")), call.arguments.text(Key("password")) };
        ifGood(call, [&] {
            m_account.network().answerProxy(login);
            m_output.answer(call.id);
        });
    };
    m_steps[u"check"_s] = [this](Call &call) {
        const bool isOfSession = !call.arguments.has(Key("relay")) && m_account.session();
        const QUrl relay = isOfSession ? QUrl() : relayOf(call.arguments);
        ifGood(call, [&] { check(call.id, relay); });
    };
}

void Commands::setNetwork(const QJsonValue &id, const session::ProxyChoice &proxy, const QString &file)
{
    if (file.isEmpty()) {
        finish(id, m_account.network().change({ proxy, {} }));
        return;
    }
    // This program's account lives on its own loop, and so does its answer.
    m_account.network().readRoots(file).then(this, [this, id, proxy](const Result<session::OwnRoots> &roots) {
        if (roots)
            finish(id, m_account.network().change({ proxy, roots->pem }));
        else
            m_output.fail(id, roots.error());
    });
}

/// One at a time: a later one ends the earlier.
void Commands::check(const QJsonValue &id, const QUrl &relay)
{
    if (const auto earlier = std::exchange(m_check, id))
        m_output.fail(*earlier, Error { Errc::Cancelled, {} });
    m_account.network().check(relay).then(this, [this, id](const Result<void> &begun) {
        if (begun || m_check != id)
            return;
        m_check.reset();
        m_output.fail(id, begun.error());
    });
}

void Commands::onCheck(const session::CheckReport &report)
{
    if (!report.isDone || !m_check)
        return;
    m_output.answer(*std::exchange(m_check, std::nullopt), toJson(report));
}

} // namespace pc::headless
