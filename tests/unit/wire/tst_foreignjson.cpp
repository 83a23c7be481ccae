// SPDX-License-Identifier: GPL-3.0-or-later
// JSON that people and bots may write by hand, and what is refused of it.

#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <QTest>

using namespace pc;
using namespace pc::wire;

namespace {

constexpr qint64 kRoomy = 1 << 20;
const QByteArray kId = "\"01010101-0101-4101-8101-010101010101\"";

QByteArray envelope(const QByteArray &type, const QByteArray &data, const QByteArray &more = {})
{
    return R"({"id":)" + kId + R"(,"type":")" + type + R"(","timestamp":1760000000000,"data":)" + data + more + "}";
}

QByteArray message(const QByteArray &more)
{
    return envelope("message", R"({"conversation":)" + kId + R"(,"message":)" + kId + "," + more + "}");
}

QByteArray title(const QByteArray &text)
{
    return envelope("conversation", R"({"conversation":)" + kId + R"(,"op":"rename","title":)" + text + "}");
}

QByteArray seq(const QByteArray &number)
{
    return message(R"("content":"","seq":)" + number);
}

// Behind `data`; brackets and colons within a text count for nothing.
const QByteArray kTrace = ",\"trace\":\"a:b{[\"}";

} // namespace

class TestForeignJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherFormsAreTaken_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("plain") << seq("7");
        QTest::newRow("white space") << QByteArray(seq("7")).replace(":", " :\n\t").replace(",", " , ");
        QTest::newRow("unknown keys") << message(R"("content":"","seq":7,"x":{"deep":[null,{"y":1.5e300}]},"":[])");
        QTest::newRow("unknown key in the envelope") << seq("7").chopped(1) + kTrace;
        QTest::newRow("exponent") << seq("0.7e1");
        QTest::newRow("fraction of zero") << seq("7.0");
        QTest::newRow("escaped key") << message(R"("content":"","s\u0065q":7)");
        QTest::newRow("upper case id") << message(
            R"("content":"","seq":7,"sender":"ABABABAB-ABAB-4BAB-8BAB-ABABABABABAB")");
    }

    void otherFormsAreTaken()
    {
        QFETCH(QByteArray, json);
        const auto decoded = decode(json, Encoding::Json, kRoomy);
        QVERIFY2(decoded.ok(), decoded ? "" : qPrintable(decoded.error().detail));
        QCOMPARE(std::get<Message>(decoded->data).seq.raw(), 7);
    }

    void whatIsNotAFrameIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("array") << "[" + seq("7") + "]";
        QTest::newRow("bytes after the frame") << seq("7") + "x";
        QTest::newRow("two frames") << seq("7") + seq("7");
        QTest::newRow("comma at the end") << message(R"("content":"",)");
        QTest::newRow("comment") << seq("/* seven */ 7");
        QTest::newRow("single quotes") << seq("7").replace('"', '\'');
        for (const char *number : { "-1", "-0.5", "1.5", "9007199254740992", "9007199254740993", "9223372036854775807",
                 "9223372036854775808", "18446744073709551616", "1e16", "1e400", "-1e400", "NaN", "Infinity",
                 "-Infinity", "0x7", "07", "+7", "7e", "\"7\"", "true", "null", "[7]", "{}" })
            QTest::addRow("seq %s", number) << seq(number);
        QTest::newRow("key twice") << message(R"("content":"","seq":7,"seq":8)");
        QTest::newRow("key twice, once escaped") << message(R"("content":"","seq":7,"s\u0065q":7)");
        QTest::newRow("unknown key twice") << message(R"("content":"","x":{"y":1,"y":2})");
        QTest::newRow("type twice") << seq("7").replace("{\"id\"", R"({"type":"hello","id")");
        QTest::newRow("content null") << message(R"("content":null)");
        QTest::newRow("content a number") << message(R"("content":1)");
        QTest::newRow("content padded") << message(R"("content":"AA==")");
        QTest::newRow("content with stray bits") << message(R"("content":"AB")");
        QTest::newRow("content of one sign") << message(R"("content":"A")");
        QTest::newRow("content in the other alphabet") << message(R"("content":"+/+/")");
        QTest::newRow("content with a space") << message(R"("content":"AA AA")");
        QTest::newRow("content beyond Latin-1") << message("\"content\":\"\u0141\u0141\"");
        QTest::newRow("id in braces") << message(R"("content":"","sender":"{01010101-0101-4101-8101-010101010101}")");
        QTest::newRow("id without dashes") << message(R"("content":"","sender":"01010101010141018101010101010101")");
        QTest::newRow("id all zero") << message(R"("content":"","sender":"00000000-0000-0000-0000-000000000000")");
        QTest::newRow("id empty") << message(R"("content":"","sender":"")");
        QTest::newRow("half a surrogate pair") << title(R"("\ud83e")");
        QTest::newRow("surrogates the wrong way") << title(R"("\udd8a\ud83e")");
        QTest::newRow("not UTF-8") << title("\"\xc3\x28\"");
        QTest::newRow("overlong UTF-8") << title("\"\xc0\xaf\"");
        QTest::newRow("unknown name") << envelope(
            "receipt", R"({"conversation":)" + kId + R"(,"kind":"seen","upTo":1})");
        QTest::newRow("name in capitals")
            << envelope("receipt", R"({"conversation":)" + kId + R"(,"kind":"Read","upTo":1})");
        QTest::newRow("name as number") << envelope("receipt", R"({"conversation":)" + kId + R"(,"kind":1,"upTo":1})");
        QTest::newRow("local error code") << envelope("error", R"({"code":"disk_full"})");
        QTest::newRow("head too short") << envelope("heartbeat", R"({"heads":[[)" + kId + R"(,1]]})");
        QTest::newRow("head as map") << envelope(
            "heartbeat", R"({"heads":[{"conversation":)" + kId + R"(,"seq":1,"revision":1}]})");
        QTest::newRow("deep") << envelope("message", QByteArray(kMaxDepth, '[') + QByteArray(kMaxDepth, ']'));
        QTest::newRow("very deep") << envelope("x", QByteArray(500'000, '['));
    }

    void whatIsNotAFrameIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto decoded = decode(json, Encoding::Json, kRoomy);
        QVERIFY(!decoded);
        QCOMPARE(decoded.code(), Errc::Invalid);
    }

    void anUnknownKeyMayNestAsDeepAsTheBound()
    {
        const int inner = kMaxDepth - 2; // envelope and data are two
        for (const int depth : { inner, inner + 1 }) {
            const QByteArray json = message(R"("content":"","x":)" + QByteArray(depth, '[') + QByteArray(depth, ']'));
            QCOMPARE(decode(json, Encoding::Json, kRoomy).ok(), depth == inner);
        }
    }

    void furtherElementsOfAHeadAreIgnored()
    {
        const auto decoded
            = decode(envelope("heartbeat", R"({"heads":[[)" + kId + R"(,1,2,"x",{}]]})"), Encoding::Json, kRoomy);
        QVERIFY(decoded.ok());
        QCOMPARE(std::get<Heartbeat>(decoded->data).heads.front().revision.raw(), 2);
    }

    void theIdIsFoundEvenWhenTheRestIsBad()
    {
        std::optional<FrameId> id;
        QVERIFY(!decode(seq("-1"), Encoding::Json, kRoomy, &id));
        QVERIFY(id.has_value());
        QVERIFY(!decode("{}", Encoding::Json, kRoomy, &id));
        QVERIFY(!id.has_value());
    }

    void tooLargeIsNotParsed()
    {
        const QByteArray json = seq("7");
        QVERIFY(decode(json, Encoding::Json, json.size()).ok());
        QCOMPARE(decode(json, Encoding::Json, json.size() - 1).code(), Errc::TooLarge);
    }

    void anErrorRepeatsNothingOfTheInput()
    {
        for (const QByteArray &json : { title("\"canary\\ud83e\""), envelope("canary", "1"), seq("\"canary\"") }) {
            const auto decoded = decode(json, Encoding::Json, kRoomy);
            QVERIFY(!decoded);
            QVERIFY(!decoded.error().detail.isEmpty());
            QVERIFY(!decoded.error().detail.contains(u"canary"));
        }
    }
};

QTEST_APPLESS_MAIN(TestForeignJson)
#include "tst_foreignjson.moc"
