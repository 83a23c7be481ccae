// SPDX-License-Identifier: GPL-3.0-or-later
// AccountStage: a LocalAccount over a real folder, with a keychain that the test owns and a school that answers by script.

#pragma once

#include "core/base/random.h"
#include "core/crypto/initialise.h"
#include "core/session/localaccount.h"
#include "core/sql/fileform.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "core/vault/atomicfile.h"
#include "tests/support/memoryvault/memoryvault.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/testkey/testkey.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace pc::test {

using namespace session;

inline const QByteArray kAna = R"("userId":"01234567-89ab-7def-8123-456789abcdef",)"
                               R"("schoolId":"01234567-89ab-7def-8123-456789abcde0","name":"Ana","role":"staff",)"
                               R"("label":"","deviceId":"01234567-89ab-7def-8123-456789abcde1",)"
                               R"("schoolName":"North","policy":{})";
inline const QByteArray kTokens = R"(,"accessToken":"AT","refreshToken":"RT","expiresIn":900)";

inline ScriptedHttp::Response json(const QByteArray &fields)
{
    return { 200, "{" + fields + "}", "application/json", {}, false, false };
}

class AccountStage : public QObject
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = {};
        m_preference = VaultPreference::Auto;
        m_server = std::make_unique<ScriptedHttp>();
        m_server->on("/v1/login", json(kAna + kTokens));
        m_server->on("/v1/register", json(kAna + kTokens));
        m_server->on("/v1/logout", { 204, {}, {}, {}, false, false });
        keepDeviceList();
    }

    /// As a relay does, without a look at what is said.
    void keepDeviceList()
    {
        m_entries.clear();
        m_server->on("/v1/links", json("\"messages\":[]")); // nobody is there to link anybody
        m_server->on("/v1/device-list", [this](const ScriptedHttp::Request &request) {
            m_entries.push_back(QJsonDocument::fromJson(request.body)[u"entry"].toString().toLatin1());
            return json("\"number\":" + QByteArray::number(m_entries.size()));
        });
        m_server->on("/v1/device-lists/", [this](const ScriptedHttp::Request &request) {
            const auto after = request.target.mid(request.target.indexOf("after=") + 6).toLongLong();
            const QByteArrayList rest = m_entries.mid(after);
            return json("\"entries\":[" + (rest.isEmpty() ? QByteArray() : '"' + rest.join("\",\"") + '"')
                + "],\"number\":" + QByteArray::number(m_entries.size()));
        });
    }

    void end()
    {
        m_account.reset();
        m_server.reset();
    }

    QString profile() const { return m_folder->filePath(QStringLiteral("profile")); }
    QString store() const { return profile() + QStringLiteral("/store.sqlite"); }

    AccountOptions options()
    {
        AccountOptions options;
        options.folder = profile();
        options.clientVersion = QStringLiteral("1");
        options.vault.preference = m_preference;
        options.vault.passphraseCost = crypto::kTestOnlyCost;
        options.vault.makeKeychain = [this](const Uuid &name) -> std::unique_ptr<vault::Vault> {
            return std::make_unique<MemoryVault>(m_keychain, name.toString() + u'/');
        };
        return options;
    }

    void start()
    {
        m_account = std::make_unique<LocalAccount>(options(), m_clock, m_random);
        connect(m_account.get(), &Account::stateChanged, this, [this](AccountState, const Error &why) { m_why = why; });
        m_account->open();
    }

    QFuture<Result<void>> trySignIn()
    {
        return m_account->signIn({ QUrl(m_server->url()), QStringLiteral("ana"), QStringLiteral("word"), {} });
    }

    void signIn()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::Ready);
    }

    /// With nothing left of what was there.
    void signInAnew()
    {
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::NeedsLink);
        m_account->devices().beginAnew();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    template<typename T>
    static Result<T> wait(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000) || future.resultCount() == 0)
            return Error { Errc::Internal, QStringLiteral("no answer") };
        return future.result();
    }

    QString nameInVault(const QString &entry) const
    {
        for (const auto &[name, bytes] : m_keychain.entries) {
            if (name.endsWith(u'/' + entry))
                return name;
        }
        return {};
    }

    void eraseFromVault(const QString &entry) { m_keychain.entries.erase(nameInVault(entry)); }
    QByteArray keyInVault() const { return m_keychain.entries.at(nameInVault(QStringLiteral("store-key"))); }

    /// The account's store by its own key; nobody else has it open.
    Result<std::unique_ptr<sql::Database>> openStore()
    {
        m_seal = std::move(*sql::StoreSeal::create(crypto::SecretBytes::copyOf(QByteArrayView(keyInVault()))));
        return sql::Database::open(store(), sql::OpenMode::ReadWrite, m_seal->sealing());
    }

    /// In the place of the account's store a plain one with the same rows.
    void makePlain()
    {
        const QString plain = m_folder->filePath(QStringLiteral("plain"));
        QFile::remove(plain);
        {
            auto database = openStore();
            QVERIFY(database.ok());
            sql::Statement copy(**database, "VACUUM INTO ?");
            QVERIFY(
                copy.run(QStringLiteral("file:%1?vfs=%2").arg(plain, QLatin1StringView(sql::defaultVfs().zName))).ok());
        }
        QVERIFY(QFile::remove(store()));
        QVERIFY(QFile::rename(plain, store()));
    }

    static QByteArray bytesOf(const QString &path) { return vault::readWhole(path, 16 * 1024 * 1024).valueOr({}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    Keychain m_keychain;
    VaultPreference m_preference = VaultPreference::Auto;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<ScriptedHttp> m_server;
    QByteArrayList m_entries; ///< Of the device list, as base64url.
    std::unique_ptr<LocalAccount> m_account;
    Error m_why;
    std::unique_ptr<sql::StoreSeal> m_seal = std::move(*sql::StoreSeal::create(test::testKey()));
};

} // namespace pc::test
