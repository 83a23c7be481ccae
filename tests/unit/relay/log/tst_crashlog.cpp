// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes while the relay's log is written by its real writer: whoever got an ack is in the log, at the number that
// the ack named, and every conversation is numbered 1, 2, 3 … without a hole.

#include "core/sql/statement.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

#include <map>

#include "logfixture.h"
#include "runninglog.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

/// What an ack promised.
struct Promise
{
    size_t position = 0;
    MessageId message;
    Seq seq;
};

QByteArray bodyOf(MessageId message)
{
    const quint8 number = message.raw().bytes[15];
    return QByteArray(int(number) * 37 % 3'000, char(number));
}

} // namespace

class TestCrashLog : public QObject
{
    Q_OBJECT

private:
    /// Bursts of messages of three people, one burst a moment, so that some share a transaction.
    void write(const QString &path, const LogFixture &fixture, ConversationId conversation)
    {
        RunningLog relay(path);
        checkpointOften(*relay.writer);
        quint8 number = 0;
        for (int burst = 0; burst < 40; ++burst) {
            int open = 0;
            for (int i = 0; i <= burst % 5; ++i) {
                const MessageId id = idOf<MessageId>(++number, 1);
                const auto &from = number % 2 ? fixture.mother : fixture.teacher;
                ++open;
                relay.log.append(from, { conversation, id, {}, {}, lookalike(conversation, 0, bodyOf(id)), {}, {}, {} },
                    relay.mailbox, [this, &open, id](const Result<log::Appended> &appended) {
                        --open;
                        QVERIFY(appended && !appended->refusal);
                        m_promises.push_back({ m_log.position(), id, appended->entry.seq });
                    });
            }
            QTRY_COMPARE(open, 0);
        }
    }

    /// So that the log is moved into the file, and begun anew, several times.
    static void checkpointOften(sql::Writer &writer)
    {
        bool done = false;
        QVERIFY(writer.post([](sql::Database &database) { return database.execute("PRAGMA wal_autocheckpoint=8"); },
            [&done](const Result<void> &) { done = true; }));
        QTRY_VERIFY(done);
    }

    QString judge(const QString &folder, size_t position) const
    {
        const auto database = sql::Database::open(folder + QStringLiteral("/relay.db"), sql::OpenMode::ReadWrite);
        if (!database)
            return QStringLiteral("does not open: ") + database.error().detail;
        sql::Statement integrity(**database, "PRAGMA integrity_check");
        if (auto rows = integrity.query(); !rows || !rows->next() || rows->text(0) != QLatin1StringView("ok"))
            return QStringLiteral("not sound");
        sql::Statement entries(
            **database, "SELECT place >> 32, place & 4294967295, message, kind, body FROM entries ORDER BY place");
        auto rows = entries.query();
        std::map<qint64, qint64> heads;
        std::map<qint64, MessageId> found;
        while (rows && rows->next()) {
            if (rows->integer(1) != ++heads[rows->integer(0)])
                return QStringLiteral("a hole in the numbers");
            const auto id = rows->id<MessageId>(2);
            if (rows->integer(3) == 0 && insideOf(rows->bytes(4)) != bodyOf(id))
                return QStringLiteral("a torn body");
            found[rows->integer(1)] = id;
        }
        for (const Promise &promise : m_promises) {
            if (promise.position <= position && found[promise.seq.raw()] != promise.message)
                return QStringLiteral("number %1 was answered and is lost").arg(promise.seq.raw());
        }
        return {};
    }

    DiskLog m_log;
    std::vector<Promise> m_promises;

private Q_SLOTS:
    void initTestCase()
    {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm"); // what is tested is order, not speed
    }

    void everyAckSurvivesAPowerCut()
    {
        size_t from = 0;
        {
            const CrashVfs vfs(m_log);
            LogFixture fixture;
            const ConversationId direct = fixture.direct(fixture.mother, fixture.teacher);
            fixture.giveGroup(direct);
            QVERIFY(fixture.commit());
            fixture.close();
            from = m_log.position();
            write(fixture.path(), fixture, direct);
        }
        QCOMPARE(m_promises.size(), size_t(120));
        const auto outcome = CrashRun::run(m_log, from, crashImages(400), 20261126,
            [this](const QString &folder, size_t position) { return judge(folder, position); });
        QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));

        // And a promise that was never kept is missed.
        m_promises.push_back({ from, idOf<MessageId>(250, 1), Seq { 121 } });
        QVERIFY(CrashRun::run(m_log, from, 10, 1,
                    [this](const QString &folder, size_t position) { return judge(folder, position); })
                    .faults
            > 0);
    }
};

QTEST_GUILESS_MAIN(TestCrashLog)
#include "tst_crashlog.moc"
