// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/admin/adminclient.h"
#include "core/relay/admin/backup.h"
#include "core/relay/admin/backupfile.h"
#include "core/relay/log/logwriter.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::admin;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Data of a relay at rest, in a folder of its own.
class Data
{
public:
    Data()
    {
        m_options.dataDirectory = m_folder.filePath(u"data"_s);
        m_options.accounts.hashes.cost = crypto::kTestOnlyCost;
        makeSchool();
    }

    QString makeSchool()
    {
        const auto answer = askRelay(m_options,
            { { u"command"_s, u"create-school"_s }, { u"arguments"_s, QJsonObject { { u"name"_s, u"Lakeside"_s } } } });
        return answer ? answer->value(u"result").toObject().value(u"id").toString() : QString();
    }

    QString folder() const { return m_options.dataDirectory; }
    QString at(const QString &name) const { return m_folder.filePath(name); }
    QString database() const { return folder() + u"/relay.db"_s; }

private:
    QTemporaryDir m_folder;
    RelayOptions m_options;
};

qint64 schoolsIn(const QString &path)
{
    const auto database = sql::Database::open(path, sql::OpenMode::ReadOnly);
    if (!database)
        return -1;
    sql::Statement count(**database, "SELECT count(*) FROM schools");
    auto rows = count.query();
    return rows && rows->next() ? rows->integer(0) : -1;
}

Uuid epochOf(const QString &path)
{
    SystemRandom random;
    const auto database = sql::Database::open(path, sql::OpenMode::ReadWrite);
    return database ? *log::logEpoch(**database, random) : Uuid {};
}

} // namespace

class TestBackup : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SystemRandom m_random;
    crypto::SecretBytes m_key = crypto::SecretBytes::random(32);

    QByteArray sealed(const QByteArray &plain)
    {
        QByteArray from = plain;
        QByteArray bytes;
        QBuffer in(&from);
        QBuffer out(&bytes);
        if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly) || !sealBackup(in, out, m_key))
            qFatal("not sealed");
        return bytes;
    }

    Result<QByteArray> opened(QByteArray bytes, const crypto::SecretBytes &key)
    {
        QByteArray plain;
        QBuffer in(&bytes);
        if (!in.open(QIODevice::ReadOnly))
            return Error { Errc::Internal, {} };
        const auto done = openBackup(in, key, [&plain](QByteArrayView piece) {
            plain += piece;
            return Result<void>();
        });
        return done ? Result<QByteArray>(plain) : Result<QByteArray>(done.error());
    }

