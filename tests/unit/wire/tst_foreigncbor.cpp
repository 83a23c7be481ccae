// SPDX-License-Identifier: GPL-3.0-or-later
// CBOR that other programs may write, and what hostile ones would: what is taken, what is refused, and that neither
// makes the decoder believe a length.

#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <QTest>

#include "cborhand.h"

using namespace pc;
using namespace pc::wire;
using hand::Pair;

namespace {

constexpr qint64 kRoomy = 1 << 20;
const QByteArray kTyping = hand::map({ { "conversation", hand::id(0xc0) }, { "isTyping", "\xf5" } });
const QByteArray kBreak("\xff");

QByteArray nested(int depth, const QByteArray &open)
{
    return open.repeated(depth) + hand::number(0);
}

/// A frame whose `data` is fine but for one more key.
QByteArray withExtra(const QByteArray &value)
{
    return hand::frame(
        "typing", hand::map({ { "conversation", hand::id(0xc0) }, { "isTyping", "\xf5" }, { "extra", value } }));
}

Frame typingFrame()
{
    return { FrameId { *Uuid::fromBytes(QByteArray(16, char(0xf1))) }, utcFromMilliseconds(1'760'000'000'000),
        Typing { ConversationId { *Uuid::fromBytes(QByteArray(16, char(0xc0))) }, true } };
}

} // namespace

