// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/relay/testrelay.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <future>

namespace pc::test {

using relay::accounts::Reply;

namespace {

crypto::SecretBytes secret(const QString &text)
{
    return crypto::SecretBytes::copyOf(QByteArrayView(text.toUtf8()));
}

} // namespace

TestRelay::TestRelay()
{
    m_options.dataDirectory = m_dir.filePath(QStringLiteral("data"));
    m_options.accounts.hashes.cost = crypto::kTestOnlyCost;
    m_options.accounts.limits.perAccount.burst = 1'000;
    m_options.accounts.limits.perAddress.burst = 10'000;
    m_options.limits.messagesPerMinute = 60'000;
    m_options.limits.messageBurst = 10'000;
}

/// Accounts answer on threads of their own; a test waits for them, with a deadline.
template<typename T, typename Call>
std::optional<T> TestRelay::wait(Call call)
{
    auto promise = std::make_shared<std::promise<std::optional<T>>>();
    auto answer = promise->get_future();
    call([promise](
             Result<T> result) { promise->set_value(result ? std::optional<T>(std::move(*result)) : std::nullopt); });
    if (answer.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
        return std::nullopt;
    return answer.get();
}

bool TestRelay::start()
{
    auto started = relay::Relay::start(m_options, m_clock, m_random);
    if (!started) {
        qWarning("relay: %s %s", wireName(started.code()).data(), qPrintable(started.error().detail));
        return false;
    }
    m_relay = std::move(*started);
    m_options.port = m_relay->port(); // a restart comes back to where clients look for it
    if (m_school == SchoolId {})
        m_school = makeSchool(QStringLiteral("Lakeside School"));
    return m_school != SchoolId {};
}

SchoolId TestRelay::makeSchool(const QString &name)
{
    const auto school = wait<relay::accounts::School>(
        [&](auto reply) { m_relay->accounts().administration().createSchool(name, {}, reply); });
    return school ? school->id : SchoolId {};
}

void TestRelay::stop()
{
    m_relay.reset();
}

QUrl TestRelay::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    return url;
}

Enrolled TestRelay::enrol(const QString &name, people::Role role)
{
    return enrolIn(m_school, name, role);
}

Enrolled TestRelay::enrolElsewhere(const QString &name, people::Role role)
{
    if (m_otherSchool == SchoolId {})
        m_otherSchool = makeSchool(QStringLiteral("Hillside School"));
    return enrolIn(m_otherSchool, name, role);
}

Enrolled TestRelay::enrolIn(SchoolId school, const QString &name, people::Role role)
{
    Enrolled enrolled;
    enrolled.userName = name.toLower().remove(u' ') + QStringLiteral(".test");
    enrolled.password = QStringLiteral("correct horse ") + name;
    const auto person = wait<relay::accounts::PersonRecord>([&](auto reply) {
        m_relay->accounts().administration().createPerson({ school, name, role, {} }, reply);
    });
    if (!person)
        return {};
    relay::accounts::NewInvite wanted;
    wanted.person = person->person.id;
    const auto invite = wait<relay::accounts::MadeInvite>(
        [&](auto reply) { m_relay->accounts().administration().createInvite(wanted, reply); });
    if (!invite)
        return {};
    const auto joined = wait<relay::accounts::SignedIn>([&](auto reply) {
        m_relay->accounts().signIn().join(
            { secret(invite->code), enrolled.userName, secret(enrolled.password), {},
                { std::nullopt, QStringLiteral("First device"), QStringLiteral("test") }, QStringLiteral("127.0.0.1") },
            reply);
    });
    if (!joined)
        return {};
    enrolled.person = joined->person;
    enrolled.device = joined->device;
    enrolled.accessToken = QString::fromLatin1(joined->tokens.access);
    return enrolled;
}

Enrolled TestRelay::anotherDevice(const Enrolled &who)
{
    const auto signedIn = wait<relay::accounts::SignedIn>([&](auto reply) {
        m_relay->accounts().signIn().logIn(
            { who.userName, secret(who.password),
                { std::nullopt, QStringLiteral("Another device"), QStringLiteral("test") },
                QStringLiteral("127.0.0.1") },
            reply);
    });
    Enrolled enrolled = who;
    if (!signedIn)
        return {};
    enrolled.device = signedIn->device;
    enrolled.accessToken = QString::fromLatin1(signedIn->tokens.access);
    return enrolled;
}

bool TestRelay::setPolicy(const people::SchoolPolicy &policy)
{
    return wait<relay::accounts::School>([&](auto reply) {
        m_relay->accounts().administration().setPolicy(m_school, policy, reply);
    }).has_value();
}

bool TestRelay::setRetention(int days)
{
    return wait<relay::accounts::School>([&](auto reply) {
        m_relay->accounts().administration().setRetention(m_school, days, reply);
    }).has_value();
}

bool TestRelay::disable(UserId user)
{
    return wait<relay::accounts::PersonRecord>([&](auto reply) {
        m_relay->accounts().administration().setDisabled(user, true, reply);
    }).has_value();
}

bool TestRelay::revoke(DeviceId device)
{
    auto promise = std::make_shared<std::promise<bool>>();
    auto answer = promise->get_future();
    m_relay->accounts().administration().revokeDevice(
        device, [promise](const Result<void> &done) { promise->set_value(done.ok()); });
    return answer.wait_for(std::chrono::seconds(20)) == std::future_status::ready && answer.get();
}

int TestRelay::openSessions() const
{
    QNetworkAccessManager network;
    QUrl metrics = url();
    metrics.setPath(QStringLiteral("/metrics"));
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(metrics)));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 10'000))
        return -1;
    for (const QByteArray &line : reply->readAll().split('\n')) {
        if (line.startsWith("parentconnect_sessions "))
            return line.mid(line.indexOf(' ') + 1).toInt();
    }
    return -1;
}

} // namespace pc::test