private Q_SLOTS:
    void whatWasSealedOpensAndNothingElseDoes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : { 0, 1, 65'535, 65'536, 65'537, 131'072, 200'000 })
            QTest::addRow("%d bytes", size) << size;
    }

    void whatWasSealedOpensAndNothingElseDoes()
    {
        QFETCH(const int, size);
        const QByteArray plain(size, 'p');
        const QByteArray whole = sealed(plain);
        QCOMPARE(*opened(whole, m_key), plain);
        QVERIFY(size < 20 || !whole.contains(QByteArray(20, 'p')));
        QCOMPARE(opened(whole, crypto::SecretBytes::random(32)).code(), Errc::KeyMismatch);
        QCOMPARE(opened(whole + 'x', m_key).ok(), false);
        const qsizetype step = std::max<qsizetype>(1, whole.size() / 97);
        for (qsizetype at = 0; at < whole.size(); at += step) {
            QVERIFY2(!opened(whole.first(at), m_key), qPrintable(u"cut at %1"_s.arg(at)));
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ 1);
            QVERIFY2(!opened(changed, m_key), qPrintable(u"changed at %1"_s.arg(at)));
        }
        // Cut between two chunks: what is there is all good.
        for (qsizetype end = 41 + 65'553; end < whole.size(); end += 65'553)
            QCOMPARE(opened(whole.first(end), m_key).code(), Errc::Corrupt);
    }

    void aBackupHoldsWhatWasThereAndComesBackAsAnotherEpoch()
    {
        Data data;
        const QString file = data.at(u"school.pcbackup"_s);
        const auto made = createBackup(data.folder(), file, m_key);
        QVERIFY2(made.ok(), qPrintable(made ? QString() : made.error().detail));
        QVERIFY(!(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        QVERIFY(!contentOf(file).contains("Lakeside"));
        QVERIFY(contentOf(data.database()).contains("Lakeside"));
        data.makeSchool(); // is not in it
        const auto verified = verifyBackup(file, m_key);
        QVERIFY2(verified.ok(), qPrintable(verified ? QString() : verified.error().detail));
        QCOMPARE(verified->rows, made->rows);
        QCOMPARE(verified->auditHead, made->auditHead);
        const QString other = data.at(u"other"_s);
        const auto restored = restoreBackup(file, other, m_key, m_clock, m_random);
        QVERIFY2(restored.ok(), qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(schoolsIn(other + u"/relay.db"_s), 1);
        QCOMPARE(schoolsIn(data.database()), 2);
        QVERIFY(epochOf(other + u"/relay.db"_s) != epochOf(data.database()));
        const auto database = sql::Database::open(other + u"/relay.db"_s, sql::OpenMode::ReadOnly);
        QVERIFY(accounts::AuditLog(**database).verify(made->auditHead)->isGood());
        // Nothing stays behind of the copies in the open.
        QCOMPARE(QDir(data.folder()).entryList({ u"backup-*"_s, u"restore-*"_s }), QStringList());
        QCOMPARE(QDir(other).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
        QCOMPARE(QFileInfo(data.at({})).dir().entryList({ u"verify-*"_s }), QStringList());
    }

    void nothingIsOverwrittenAndNothingBadIsPutBack()
    {
        Data data;
        const QString file = data.at(u"school.pcbackup"_s);
        QVERIFY(createBackup(data.folder(), file, m_key));
        const QByteArray before = contentOf(file);
        QCOMPARE(createBackup(data.folder(), file, m_key).code(), Errc::Conflict);
        QCOMPARE(contentOf(file), before);
        const QByteArray there = contentOf(data.database());
        QCOMPARE(restoreBackup(file, data.folder(), m_key, m_clock, m_random).code(), Errc::Conflict);
        QCOMPARE(contentOf(data.database()), there);

        const QString other = data.at(u"other"_s);
        const auto wrongKey = restoreBackup(file, other, crypto::SecretBytes::random(32), m_clock, m_random);
        QCOMPARE(wrongKey.code(), Errc::KeyMismatch);
        QFile cut(data.at(u"cut"_s));
        QVERIFY(cut.open(QIODevice::WriteOnly) && cut.write(before.chopped(1)) > 0);
        cut.close();
        QCOMPARE(restoreBackup(cut.fileName(), other, m_key, m_clock, m_random).code(), Errc::Corrupt);
        QVERIFY(!QFileInfo::exists(other + u"/relay.db"_s));
        QCOMPARE(createBackup(data.at(u"nowhere"_s), data.at(u"x"_s), m_key).ok(), false);
        QVERIFY(!QFileInfo::exists(data.at(u"x"_s)));
        QVERIFY(restoreBackup(file, other, m_key, m_clock, m_random));
    }

    void aBackupUnderLoadIsOneMoment()
    {
        Data data;
        std::atomic<bool> isEnough = false;
        std::atomic<int> written = 0;
        std::thread writer([&] {
            const auto database = sql::Database::open(data.database(), sql::OpenMode::ReadWrite);
            for (int i = 0; !isEnough; ++i) {
                // Two rows that belong together: a school, and the line about it.
                auto transaction = sql::Transaction::begin(**database);
                sql::Statement school(**database, "INSERT INTO schools(id, name, created) VALUES(?, 'x', 1)");
                const Uuid id = makeUuid4(m_random);
                if (!school.run(id) || !accounts::recordAct(**database, utcFromMilliseconds(1), "create-school"_L1, id)
                    || !transaction->commit())
                    qFatal("not written");
                ++written;
            }
        });
        QTRY_VERIFY(written > 20);
        bool isGood = true;
        for (int round = 0; round < 5; ++round) {
            const int before = written;
            const QString file = data.at(QString::number(round));
            const auto made = createBackup(data.folder(), file, m_key);
            const auto verified = verifyBackup(file, m_key);
            isGood = isGood && made && verified && made->auditNumber >= before;
            const QString other = data.at(u"other%1"_s.arg(round));
            isGood = isGood && restoreBackup(file, other, m_key, m_clock, m_random);
            // Each school has its line, and one line tells of the restore.
            isGood = isGood && schoolsIn(other + u"/relay.db"_s) == made->auditNumber;
        }
        isEnough = true;
        writer.join();
        QVERIFY(isGood);
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