class TestForeignCbor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherFormsOfTheSameFrameAreTaken_data()
    {
        QTest::addColumn<QByteArray>("cbor");
        const Pair id { "id", hand::id(0xf1) };
        const Pair type { "type", hand::text("typing") };
        const Pair time { "timestamp", hand::number(1'760'000'000'000) };
        const Pair data { "data", kTyping };
        QTest::newRow("as we write it") << hand::frame("typing", kTyping);
        QTest::newRow("data first") << hand::map({ data, time, type, id });
        QTest::newRow("type after data") << hand::map({ id, data, type, time });
        QTest::newRow("unknown keys in the envelope")
            << hand::map({ { "trace", hand::array({ hand::text("x") }) }, id, type, time, data });
        QTest::newRow("key longer than any of ours")
            << hand::map({ { QByteArray(300, 'k'), "\xf6" }, id, type, time, data });
        QTest::newRow("empty key") << hand::map({ { "", "\xf6" }, id, type, time, data });
        QTest::newRow("numbers in eight bytes")
            << hand::map({ id, type, { "timestamp", hand::head(0, 1'760'000'000'000, 8) }, data });
        QTest::newRow("lengths in more bytes than needed") << hand::head(5, 4, 8) + hand::head(3, 2, 4) + "id"
                + hand::head(2, 16, 2) + QByteArray(16, char(0xf1)) + hand::text("type") + hand::head(3, 6, 1)
                + "typing" + hand::text("timestamp") + time.value + hand::text("data") + data.value;
        QTest::newRow("maps of unknown length") << QByteArray("\xbf") + hand::text("id") + id.value + hand::text("type")
                + type.value + hand::text("timestamp") + time.value + hand::text("data") + QByteArray("\xbf")
                + kTyping.mid(1) + kBreak + kBreak;
        for (const char *hex : { "f6", "f7", "f97e00", "fb7ff8000000000001", "20", "f8ff", "c101", "d9d9f780", "9fff",
                 "bfff", "1bffffffffffffffff" })
            QTest::addRow("unknown key holds %s", hex) << withExtra(QByteArray::fromHex(hex));
        QTest::newRow("unknown key, as deep as may be") << withExtra(nested(kMaxDepth - 2, "\x81"));
    }

    void otherFormsOfTheSameFrameAreTaken()
    {
        QFETCH(QByteArray, cbor);
        const auto decoded = decode(cbor, Encoding::Cbor, kRoomy);
        QVERIFY2(decoded.ok(), decoded ? "" : qPrintable(decoded.error().detail));
        QVERIFY(*decoded == typingFrame());
    }

    void whatIsNotAFrameIsRefused_data()
    {
        QTest::addColumn<QByteArray>("cbor");
        const QByteArray good = hand::frame("typing", kTyping);
        const Pair id { "id", hand::id(0xf1) };
        const Pair type { "type", hand::text("typing") };
        const Pair time { "timestamp", hand::number(1) };
        const Pair data { "data", kTyping };
        const auto typing = [](std::initializer_list<Pair> pairs) { return hand::frame("typing", hand::map(pairs)); };
        const Pair conversation { "conversation", hand::id(0xc0) };
        const Pair isTyping { "isTyping", "\xf5" };

        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("null") << QByteArray("\xf6");
        QTest::newRow("an array") << hand::array({ hand::number(1) });
        QTest::newRow("bytes after the frame") << good + '\0';
        QTest::newRow("two frames") << good + good;
        QTest::newRow("tagged frame") << QByteArray("\xd9\xd9\xf7") + good;
        QTest::newRow("id twice") << hand::map({ id, id, type, time, data });
        QTest::newRow("type twice") << hand::map({ id, type, type, time, data });
        QTest::newRow("timestamp twice") << hand::map({ id, type, time, time, data });
        QTest::newRow("data twice") << hand::map({ id, type, time, data, data });
        QTest::newRow("data twice, early") << hand::map({ data, data, id, type, time });
        QTest::newRow("no id") << hand::map({ type, time, data });
        QTest::newRow("no type") << hand::map({ id, time, data });
        QTest::newRow("no timestamp") << hand::map({ id, type, data });
        QTest::newRow("no data") << hand::map({ id, type, time });
        QTest::newRow("no data, unknown type") << hand::map({ id, { "type", hand::text("x") }, time });
        QTest::newRow("unknown type, data no map") << hand::frame("x", hand::number(1));
        QTest::newRow("type empty") << hand::frame("", kTyping);
        QTest::newRow("type too long") << hand::frame(QByteArray(kMaxTypeUnits + 1, 'x'), kTyping);
        QTest::newRow("type as bytes") << hand::map({ id, { "type", hand::bytes("typing") }, time, data });
        QTest::newRow("number as key") << hand::head(5, 1) + hand::number(1) + hand::number(1);
        QTest::newRow("field twice") << typing({ conversation, isTyping, isTyping });
        QTest::newRow("field missing") << typing({ conversation });
        QTest::newRow("id of 15 bytes") << typing({ { "conversation", hand::bytes(QByteArray(15, 'x')) }, isTyping });
        QTest::newRow("id of 17 bytes") << typing({ { "conversation", hand::bytes(QByteArray(17, 'x')) }, isTyping });
        QTest::newRow("id as text") << typing({ { "conversation", hand::text(QByteArray(16, 'x')) }, isTyping });
        QTest::newRow("id all zero") << typing({ { "conversation", hand::id(0) }, isTyping });
        QTest::newRow("id null") << typing({ { "conversation", "\xf6" }, isTyping });
        QTest::newRow("id in chunks") << typing(
            { { "conversation", QByteArray("\x5f") + hand::bytes(QByteArray(16, 'x')) + kBreak }, isTyping });
        QTest::newRow("id tagged") << typing({ { "conversation", QByteArray("\xd8\x25") + hand::id(0xc0) }, isTyping });
        for (const char *hex : { "c328", "c0af", "eda080", "f4908080", "80", "41ff" }) {
            const QByteArray bad = hand::text(QByteArray::fromHex(hex));
            QTest::addRow("title with %s, no UTF-8", hex) << hand::frame(
                "conversation", hand::map({ conversation, { "op", hand::text("rename") }, { "title", bad } }));
            QTest::addRow("type with %s, no UTF-8", hex) << hand::map({ id, { "type", bad }, time, data });
        }
        QTest::newRow("flag as number") << typing({ conversation, { "isTyping", hand::number(1) } });
        QTest::newRow("flag undefined") << typing({ conversation, { "isTyping", "\xf7" } });
        QTest::newRow("unknown key, text in chunks") << withExtra(QByteArray("\x7f") + hand::text("a") + kBreak);
        QTest::newRow("unknown key, too deep") << withExtra(nested(kMaxDepth - 1, "\x81"));
        QTest::newRow("unknown key, very deep") << withExtra(nested(100'000, "\x81"));
        QTest::newRow("unknown key, very deep maps") << withExtra(nested(100'000, "\xa1\x61k"));
        QTest::newRow("unknown key, tags without end") << withExtra(QByteArray(100'000, '\xc1'));
        QTest::newRow("reserved head") << withExtra("\x1c");
        QTest::newRow("break without a start") << withExtra(kBreak);
    }

    void whatIsNotAFrameIsRefused()
    {
        QFETCH(QByteArray, cbor);
        const auto decoded = decode(cbor, Encoding::Cbor, kRoomy);
        QVERIFY(!decoded);
        QCOMPARE(decoded.code(), Errc::Invalid);
    }

    void aLengthBeyondTheInputIsRefusedWithoutMakingRoomForIt_data()
    {
        QTest::addColumn<QByteArray>("cbor");
        for (const int major : { 2, 3, 4, 5 }) {
            for (const quint64 length :
                { quint64(1) << 20, quint64(1) << 31, quint64(1) << 40, (quint64(1) << 63) - 1, ~quint64(0) }) {
                const QByteArray head = hand::head(major, length);
                const auto row = [&](const char *where) -> QTestData & {
                    return QTest::addRow("%s, major %d, length %llu", where, major, length);
                };
                row("unknown") << withExtra(head);
                row("root") << head;
                row("id") << hand::head(5, 4) + hand::text("id") + head;
                row("content") << hand::frame("message", hand::head(5, 3) + hand::text("content") + head);
                row("title") << hand::frame("conversation", hand::head(5, 3) + hand::text("title") + head);
                row("heads") << hand::frame("heartbeat", hand::head(5, 1) + hand::text("heads") + head);
                row("a head") << hand::frame(
                    "heartbeat", hand::head(5, 1) + hand::text("heads") + hand::head(4, 1) + head + hand::id(1));
            }
        }
    }

    void aLengthBeyondTheInputIsRefusedWithoutMakingRoomForIt()
    {
        QFETCH(QByteArray, cbor);
        const auto decoded = decode(cbor, Encoding::Cbor, kRoomy);
        QVERIFY(!decoded);
        QCOMPARE(decoded.code(), Errc::Invalid);
    }

    void theIdIsFoundEvenWhenTheRestIsBad_data()
    {
        QTest::addColumn<QByteArray>("cbor");
        QTest::addColumn<bool>("isFound");
        const QByteArray good = hand::frame("typing", kTyping);
        QTest::newRow("cut after the id") << good.first(22) << true;
        QTest::newRow("cut within the id") << good.first(15) << false;
        QTest::newRow("field missing") << hand::frame("typing", hand::map({})) << true;
        QTest::newRow("trailing byte") << good + '\0' << true;
        QTest::newRow("id last, field missing") << hand::map({ { "data", hand::map({}) },
            { "timestamp", hand::number(1) }, { "type", hand::text("typing") }, { "id", hand::id(0xf1) } })
                                                << true;
        QTest::newRow("id behind rubbish") << QByteArray("\xa2\x1c") + good.mid(1) << false;
    }

    void theIdIsFoundEvenWhenTheRestIsBad()
    {
        QFETCH(QByteArray, cbor);
        QFETCH(bool, isFound);
        std::optional<FrameId> id = FrameId {}; // a value from before must not stay
        QVERIFY(!decode(cbor, Encoding::Cbor, kRoomy, &id));
        QCOMPARE(id.has_value(), isFound);
        if (isFound)
            QVERIFY(*id == typingFrame().id);
    }

    void tooLargeIsSaidUnderTheFramesId()
    {
        const QByteArray cbor = hand::frame("typing", kTyping);
        std::optional<FrameId> id;
        QVERIFY(decode(cbor, Encoding::Cbor, cbor.size(), &id).ok());
        const auto decoded = decode(cbor, Encoding::Cbor, cbor.size() - 1, &id);
        QCOMPARE(decoded.code(), Errc::TooLarge);
        QVERIFY(id == typingFrame().id);
    }

    void anUnknownTypeKeepsItsIdAndName()
    {
        const auto decoded
            = decode(hand::frame("reaction", hand::map({ { "emoji", hand::text("x") } })), Encoding::Cbor, kRoomy);
        QVERIFY(decoded.ok());
        QVERIFY(decoded->id == typingFrame().id);
        QCOMPARE(std::get<UnknownFrame>(decoded->data).type, QStringLiteral("reaction"));
    }
};

QTEST_APPLESS_MAIN(TestForeignCbor)
#include "tst_foreigncbor.moc"
