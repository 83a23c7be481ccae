// SPDX-License-Identifier: GPL-3.0-or-later
// Groups that an earlier program wrote down.

#include "core/groups/groupshelf.h"
#include "core/sql/storeseal.h"
#include "core/store/store.h"
#include "core/store/timeline.h"
#include "tests/support/testkey/testkey.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;

class TestGroupShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupOfAReleasedSchemaIsReadBackWhole()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        {
            const auto seal = sql::StoreSeal::create(test::testKey());
            QVERIFY(seal.ok());
            auto database = sql::Database::open(path, sql::OpenMode::ReadWrite, (*seal)->sealing());
            QFile script(QStringLiteral(PC_SOURCE_DIR "/tests/unit/store/fixtures/0002.sql"));
            QVERIFY(database.ok() && script.open(QIODevice::ReadOnly));
            QVERIFY((*database)->executeScript(QString::fromUtf8(script.readAll())).ok());
        }
        auto store = store::Store::open(path, test::testKey());
        QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
        const auto all = store::Timeline(**store).summaries();
        QVERIFY(all.ok() && all->size() == 1);
        const ConversationId conversation = all->front().conversation.id;
        const auto row = (*store)->groups.find(conversation);
        QVERIFY(row.ok() && *row);
        QCOMPARE((*row)->place, store::GroupPlace::Joined);
        QCOMPARE((*row)->cursor, Seq { 5 });

        groups::GroupShelf shelf(**store, mls::productSuite());
        const auto group = shelf.find(conversation);
        QVERIFY2(group.ok() && *group, "its pieces are no group any more");
        QCOMPARE((*group)->epoch(), std::uint64_t(1));
        QCOMPARE((*group)->members().size(), size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestGroupShelf)
#include "tst_groupshelf.moc"
