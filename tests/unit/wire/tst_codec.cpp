// SPDX-License-Identifier: GPL-3.0-or-later
// Every frame survives both encodings, and no bytes whatever do harm.

#include "core/wire/batch.h"
#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <QTest>

#include "examples.h"

using namespace pc;
using namespace pc::wire;

namespace {

constexpr qint64 kRoomy = 1 << 20;

void eachExampleInBothEncodings()
{
    QTest::addColumn<Frame>("frame");
    QTest::addColumn<Encoding>("encoding");
    for (const Example &example : examples()) {
        QTest::addRow("%s, cbor", example.name) << example.frame << Encoding::Cbor;
        QTest::addRow("%s, json", example.name) << example.frame << Encoding::Json;
    }
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFrameComesBackAsItWas_data() { eachExampleInBothEncodings(); }

    void everyFrameComesBackAsItWas()
    {
        QFETCH(Frame, frame);
        QFETCH(Encoding, encoding);
        const QByteArray bytes = encode(frame, encoding);
        std::optional<FrameId> id;
        const auto decoded = decode(bytes, encoding, kRoomy, &id);
        QVERIFY2(decoded.ok(), qPrintable(decoded.ok() ? QString() : decoded.error().detail));
        QCOMPARE(decoded->data.index(), frame.data.index());
        QVERIFY(*decoded == frame);
        QCOMPARE(id->raw().toString(), frame.id.raw().toString());
    }

    void everyPrefixIsRefused_data() { eachExampleInBothEncodings(); }

    void everyPrefixIsRefused()
    {
        QFETCH(Frame, frame);
        QFETCH(Encoding, encoding);
        const QByteArray bytes = encode(frame, encoding);
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            const auto decoded = decode(QByteArrayView(bytes).first(size), encoding, kRoomy);
            QVERIFY2(!decoded, qPrintable(QString::number(size)));
            QCOMPARE(decoded.code(), Errc::Invalid);
        }
    }

    void everyFlippedByteIsRefusedOrMeansSomethingElse_data() { eachExampleInBothEncodings(); }

    void everyFlippedByteIsRefusedOrMeansSomethingElse()
    {
        QFETCH(Frame, frame);
        QFETCH(Encoding, encoding);
        const QByteArray bytes = encode(frame, encoding);
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (const int flip : { 0x01, 0x20, 0x80, 0xff }) {
                QByteArray flipped = bytes;
                flipped[at] = char(flipped[at] ^ flip);
                const auto decoded = decode(flipped, encoding, kRoomy);
                if (!decoded)
                    continue;
                const auto again = decode(encode(*decoded, encoding), encoding, kRoomy);
                QVERIFY(again.ok());
                QVERIFY(*again == *decoded);
            }
        }
    }

    void aBatchComesBackAsItWas()
    {
        for (const Batch &batch : { Batch {}, Batch { kMaxNumber, true, {} },
                 Batch { 7, false, { QByteArray(), QByteArray("a"), QByteArray(100'000, 'x') } } }) {
            const auto back = decodeBatch(encodeBatch(batch));
            QVERIFY(back.ok());
            QCOMPARE(*back, batch);
        }
    }

    void aBatchThatIsCutOrFlippedGivesAVerdict()
    {
        const QByteArray bytes = encodeBatch({ 300, true, { QByteArray("abc"), QByteArray("defg") } });
        for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
            const auto part = decodeBatch(bytes.first(cut));
            // Only between two frames is a part a batch again.
            QCOMPARE(part.ok(), cut == 4 || cut == 8);
        }
        for (qsizetype at = 0; at < bytes.size() * 8; ++at) {
            QByteArray flipped = bytes;
            flipped[at / 8] = char(flipped[at / 8] ^ (1 << (at % 8)));
            const auto verdict = decodeBatch(flipped);
            QVERIFY(!verdict.ok() || verdict->frames.size() <= 8);
        }
    }

    void aBatchHasBounds()
    {
        Batch most { 1, false, std::vector<QByteArray>(kMaxBatchFrames) };
        QVERIFY(decodeBatch(encodeBatch(most)).ok());
        most.frames.emplace_back();
        QCOMPARE(decodeBatch(encodeBatch(most)).code(), Errc::TooLarge);
        QCOMPARE(decodeBatch(QByteArray(kMaxBatchBytes + 1, '\0')).code(), Errc::TooLarge);
        QCOMPARE(decodeBatch(encodeBatch({ kMaxNumber + 1, false, {} })).code(), Errc::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestCodec)
#include "tst_codec.moc"
