// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes while a released database is brought forward: whatever is on the disk then opens, comes forward at the next
// start, and holds what it held. That the contents are the same, test_upgrade.py shows with the real program.

#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"
#include "core/sql/survey.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::test;
using namespace Qt::StringLiterals;

namespace {

const QString kName = u"relay.db"_s;

Result<std::unique_ptr<sql::Database>> openIn(const QString &folder)
{
    return sql::Database::open(folder + u'/' + kName, sql::OpenMode::ReadWrite);
}

Result<int> bringForward(sql::Database &database)
{
    auto known = sql::loadMigrations(
        { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() });
    if (!known)
        return known.error();
    return sql::migrate(database, *known);
}

/// What a later schema only adds to.
QString missingOf(sql::Database &database, const std::vector<sql::TableSize> &held)
{
    const auto now = sql::surveyTables(database);
    if (!now)
        return now.error().detail;
    for (const sql::TableSize &table : held) {
        const auto same = std::ranges::find(*now, table.name, &sql::TableSize::name);
        if (same == now->end() || same->rows < table.rows)
            return u"rows of %1 are gone"_s.arg(table.name);
    }
    return {};
}

} // namespace

class TestUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPowerCutWhileItComesForwardLosesNothing_data()
    {
        QTest::addColumn<QString>("fixture");
        const QDir folder(QStringLiteral(PC_SCHEMA_VECTORS));
        for (const QString &name : folder.entryList({ u"relay-*.sql"_s }))
            QTest::addRow("%s", qPrintable(name)) << folder.filePath(name);
    }

    void aPowerCutWhileItComesForwardLosesNothing()
    {
        QFETCH(QString, fixture);
        QFile file(fixture);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString script = QString::fromUtf8(file.readAll());

        DiskLog log;
        std::vector<sql::TableSize> held;
        int reached = 0;
        size_t from = 0;
        {
            const CrashVfs vfs(log);
            const QTemporaryDir folder(crashFolder());
            auto database = openIn(folder.path());
            QVERIFY(database.ok());
            QVERIFY((*database)->executeScript(script));
            QVERIFY((*database)->checkpoint());
            held = *sql::surveyTables(**database);
            from = log.position();
            const auto forward = bringForward(**database);
            QVERIFY(forward.ok());
            reached = *forward;
        }
        const auto outcome = CrashRun::run(log, from, crashImages(10), 20261127, [&](const QString &folder, size_t) {
            auto database = openIn(folder);
            if (!database)
                return u"does not open: "_s + database.error().detail;
            const auto forward = bringForward(**database);
            if (!forward || *forward != reached)
                return u"does not come forward"_s;
            if (const auto sound = sql::checkEverything(**database); !sound)
                return sound.error().detail;
            return missingOf(**database, held);
        });
        QVERIFY(outcome.images > 0);
        QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));
    }
};

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"
