// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountsfixture.h"

#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"

namespace pc::test {

AccountsFixture::AccountsFixture(AccountsOptions options)
    : m_options(options)
{
    start();
}

AccountsFixture::~AccountsFixture()
{
    stop();
}

AccountsOptions AccountsFixture::cheap()
{
    AccountsOptions options;
    options.hashes.cost = crypto::kTestOnlyCost;
    options.hashes.queue = 5'000;
    options.limits.perAddress = { 100'000, Milliseconds { 1 } };
    options.limits.perAccount = { 100'000, Milliseconds { 1 } };
    return options;
}

void AccountsFixture::restart()
{
    stop();
    start();
}

void AccountsFixture::start()
{
    const auto opener = [path = path()]() -> Result<std::unique_ptr<sql::Database>> {
        auto database = sql::Database::open(path, sql::OpenMode::ReadWrite);
        if (!database)
            return database;
        auto migrations
            = sql::loadMigrations({ schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() });
        if (!migrations)
            return migrations.error();
        if (auto migrated = sql::migrate(**database, *migrations); !migrated)
            return migrated.error();
        return database;
    };
    auto writer = sql::Writer::start(opener, {}, clock);
    if (!writer)
        qFatal("writer: %s", qPrintable(writer.error().detail));
    m_writer = std::move(*writer);
    auto reader = sql::Reader::start(path(), {});
    if (!reader)
        qFatal("reader: %s", qPrintable(reader.error().detail));
    m_reader = std::move(*reader);
    RegistryHooks hooks;
    hooks.deviceEnded = [this](UserId, DeviceId device) {
        const std::lock_guard lock(m_mutex);
        m_ended.push_back(device);
    };
    auto accounts = Accounts::start(*m_writer, *m_reader, clock, m_random, hooks, m_options);
    if (!accounts)
        qFatal("accounts: %d %s", int(accounts.code()), qPrintable(accounts.error().detail));
    m_accounts = std::move(*accounts);
}

void AccountsFixture::stop()
{
    m_accounts->stop();
    m_reader.reset();
    m_writer.reset();
    m_accounts.reset();
}

SchoolId AccountsFixture::school(const QString &name, people::SchoolPolicy policy)
{
    return awaited<School>([&](auto reply) { m_accounts->administration().createSchool(name, policy, reply); })->id;
}

UserId AccountsFixture::person(SchoolId school, const QString &name, people::Role role)
{
    const NewPerson request { school, name, role, QString() };
    return awaited<PersonRecord>([&](auto reply) {
        m_accounts->administration().createPerson(request, reply);
    })->person.id;
}

QString AccountsFixture::inviteFor(UserId user)
{
    NewInvite request;
    request.person = user;
    return awaited<MadeInvite>([&](auto reply) { m_accounts->administration().createInvite(request, reply); })->code;
}

SignedIn AccountsFixture::joined(SchoolId school, const QString &userName, people::Role role)
{
    auto signedIn = join(inviteFor(person(school, userName, role)), userName, kPassword);
    if (!signedIn)
        qFatal("join: %s", qPrintable(signedIn.error().detail));
    return std::move(*signedIn);
}

Result<SignedIn> AccountsFixture::logIn(
    const QString &userName, const QString &password, std::optional<DeviceId> device, const QString &address)
{
    return awaited<SignedIn>([&](auto reply) {
        m_accounts->signIn().logIn(
            { userName, secret(password), { device, QStringLiteral("Laptop"), QStringLiteral("linux") }, address },
            reply);
    });
}

Result<SignedIn> AccountsFixture::join(
    const QString &invite, const QString &userName, const QString &password, const QString &name)
{
    return awaited<SignedIn>([&](auto reply) {
        m_accounts->signIn().join(
            { secret(invite), userName, secret(password), name,
                { {}, QStringLiteral("Laptop"), QStringLiteral("linux") }, QStringLiteral("192.0.2.1") },
            reply);
    });
}

Result<Tokens> AccountsFixture::refresh(const crypto::SecretBytes &token, const QByteArray &attempt)
{
    return awaited<Tokens>([&](auto reply) { m_accounts->signIn().refresh(token.copy(), attempt, reply); });
}

Actor AccountsFixture::actorOf(const SignedIn &signedIn)
{
    return *m_accounts->actorOf(signedIn.tokens.access);
}

std::vector<DeviceId> AccountsFixture::endedDevices()
{
    const std::lock_guard lock(m_mutex);
    return m_ended;
}

crypto::SecretBytes secret(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    return crypto::SecretBytes::takeFrom(utf8);
}

} // namespace pc::test
