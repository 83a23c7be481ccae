// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, refusing to open, and what a transaction promises.

#include "core/crypto/qtbytes.h"
#include "core/sql/fileform.h"
#include "core/sql/migrator.h"
#include "core/sql/storeseal.h"
#include "tests/unit/store/shelf.h"

#include <QFile>
#include <QTest>

using namespace pc;
using namespace pc::test;

class TestStore : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<sql::StoreSeal> sealOfTests() { return std::move(*sql::StoreSeal::create(testKey())); }

    /// A store as a release left it: its schema and what its program wrote.
    static bool makeFixture(const QString &path, const QString &fixture, bool sealed)
    {
        const auto seal = sealOfTests();
        auto database = sealed ? sql::Database::open(path, sql::OpenMode::ReadWrite, seal->sealing())
                               : sql::Database::open(path, sql::OpenMode::ReadWrite);
        QFile script(QStringLiteral(PC_SOURCE_DIR "/tests/unit/store/fixtures/") + fixture);
        if (!database || !script.open(QIODevice::ReadOnly))
            return false;
        return (*database)->executeScript(QString::fromUtf8(script.readAll())).ok();
    }

private Q_SLOTS:
    void everyReleasedSchemaOpensWithWhatItHeld_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<bool>("sealed");
        QTest::newRow("1, sealed") << QStringLiteral("0001.sql") << true;
        QTest::newRow("1, before stores were sealed") << QStringLiteral("0001.sql") << false;
        QTest::newRow("2, sealed") << QStringLiteral("0002.sql") << true;
    }

    void everyReleasedSchemaOpensWithWhatItHeld()
    {
        QFETCH(QString, fixture);
        QFETCH(bool, sealed);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        QVERIFY(makeFixture(path, fixture, sealed));
        auto store = store::Store::open(path, testKey(), store::PlainStore::Seal);
        QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
        const auto profile = (*store)->settings.profile();
        QVERIFY(profile.ok() && *profile);
        QCOMPARE((*profile)->person.name, QStringLiteral("Ana"));
        const auto all = store::Timeline(**store).summaries();
        QVERIFY(all.ok());
        QCOMPARE(all->size(), size_t(1));
        QCOMPARE(all->front().unread, 1);
        QCOMPARE(all->front().draft, QStringLiteral("half"));
        QCOMPARE(all->front().last->content.text, QStringLiteral("waiting"));
        QCOMPARE(*(*store)->outbox.waiting(), 1);
        QCOMPARE(*sql::formOfFile(path), sql::FileForm::Sealed);
    }

    void aPlainStoreIsRefusedWhereASealedOneIsKnown()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        QVERIFY(makeFixture(path, QStringLiteral("0001.sql"), false));
        QCOMPARE(store::Store::open(path, testKey()).code(), Errc::NotSealed);
        QCOMPARE(*sql::formOfFile(path), sql::FileForm::Plain);
    }

    void anotherKeyOpensNothingAndChangesNothing()
    {
        Shelf shelf;
        shelf.store.reset();
        QFile file(shelf.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QCOMPARE(store::Store::open(shelf.path(), testKey(7), store::PlainStore::Seal).code(), Errc::KeyMismatch);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
        shelf.reopen();
    }

    void aNewerStoreIsRefusedAndNotTouched_data()
    {
        QTest::addColumn<bool>("sealed");
        QTest::newRow("sealed") << true;
        QTest::newRow("plain") << false;
    }

    void aNewerStoreIsRefusedAndNotTouched()
    {
        QFETCH(bool, sealed);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("newer.db"));
        {
            const auto seal = sealOfTests();
            auto database = sealed ? sql::Database::open(path, sql::OpenMode::ReadWrite, seal->sealing())
                                   : sql::Database::open(path, sql::OpenMode::ReadWrite);
            QVERIFY(database.ok());
            QVERIFY((*database)->execute("PRAGMA user_version = 9999").ok());
            QVERIFY((*database)->checkpoint().ok());
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QCOMPARE(store::Store::open(path, testKey(), store::PlainStore::Seal).code(), Errc::NewerVersion);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void aDamagedStoreIsToldApart_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("header") << qint64(0) << QByteArray(100, 'x');
        QTest::newRow("schema page") << qint64(100) << QByteArray(2'000, '\xff');
        QTest::newRow("a table's page") << qint64(3 * 4096) << QByteArray(4096, '\xee');
    }

    void aDamagedStoreIsToldApart()
    {
        QFETCH(qint64, from);
        QFETCH(QByteArray, bytes);
        Shelf shelf;
        QVERIFY(shelf.store
                    ->transact([&]() -> Result<void> {
                        for (qint64 seq = 1; seq <= 500; ++seq) {
                            if (!shelf.put(Shelf::logged(shelf.conversation, seq)))
                                return Errc::Internal;
                        }
                        return {};
                    })
                    .ok());
        shelf.store.reset();
        QFile file(shelf.path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(from));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        const auto opened = store::Store::open(shelf.path(), testKey());
        QVERIFY(!opened.ok());
        QCOMPARE(opened.code(), Errc::Corrupt);
    }

    void onlyOneMayHaveItOpen()
    {
        Shelf shelf;
        QCOMPARE(store::Store::open(shelf.path(), testKey()).code(), Errc::Locked);
    }

    void aTransactionThatFailsKeepsNothing()
    {
        Shelf shelf;
        const auto written = shelf.store->transact([&]() -> Result<void> {
            if (!shelf.put(Shelf::logged(shelf.conversation, 1)))
                return Errc::Internal;
            return Errc::Invalid;
        });
        QCOMPARE(written.code(), Errc::Invalid);
        const auto found = shelf.store->messages.find(messageOf(1));
        QVERIFY(found.ok() && !found->has_value());
        QCOMPARE(*shelf.store->held.cursor(shelf.conversation, Seq { 1 }), Seq { 0 });
    }

    void anIdOrAPlaceIsGivenOnce()
    {
        Shelf shelf;
        QVERIFY(shelf.put(Shelf::logged(shelf.conversation, 1)));
        auto same = Shelf::logged(shelf.conversation, 2);
        same.id = messageOf(1);
        QCOMPARE(shelf.store->messages.add(same).code(), Errc::Conflict);
        same = Shelf::logged(shelf.conversation, 1);
        same.id = messageOf(2);
        QCOMPARE(shelf.store->messages.add(same).code(), Errc::Conflict);
    }

    void whatWasOpenedLaterStandsInItsPlace()
    {
        Shelf shelf;
        auto waiting = Shelf::logged(shelf.conversation, 1);
        waiting.content = { chat::ContentKind::Unreadable, {}, {} };
        QVERIFY(shelf.put(waiting));
        const chat::Content content { chat::ContentKind::Text, QStringLiteral("now readable"), {} };
        QVERIFY(shelf.store->messages.setContent(shelf.conversation, messageOf(1), content).ok());
        auto expected = waiting;
        expected.content = content;
        QCOMPARE(shelf.store->messages.find(shelf.conversation, messageOf(1))->value(), expected);
    }

    void whoLeftIsKnownByName()
    {
        Shelf shelf;
        store::Store &store = *shelf.store;
        for (quint8 n = 1; n <= 3; ++n) {
            QVERIFY(store.members.join(shelf.conversation, userOf(n), n == 1, Seq { n }).ok());
            if (n != 3) // of whom nothing was ever told
                QVERIFY(store.people.save({ userOf(n), {}, QStringLiteral("Person %1").arg(n), {}, {} }).ok());
        }
        QCOMPARE(store.members.former(shelf.conversation).valueOr({}).size(), size_t(0));
        QVERIFY(store.members.leave(shelf.conversation, userOf(2), Seq { 9 }).ok());
        QVERIFY(store.members.leave(shelf.conversation, userOf(3), Seq { 9 }).ok());
        const auto summary = store::Timeline(store).summary(shelf.conversation);
        QVERIFY(summary && *summary);
        const auto &former = (*summary)->conversation.former;
        QCOMPARE(former.size(), size_t(1));
        QCOMPARE(former[0].name, QStringLiteral("Person 2"));
        QCOMPARE((*summary)->conversation.members.size(), size_t(1));
    }

    void aGroupGoesWithTheTransaction()
    {
        Shelf shelf;
        store::Groups &groups = shelf.store->groups;
        const auto save = [&](const char *epoch) -> Result<void> {
            store::GroupRow row;
            row.conversation = shelf.conversation;
            row.place = store::GroupPlace::Joined;
            if (auto saved = groups.save(row); !saved)
                return saved;
            store::GroupPieces pieces;
            pieces.epoch = crypto::WipingBytes::copyOf(crypto::viewOf(QByteArray(epoch)));
            return groups.savePieces(shelf.conversation, pieces);
        };
        QVERIFY(shelf.store->transact([&] { return save("r1"); }).ok());
        const auto undone = shelf.store->transact([&]() -> Result<void> {
            if (auto saved = save("r2"); !saved)
                return saved;
            return Errc::Internal;
        });
        QVERIFY(!undone.ok());
        shelf.reopen();
        const auto pieces = shelf.store->groups.pieces(shelf.conversation);
        QVERIFY(pieces && *pieces);
        QCOMPARE(crypto::toByteArray((*pieces)->epoch.view()), QByteArrayLiteral("r1"));
    }

    void oneRecoverySheetIsKnownOrNone()
    {
        Shelf shelf;
        const auto at = [](qint64 time) { return utcFromMilliseconds(time); };
        QVERIFY(!shelf.store->recovery.sheet()->has_value());
        QVERIFY(shelf.store->recovery.save({ "first", 1, at(10), at(20), at(15) }).ok());
        QVERIFY(shelf.store->recovery.save({ "second", 2, at(30), {}, {} }).ok());
        shelf.reopen();
        QVERIFY(**shelf.store->recovery.sheet() == (store::SheetRow { "second", 2, at(30), {}, {} }));
        QVERIFY(shelf.store->recovery.forget().ok());
        QVERIFY(!shelf.store->recovery.sheet()->has_value());
    }

    void theOutboxKeepsTheOrderOfWriting()
    {
        Shelf shelf;
        store::OutboxRows &outbox = shelf.store->outbox;
        const auto first = outbox.add(shelf.conversation, messageOf(1), QByteArrayLiteral("a"));
        const auto second = outbox.add(shelf.conversation, messageOf(2), QByteArrayLiteral("b"));
        QVERIFY(first.ok() && second.ok() && *first < *second);
        QCOMPARE(outbox.heads(9)->front().message, messageOf(1));
        QVERIFY(outbox.refuse(messageOf(1), Errc::TooLarge).ok());
        QCOMPARE(outbox.heads(9)->front().message, messageOf(2));
        QCOMPARE((*outbox.find(messageOf(1)))->refused, std::optional(Errc::TooLarge));
        QVERIFY(outbox.remove(messageOf(2)).ok());
        QVERIFY(*outbox.add(shelf.conversation, messageOf(3), QByteArrayLiteral("c")) > *second); // none used twice
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
