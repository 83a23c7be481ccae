// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes while a client's store is made and written: it opens by its key, and each transaction of session's kind
// (message, place, outbox row, the cipher's state) is there whole or not at all, and certainly when it was answered.

#include "core/crypto/qtbytes.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"
#include "tests/unit/store/shelf.h"

#include <QFileInfo>
#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

constexpr int kMessages = 60;

QByteArray stateAfter(qint64 seq)
{
    return QByteArray("state ") + QByteArray::number(seq) + QByteArray(int(seq * 53 % 2'000), char(seq));
}

Result<void> saveGroup(store::Store &store, ConversationId conversation, qint64 seq)
{
    store::GroupRow row;
    row.conversation = conversation;
    row.place = store::GroupPlace::Joined;
    row.cursor = Seq { seq };
    if (auto saved = store.groups.save(row); !saved)
        return saved;
    store::GroupPieces pieces;
    pieces.epoch = crypto::WipingBytes::copyOf(crypto::viewOf(stateAfter(seq)));
    return store.groups.savePieces(conversation, pieces);
}

Result<void> receive(store::Store &store, ConversationId conversation, qint64 seq)
{
    return store.transact([&]() -> Result<void> {
        chat::Message message = Shelf::logged(conversation, seq);
        message.content.text = QStringLiteral("text %1 ").arg(seq).repeated(int(seq % 40) + 1);
        if (auto taken = store.held.take(conversation, message.seq); !taken)
            return taken.error();
        if (auto added = store.messages.add(message); !added)
            return added;
        if (auto queued = store.outbox.add(conversation, message.id, message.content.text.toUtf8()); !queued)
            return queued.error();
        if (seq > 3) {
            if (auto removed = store.outbox.remove(messageOf(seq - 3)); !removed)
                return removed;
        }
        if (auto saved = saveGroup(store, conversation, seq); !saved)
            return saved;
        return store.conversations.raiseHead(conversation, message.seq);
    });
}

/// As many messages as are there, when everything about them is.
Result<qint64> soundState(store::Store &store, ConversationId conversation)
{
    const auto group = store.groups.pieces(conversation);
    const auto cursor = store.held.cursor(conversation, Seq { 1 });
    if (!group || !cursor)
        return Error { Errc::Corrupt, QStringLiteral("cannot be read") };
    const qint64 last = cursor->raw();
    const QByteArray state = *group ? crypto::toByteArray((*group)->epoch.view()) : QByteArray();
    if (state != (last == 0 ? QByteArray() : stateAfter(last)))
        return Error { Errc::Corrupt, QStringLiteral("the group's state is not that of message %1").arg(last) };
    if (*store.outbox.waiting() != int(std::min<qint64>(last, 3)))
        return Error { Errc::Corrupt, QStringLiteral("the outbox is torn") };
    for (qint64 seq = 1; seq <= last + 1; ++seq) {
        const auto found = store.messages.find(messageOf(seq));
        if (!found || found->has_value() != (seq <= last))
            return Error { Errc::Corrupt, QStringLiteral("message %1 of %2").arg(seq).arg(last) };
        if (*found && !(*found)->content.text.startsWith(QStringLiteral("text %1 ").arg(seq)))
            return Error { Errc::Corrupt, QStringLiteral("the text of message %1").arg(seq) };
    }
    return last;
}

} // namespace

class TestCrashStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerSurvivesAPowerCut()
    {
        DiskLog log;
        Acknowledgements messages;
        const QTemporaryDir folder(crashFolder());
        const ConversationId conversation = conversationOf(1);
        {
            const CrashVfs vfs(log);
            std::unique_ptr<store::Store> store;
            for (qint64 seq = 1; seq <= kMessages; ++seq) {
                if (seq % 20 == 1) { // a new start now and then, which also empties the log
                    store.reset();
                    auto opened = store::Store::open(folder.filePath(QStringLiteral("store.sqlite")), testKey());
                    QVERIFY(opened.ok());
                    store = std::move(*opened);
                    QVERIFY(store->conversations.ensure(conversation).ok());
                }
                messages.begin(log.position());
                QVERIFY(receive(*store, conversation, seq).ok());
                messages.answered(log.position());
            }
        }
        // From the very first byte of the file on.
        const auto outcome
            = CrashRun::run(log, 0, crashImages(300), 20261126, [&](const QString &image, size_t position) -> QString {
                  auto store = store::Store::open(image + QStringLiteral("/store.sqlite"), testKey());
                  if (!store)
                      return QStringLiteral("does not open: ") + store.error().detail;
                  const auto last = soundState(**store, conversation);
                  if (!last)
                      return last.error().detail;
                  if (*last < messages.atLeast(position) || *last > messages.atMost(position))
                      return QStringLiteral("has %1 messages").arg(*last);
                  return {};
              });
        QCOMPARE(outcome.images, crashImages(300));
        QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));
    }
};

QTEST_GUILESS_MAIN(TestCrashStore)
#include "tst_crashstore.moc"
