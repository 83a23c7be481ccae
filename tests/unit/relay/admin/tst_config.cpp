// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/config.h"
#include "core/relay/admin/configkeys.h"
#include "core/relay/admin/secretfile.h"

#include <QFile>
#include <QTest>

using namespace pc;
using namespace pc::relay::admin;

namespace {

const QString kSample = QStringLiteral(PC_SOURCE_DIR "/packaging/relay/parentconnect-relay.toml");

const QString kName = QStringLiteral("relay.toml");

QString errorOf(const QByteArray &text)
{
    const auto config = parseConfig(text, QStringLiteral("relay.toml"));
    return config ? QString() : config.error().detail;
}

} // namespace

class TestConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSampleIsTheDefaults()
    {
        const auto sample = loadConfig(kSample);
        QVERIFY2(sample.ok(), sample ? "" : qPrintable(sample.error().detail));
        QCOMPARE(describeConfig(*sample), describeConfig(Config()));
    }

    void theSampleListsEveryKey()
    {
        QFile file(kSample);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto entries = parseToml(file.readAll());
        QVERIFY(entries);
        QStringList listed;
        for (const TomlEntry &entry : *entries)
            listed << entry.key;
        QStringList known;
        for (const ConfigKey &key : configKeys())
            known << key.name;
        listed.sort();
        known.sort();
        QCOMPARE(listed, known);
    }

    void anEmptyFileIsTheDefaults()
    {
        QCOMPARE(describeConfig(*parseConfig({}, QStringLiteral("x"))), describeConfig(Config()));
    }

    void everyKeyChangesWhatItSays()
    {
        // Each key is set to another value than its default, and only it changes.
        const QStringList defaults = describeConfig(Config());
        const auto keys = configKeys();
        for (size_t i = 0; i < keys.size(); ++i) {
            const ConfigKey &key = keys[i];
            Config config;
            const TomlValue before = key.get(config);
            TomlValue after = before;
            if (auto *flag = std::get_if<bool>(&after))
                *flag = !*flag;
            else if (auto *number = std::get_if<qint64>(&after))
                ++*number;
            else if (auto *list = std::get_if<QStringList>(&after))
                list->append(QStringLiteral("https://a.example"));
            else
                after = key.name == u"listen.address" ? QStringLiteral("::1")
                    : key.name == u"log.level"        ? QStringLiteral("debug")
                    : key.name == u"log.format"       ? QStringLiteral("json")
                                                      : QStringLiteral("/srv/x");
            auto set = key.set(config, after);
            if (!set) { // at its upper bound by default
                std::get<qint64>(after) -= 2;
                set = key.set(config, after);
            }
            QVERIFY2(set.ok(), qPrintable(key.name));
            QStringList changed = describeConfig(config);
            QVERIFY2(changed.takeAt(qsizetype(i)) != defaults.at(qsizetype(i)), qPrintable(key.name));
            QStringList others = defaults;
            others.removeAt(qsizetype(i));
            QCOMPARE(changed, others);
        }
    }

    void everyKeyHasAVariableOfItsOwn()
    {
        QSet<QString> variables;
        for (const ConfigKey &key : configKeys())
            variables.insert(variableFor(key.name));
        QCOMPARE(variables.size(), qsizetype(configKeys().size()));
        QCOMPARE(
            variableFor(QStringLiteral("http.header_bytes")), QStringLiteral("PARENTCONNECT_RELAY_HTTP_HEADER_BYTES"));
    }

    void theEnvironmentGoesBeforeTheFile()
    {
        const auto config = parseConfig("[listen]\nport = 1\nio_loops = 2\n[data]\ndirectory = \"/srv/a\"\n", kName,
            { QStringLiteral("PARENTCONNECT_RELAY_LISTEN_PORT=8443"),
                QStringLiteral("PARENTCONNECT_RELAY_DATA_DIRECTORY=/srv/b=c"),
                QStringLiteral("PARENTCONNECT_RELAY_LISTEN_BEHIND_PROXY=true"),
                QStringLiteral("PARENTCONNECT_RELAY_LISTEN_ORIGINS=https://a.example, https://b.example"),
                QStringLiteral("PARENTCONNECT_LANGUAGE=de"), QStringLiteral("PATH=/bin") });
        QVERIFY2(config.ok(), config ? "" : qPrintable(config.error().detail));
        QCOMPARE(config->relay.port, quint16(8443));
        QCOMPARE(config->relay.loops, 2);
        QCOMPARE(config->relay.dataDirectory, QStringLiteral("/srv/b=c"));
        QVERIFY(config->behindProxy);
        QCOMPARE(config->relay.front.origins, (std::vector<std::string> { "https://a.example", "https://b.example" }));
    }

    void aReloadChangesOnlyWhatMayChangeWhileItRuns()
    {
        const auto running = parseConfig("[listen]\nport = 1\n[signin]\naccount_burst = 3\n", kName);
        const auto wanted = parseConfig("[listen]\nport = 2\norigins = [\"https://a.example\"]\n", kName);
        QVERIFY(running && wanted);
        const Reload result = reload(*running, *wanted);
        QCOMPARE(result.changed,
            (QStringList { QStringLiteral("listen.origins = [\"https://a.example\"]"),
                QStringLiteral("signin.account_burst = 10") }));
        QCOMPARE(result.atNextStart, QStringList { QStringLiteral("listen.port = 2") });
        QCOMPARE(result.config.relay.port, quint16(1));
        QCOMPARE(result.config.relay.front.origins, std::vector<std::string> { "https://a.example" });
        // Asked again, only what waits is left to be told.
        const Reload again = reload(result.config, *wanted);
        QCOMPARE(again.changed, QStringList());
        QCOMPARE(again.atNextStart, result.atNextStart);
    }

    void mistakesInTheEnvironmentAreToldWithTheVariable_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("start");
        const auto row = [](const char *entry, const char *start) {
            QTest::newRow(entry) << QString::fromLatin1(entry) << QString::fromLatin1(start);
        };
        row("PARENTCONNECT_RELAY_LISTEN_PROT=1", "PARENTCONNECT_RELAY_LISTEN_PROT: no key");
        row("PARENTCONNECT_RELAY_=1", "PARENTCONNECT_RELAY_: no key");
        row("PARENTCONNECT_RELAY_LISTEN_PORT=high", "PARENTCONNECT_RELAY_LISTEN_PORT: expected a whole number");
        row("PARENTCONNECT_RELAY_LISTEN_PORT=", "PARENTCONNECT_RELAY_LISTEN_PORT: expected a whole number");
        row("PARENTCONNECT_RELAY_LISTEN_PORT=65536", "PARENTCONNECT_RELAY_LISTEN_PORT: expected a whole number");
        row("PARENTCONNECT_RELAY_LISTEN_BEHIND_PROXY=1", "PARENTCONNECT_RELAY_LISTEN_BEHIND_PROXY: expected true");
        row("PARENTCONNECT_RELAY_DATA_DIRECTORY=data", "PARENTCONNECT_RELAY_DATA_DIRECTORY: expected a folder");
        row("PARENTCONNECT_RELAY_LISTEN_ADDRESS=0.0.0.0", "PARENTCONNECT_RELAY_LISTEN_ADDRESS: listen.address is not");
    }

    void mistakesInTheEnvironmentAreToldWithTheVariable()
    {
        QFETCH(const QString, entry);
        QFETCH(const QString, start);
        const auto config = parseConfig("[listen]\nport = 1\n", kName, { entry });
        QVERIFY(!config.ok());
        QCOMPARE(config.code(), Errc::Invalid);
        QVERIFY2(config.error().detail.startsWith(start), qPrintable(config.error().detail));
    }

    void mistakesAreToldWithFileAndLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("start");
        const auto row = [](const char *name, const QByteArray &text, const char *start) {
            QTest::newRow(name) << text << QString::fromLatin1(start);
        };
        row("unknown key", "[listen]\nport = 1\nprot = 2\n", "relay.toml:3: listen.prot is not a key");
        row("unknown section", "\n\n[lisen]\nport = 1\n", "relay.toml:4: lisen.port is not a key");
        row("key without its section", "port = 1\n", "relay.toml:1: port is not a key");
        row("text for a number", "[listen]\nport = \"80\"\n",
            "relay.toml:2: listen.port: expected a whole number from 0 to 65535");
        row("number for a text", "[data]\ndirectory = 5\n", "relay.toml:2: data.directory: expected a folder");
        row("relative folder", "[data]\ndirectory = \"data\"\n", "relay.toml:2: data.directory: expected a folder");
        row("port too large", "[listen]\nport = 65536\n", "relay.toml:2: listen.port");
        row("negative port", "[listen]\nport = -1\n", "relay.toml:2: listen.port");
        row("zero deadline", "[deadlines]\nidle_ms = 0\n", "relay.toml:2: deadlines.idle_ms");
        row("hash too cheap", "[signin]\nhash_passes = 1\n", "relay.toml:2: signin.hash_passes");
        row("memory too small", "[signin]\nhash_memory_bytes = 8192\n", "relay.toml:2: signin.hash_memory_bytes");
        row("unknown format", "[log]\nformat = \"xml\"\n", "relay.toml:2: log.format");
        row("a secret in the open", "[backup]\nkey_file = \"00ff\"\n", "relay.toml:2: backup.key_file");
        row("unknown level", "[log]\nlevel = \"loud\"\n", "relay.toml:2: log.level");
        row("float", "[listen]\nport = 80.5\n", "relay.toml:2: listen.port has a value of a kind");
        row("date", "[listen]\nport = 2026-01-01\n", "relay.toml:2: ");
        row("list of numbers", "[listen]\norigins = [1, 2]\n", "relay.toml:2: ");
        row("no address", "[listen]\naddress = \"localhost\"\n", "relay.toml:2: listen.address");
        row("key twice", "[listen]\nport = 1\nport = 2\n", "relay.toml:3: ");
        row("section twice", "[listen]\nport = 1\n[listen]\nio_loops = 1\n", "relay.toml:3: ");
        row("not TOML", "[listen\n", "relay.toml:1: ");
        row("section without a letter", "[!\n", "relay.toml:1: ");
        row("not UTF-8", "[listen]\naddress = \"\xff\xfe\"\n", "relay.toml:2: ");
        row("beyond loopback without TLS", "[listen]\nport = 1\naddress = \"0.0.0.0\"\n",
            "relay.toml:3: listen.address is not loopback");
        row("any IPv6 address", "[listen]\naddress = \"::\"\n", "relay.toml:2: listen.address is not loopback");
    }

    void mistakesAreToldWithFileAndLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, start);
        const QString error = errorOf(text);
        QVERIFY2(error.startsWith(start), qPrintable(error));
    }

    void beyondLoopbackIsForProxies()
    {
        const auto config = parseConfig("[listen]\naddress = \"0.0.0.0\"\nbehind_proxy = true\n", QStringLiteral("x"));
        QVERIFY(config);
        QCOMPARE(config->relay.address, QHostAddress(QHostAddress::AnyIPv4));
        QVERIFY(parseConfig("[listen]\naddress = \"127.9.9.9\"\n", QStringLiteral("x")));
    }

    void aMissingFileIsToldByName()
    {
        const auto config = loadConfig(QStringLiteral("/nowhere/relay.toml"));
        QCOMPARE(config.code(), Errc::NotFound);
        QVERIFY(config.error().detail.startsWith(QStringLiteral("/nowhere/relay.toml: ")));
    }

    void secretsComeFromFilesThatAreTheirOwnersAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isOpen");
        QTest::addColumn<QString>("says");
        const QByteArray key(64, 'a');
        QTest::newRow("a key") << key << false << QString();
        QTest::newRow("with a line's end") << key + '\n' << false << QString();
        QTest::newRow("empty") << QByteArray() << false << QStringLiteral("is empty");
        QTest::newRow("nothing but a line's end") << QByteArray("\n") << false << QStringLiteral("is empty");
        QTest::newRow("short") << key.chopped(1) << false << QStringLiteral("is no key: 64 hex digits");
        QTest::newRow("long") << key + 'a' << false << QStringLiteral("is no key");
        QTest::newRow("no digits") << QByteArray(64, 'x') << false << QStringLiteral("is no key");
        QTest::newRow("far too long") << QByteArray(100'000, 'a') << false << QStringLiteral("is too long");
        QTest::newRow("open to others") << key << true << QStringLiteral("is open to others than its owner");
    }

    void secretsComeFromFilesThatAreTheirOwnersAlone()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const bool, isOpen);
        QFETCH(const QString, says);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QFile::setPermissions(path,
            isOpen ? QFileDevice::ReadOwner | QFileDevice::ReadGroup
                   : QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        const auto key = readKey(path);
        QCOMPARE(key.ok(), says.isEmpty());
        if (!key)
            QVERIFY2(
                key.error().detail.contains(says) && key.error().detail.contains(path), qPrintable(key.error().detail));
        QVERIFY(!content.startsWith("aaa") || key || !key.error().detail.contains(QStringLiteral("aaaa")));
        QCOMPARE(readKey(folder.filePath(QStringLiteral("none"))).code(), Errc::NotFound);
        QCOMPARE(readKey(folder.path()).code(), Errc::Invalid);
    }

    void systemdHandsSecretsOver()
    {
        const QTemporaryDir folder;
        const QString given = folder.filePath(QStringLiteral("backup.key"));
        const QString name = QStringLiteral("backup.key");
        QCOMPARE(secretPath({}, name, folder.path()), QString());
        QVERIFY(makeKey(given));
        QCOMPARE(makeKey(given).code(), Errc::Conflict);
        QCOMPARE(secretPath({}, name, folder.path()), given);
        QCOMPARE(secretPath(QStringLiteral("/other"), name, folder.path()), QStringLiteral("/other"));
        QCOMPARE(secretPath({}, name, {}), QString());
        QVERIFY(readKey(given));
        // systemd lets the service read it through an access list, which shows as rights of the group.
        QFile::setPermissions(given, QFileDevice::ReadOwner | QFileDevice::ReadGroup);
        QCOMPARE(readKey(given).code(), Errc::Forbidden);
        QVERIFY(readKey(given, folder.path()));
    }
};

QTEST_APPLESS_MAIN(TestConfig)
#include "tst_config.moc"
