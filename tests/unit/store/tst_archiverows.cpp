// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/order.h"

#include <QTest>

#include "shelf.h"

using namespace pc;
using namespace pc::store;
using namespace pc::test;

namespace {

chat::Message sent(const Shelf &shelf, quint8 number, Seq seq)
{
    chat::Message message;
    message.id = MessageId { Uuid { { 4, number } } };
    message.conversation = shelf.conversation;
    message.seq = seq;
    message.order = loggedKey(seq);
    message.content.text = QStringLiteral("text");
    return message;
}

/// A shelf of which nothing waits.
struct Quiet : Shelf
{
    Quiet()
    {
        if (!store->archive.settle(conversation, MessageId {}))
            qFatal("the conversation itself waits");
    }
};

} // namespace

class TestArchiveRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLoggedOrChangesWaitsUntilItGoes()
    {
        Quiet shelf;
        ArchiveRows &rows = shelf.store->archive;
        QVERIFY(shelf.store->messages.add(sent(shelf, 1, Seq { 1 })).ok());
        QVERIFY(shelf.store->messages.add(sent(shelf, 2, Seq { 2 })).ok());
        auto waiting = rows.waiting(10);
        QCOMPARE(waiting->size(), size_t(2));
        QVERIFY(
            waiting->front().message == sent(shelf, 1, {}).id && waiting->front().conversation == shelf.conversation);
        for (const ToArchive &row : *waiting)
            QVERIFY(rows.settle(row.number).ok());
        QCOMPARE(*rows.countWaiting(), 0);
        chat::Content other;
        other.text = QStringLiteral("opened now");
        QVERIFY(shelf.store->messages.setContent(shelf.conversation, sent(shelf, 2, {}).id, other).ok());
        QCOMPARE(*rows.countWaiting(), 1);
        QVERIFY(shelf.store->messages.remove(shelf.conversation, sent(shelf, 2, {}).id).ok());
        QCOMPARE(*rows.countWaiting(), 0);
    }

    void nothingWaitsWhereNoArchiveIsKept()
    {
        Quiet shelf;
        QVERIFY(shelf.store->messages.add(sent(shelf, 1, Seq { 1 })).ok());
        ArchiveRow state;
        state.isKept = false;
        QVERIFY(shelf.store->archive.save(state).ok());
        QVERIFY(shelf.store->archive.dropWaiting().ok());
        QVERIFY(shelf.store->messages.add(sent(shelf, 2, Seq { 2 })).ok());
        QCOMPARE(*shelf.store->archive.countWaiting(), 0);
        state.isKept = true;
        QVERIFY(shelf.store->archive.save(state).ok());
        QVERIFY(shelf.store->archive.queueAll().ok());
        QVERIFY(shelf.store->messages.add(sent(shelf, 3, Seq { 3 })).ok());
        QCOMPARE(*shelf.store->archive.countWaiting(), 4); // with the conversation itself
    }

    void whatChangesWhileItIsBroughtThereWaitsAgain()
    {
        Quiet shelf;
        ArchiveRows &rows = shelf.store->archive;
        QVERIFY(shelf.store->messages.add(sent(shelf, 1, Seq { 1 })).ok());
        const auto before = rows.waiting(1);
        chat::Content other;
        other.text = QStringLiteral("another");
        QVERIFY(shelf.store->messages.setContent(shelf.conversation, sent(shelf, 1, {}).id, other).ok());
        QVERIFY(rows.settle(before->front().number).ok());
        QCOMPARE(*rows.countWaiting(), 1);
        QVERIFY(rows.settle(shelf.conversation, sent(shelf, 1, {}).id).ok());
        QCOMPARE(*rows.countWaiting(), 0);
    }

    void whatIsNotLoggedYetDoesNotWait()
    {
        Quiet shelf;
        chat::Message draft = sent(shelf, 1, {});
        draft.order = unsentKey(1);
        draft.state = chat::DeliveryState::Sending;
        QVERIFY(shelf.store->messages.add(draft).ok());
        QCOMPARE(*shelf.store->archive.countWaiting(), 0);
        QVERIFY(shelf.store->messages.place(shelf.conversation, draft.id, Seq { 7 }, {}).ok());
        QCOMPARE(*shelf.store->archive.countWaiting(), 1);
    }

    void allOfItWaitsOnceMore()
    {
        Quiet shelf;
        QVERIFY(shelf.store->messages.add(sent(shelf, 1, Seq { 1 })).ok());
        QVERIFY(shelf.store->archive.settle(shelf.conversation, sent(shelf, 1, {}).id).ok());
        QVERIFY(shelf.store->conversations.describe(shelf.conversation, chat::ConversationKind::Group).ok());
        QVERIFY(shelf.store->archive.queueAll().ok());
        const auto waiting = shelf.store->archive.waiting(10);
        QCOMPARE(waiting->size(), size_t(2));
        QCOMPARE(std::ranges::count(*waiting, MessageId {}, &ToArchive::message), 1); // the conversation itself
    }

    void whatWaitsForItsPlaceIsFoundByIt()
    {
        Quiet shelf;
        ArchiveRows &rows = shelf.store->archive;
        const MessageId one { Uuid { { 4, 1 } } };
        const MessageId two { Uuid { { 4, 2 } } };
        QVERIFY(rows.addFound({ shelf.conversation, one, Seq { 5 }, "five" }).ok());
        QVERIFY(rows.addFound({ shelf.conversation, two, Seq { 9 }, "nine" }).ok());
        QCOMPARE(rows.found(shelf.conversation, Seq { 8 }, 10)->size(), size_t(1));
        QCOMPARE(rows.found(shelf.conversation, Seq { 8 }, 10)->front().item, QByteArray("five"));
        QVERIFY(*rows.conversationsWithFound() == std::vector { shelf.conversation });
        QVERIFY(rows.removeFound(shelf.conversation, one).ok());
        QVERIFY(rows.removeFound(shelf.conversation, two).ok());
        QVERIFY(rows.conversationsWithFound()->empty());
    }

    void whatWaitsForItsPlaceIsBroughtThereAnewToo()
    {
        Quiet shelf;
        ArchiveRows &rows = shelf.store->archive;
        const auto elsewhere = ConversationId { Uuid { { 8 } } };
        const auto one = sent(shelf, 1, {}).id;
        QVERIFY(rows.addFound({ elsewhere, one, Seq { 4 }, "item" }).ok());
        QVERIFY(rows.addFound({ elsewhere, MessageId {}, Seq {}, "itself" }).ok());
        QVERIFY(rows.dropWaiting().ok());
        QVERIFY(rows.queueAll().ok());
        QVERIFY(rows.settle(shelf.conversation, MessageId {}).ok());
        const auto waiting = rows.waiting(10);
        QCOMPARE(waiting->size(), size_t(2));
        for (const ToArchive &row : *waiting) {
            const auto found = rows.found(row.conversation, row.message);
            QVERIFY(found && *found);
            QCOMPARE((*found)->item, row.message == one ? QByteArray("item") : QByteArray("itself"));
        }
        QVERIFY(rows.settle(elsewhere, MessageId {}).ok());
        QVERIFY(rows.settle(elsewhere, one).ok());
        QCOMPARE(*rows.countWaiting(), 0);
    }

    void howFarItHasComeIsKept()
    {
        Quiet shelf;
        QVERIFY(shelf.store->archive.state()->keys.isEmpty() && shelf.store->archive.state()->isKept);
        ArchiveRow state;
        state.keys = crypto::WipingBytes::copyOf(crypto::Bytes { 1, 2, 3 });
        state.isKept = false;
        state.generation = 2;
        state.number = 30;
        state.head = "head";
        state.unreadBelow = 12;
        state.unreadHead = "below";
        state.savedAt = utcFromMilliseconds(5);
        state.restored = 77;
        QVERIFY(shelf.store->archive.save(state).ok());
        shelf.reopen();
        const auto again = shelf.store->archive.state();
        QVERIFY(again->keys == state.keys && !again->isKept);
        QVERIFY(again->generation == 2 && again->number == 30 && again->head == "head");
        QVERIFY(again->unreadBelow == 12 && again->unreadHead == "below");
        QVERIFY(again->savedAt == state.savedAt && again->restored == 77);
    }
};

QTEST_GUILESS_MAIN(TestArchiveRows)
#include "tst_archiverows.moc"
