// SPDX-License-Identifier: GPL-3.0-or-later
// Every bound of limits.h: a value that reaches it is taken, the next one is refused, in both encodings.

#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <QTest>

#include <functional>

#include "examples.h"

using namespace pc;
using namespace pc::wire;

namespace {

constexpr qint64 kRoomy = qint64(1) << 30;
const auto kConversation = exampleId<ConversationId>(1);
const auto kMessage = exampleId<MessageId>(2);
const auto kUser = exampleId<UserId>(3);

Frame framed(Payload data)
{
    return { exampleId<FrameId>(9), utcFromMilliseconds(1'760'000'000'000), std::move(data) };
}

QString units(qint64 count)
{
    return QString(count, u'x');
}

/// A frame in which one value has the size or the number that is asked for.
using Maker = std::function<Payload(qint64)>;

struct Bound
{
    const char *name;
    qint64 most;
    Maker make;
};

template<typename T>
std::vector<T> times(qint64 count, const T &value)
{
    return std::vector<T>(size_t(count), value);
}

std::vector<Bound> bounds()
{
    const Head head { kConversation, Seq { 1 }, Revision { 1 } };
    const auto number = qint64(kMaxNumber);
    constexpr qint64 kMaxInt = std::numeric_limits<int>::max();
    return {
        { "token", kMaxTokenUnits, [](qint64 n) { return Hello { units(n) }; } },
        { "client", kMaxVersionUnits,
            [](qint64 n) {
                return Hello { {}, units(n) };
            } },
        { "cursors", kMaxCursors,
            [](qint64 n) {
                return Hello { {}, {}, 1, true, false, times(n, Cursor { kConversation }) };
            } },
        { "relay version", kMaxVersionUnits,
            [](qint64 n) {
                return Welcome { kUser, exampleId<DeviceId>(4), 1, Milliseconds { 1 }, {}, kUser.raw(), units(n) };
            } },
        { "content", kMaxContentBytes,
            [](qint64 n) {
                return Message { kConversation, kMessage, {}, {}, QByteArray(n, 'x') };
            } },
        { "seq", number,
            [](qint64 n) {
                return Message { kConversation, kMessage, {}, {}, {}, Seq { n } };
            } },
        { "sentAt", qint64(kMaxTimestamp),
            [](qint64 n) {
                return Message { kConversation, kMessage, {}, {}, {}, {}, utcFromMilliseconds(n) };
            } },
        { "tag", kMaxTagBytes,
            [](qint64 n) {
                return Message { kConversation, kMessage, {}, {}, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "handshake content", kMaxItemBytes,
            [](qint64 n) {
                return Handshake { kConversation, kMessage, {}, 0, {}, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "tree", kMaxItemBytes,
            [](qint64 n) {
                return Handshake { kConversation, kMessage, {}, 0, {}, {}, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "welcome", kMaxItemBytes,
            [](qint64 n) {
                return Handshake { kConversation, kMessage, {}, 0, {}, {}, {}, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "group info", kMaxItemBytes,
            [](qint64 n) {
                return Handshake { kConversation, kMessage, {}, 0, {}, {}, {}, {}, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "epoch", number,
            [](qint64 n) {
                return Handshake { kConversation, kMessage, {}, quint64(n) };
            } },
        { "count", number,
            [](qint64 n) {
                Ack ack;
                ack.count = quint64(n);
                return ack;
            } },
        { "users", kMaxUsers,
            [](qint64 n) {
                return Keys { KeysOp::ClaimPackages, {}, times(n, kUser) };
            } },
        { "items", kMaxItems,
            [](qint64 n) {
                return Keys { KeysOp::PutPackages, {}, {}, times(n, QByteArray()) };
            } },
        { "revision", number,
            [](qint64 n) {
                return Receipt { kConversation, {}, Seq { 1 }, {}, Revision { n } };
            } },
        { "proof", kMaxProofBytes,
            [](qint64 n) {
                return Receipt { kConversation, {}, Seq { 1 }, {}, {}, {}, QByteArray(n, 'x') };
            } },
        { "sync limit", kMaxSyncLimit,
            [](qint64 n) {
                return Sync { kConversation, {}, {}, int(n) };
            } },
        { "title", kMaxTitleUnits,
            [](qint64 n) {
                return Conversation { kConversation, {}, {}, {}, units(n) };
            } },
        { "members", kMaxMembers,
            [](qint64 n) {
                return Conversation { kConversation, {}, {}, {}, {}, times(n, Member { kUser }) };
            } },
        { "name", kMaxNameUnits,
            [](qint64 n) {
                return Conversation { kConversation, {}, {}, {}, {}, { { kUser, false, units(n) } } };
            } },
        { "label", kMaxLabelUnits,
            [](qint64 n) {
                return Conversation { kConversation, {}, {}, {}, {}, { { kUser, false, {}, {}, units(n) } } };
            } },
        { "heads", kMaxHeads, [head](qint64 n) { return CaughtUp { times(n, head) }; } },
        { "head's seq", number,
            [](qint64 n) {
                return Heartbeat { { { kConversation, Seq { n } } } };
            } },
        { "error text", kMaxErrorUnits,
            [](qint64 n) {
                return ErrorReply { Errc::Invalid, units(n) };
            } },
        { "retryAfterMs", qint64(kMaxDurationMs),
            [](qint64 n) {
                return ErrorReply { Errc::Invalid, {}, Milliseconds { n } };
            } },
        { "frameBytes", number,
            [](qint64 n) {
                Welcome welcome { kUser, exampleId<DeviceId>(4), 1, {}, {}, kUser.raw() };
                welcome.limits.frameBytes = n;
                return welcome;
            } },
        { "retentionDays", kMaxRetentionDays,
            [](qint64 n) {
                Welcome welcome { kUser, exampleId<DeviceId>(4), 1, {}, {}, kUser.raw() };
                welcome.retentionDays = int(n);
                return welcome;
            } },
        { "type", kMaxTypeUnits, [](qint64 n) { return UnknownFrame { units(n) }; } },
        { "protocol", kMaxInt,
            [](qint64 n) {
                return Hello { {}, {}, int(n) };
            } }, // one more wraps below zero
    };
}

} // namespace

class TestBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastAllowedValueIsTakenAndTheNextRefused_data()
    {
        QTest::addColumn<Maker>("make");
        QTest::addColumn<qint64>("most");
        QTest::addColumn<Encoding>("encoding");
        for (const Bound &bound : bounds()) {
            QTest::addRow("%s, cbor", bound.name) << bound.make << bound.most << Encoding::Cbor;
            QTest::addRow("%s, json", bound.name) << bound.make << bound.most << Encoding::Json;
        }
    }

    void theLastAllowedValueIsTakenAndTheNextRefused()
    {
        QFETCH(Maker, make);
        QFETCH(qint64, most);
        QFETCH(Encoding, encoding);
        const Frame largest = framed(make(most));
        const auto taken = decode(encode(largest, encoding), encoding, kRoomy);
        QVERIFY2(taken.ok(), taken ? "" : qPrintable(taken.error().detail));
        QVERIFY(*taken == largest);
        std::optional<FrameId> id;
        const auto refused = decode(encode(framed(make(most + 1)), encoding), encoding, kRoomy, &id);
        QVERIFY(!refused);
        QCOMPARE(refused.code(), Errc::Invalid);
        QVERIFY(id == largest.id);
    }

    void belowZeroIsRefused_data()
    {
        QTest::addColumn<Payload>("data");
        QTest::newRow("seq") << Payload(Message { kConversation, kMessage, {}, {}, {}, Seq { -1 } });
        QTest::newRow("sentAt") << Payload(
            Message { kConversation, kMessage, {}, {}, {}, {}, utcFromMilliseconds(-1) });
        QTest::newRow("protocol") << Payload(Hello { {}, {}, -1 });
        QTest::newRow("least") << Payload(Sync { kConversation, Seq { std::numeric_limits<qint64>::min() } });
        QTest::newRow("duration") << Payload(Goodbye { {}, Milliseconds { -1 } });
    }

    void belowZeroIsRefused()
    {
        QFETCH(Payload, data);
        for (const Encoding encoding : { Encoding::Cbor, Encoding::Json })
            QCOMPARE(decode(encode(framed(data), encoding), encoding, kRoomy).code(), Errc::Invalid);
    }

    void aRequiredIdIsNeverNull_data()
    {
        QTest::addColumn<Payload>("data");
        QTest::newRow("conversation") << Payload(Typing {});
        QTest::newRow("message") << Payload(Message { kConversation });
        QTest::newRow("member") << Payload(Conversation { kConversation, {}, {}, {}, {}, { Member {} } });
        QTest::newRow("head") << Payload(Heartbeat { { Head {} } });
        QTest::newRow("in a list") << Payload(Keys { {}, {}, { UserId {} } });
    }

    void aRequiredIdIsNeverNull()
    {
        QFETCH(Payload, data);
        for (const Encoding encoding : { Encoding::Cbor, Encoding::Json })
            QCOMPARE(decode(encode(framed(data), encoding), encoding, kRoomy).code(), Errc::Invalid);
    }

    void lengthIsCountedInUnitsNotInBytes()
    {
        // 100 foxes are 200 units and 400 bytes; 200 signs of three bytes are 600.
        for (const QString &title : { QStringLiteral("🦊").repeated(100), QStringLiteral("字").repeated(200) }) {
            const Frame frame = framed(Conversation { kConversation, {}, {}, {}, title });
            QVERIFY(decode(encode(frame), Encoding::Cbor, kRoomy).ok());
            const Frame longer = framed(Conversation { kConversation, {}, {}, {}, title + u'x' });
            QVERIFY(!decode(encode(longer), Encoding::Cbor, kRoomy));
        }
    }

    void everyUsualLimitFitsTheFrameThatCarriesIt()
    {
        // A hello with a long token and a hundred cursors stays below what is read before a sign-in.
        const Hello hello { units(600), units(20), 1, true, true,
            times(100, Cursor { kConversation, Seq { 100'000 }, Revision { 100'000 } }) };
        QVERIFY(encode(framed(hello)).size() <= kMaxBytesBeforeHello);
        QVERIFY(
            encode(framed(CaughtUp { times(kMaxHeads, Head { kConversation, Seq { 1 << 20 }, Revision { 1 << 20 } }) }))
                .size()
            <= kMaxFrameBytes);
    }
};

QTEST_APPLESS_MAIN(TestBounds)
#include "tst_bounds.moc"
