// SPDX-License-Identifier: GPL-3.0-or-later
// Streams of sealed chunks: what cannot be done to them unseen.

#include "core/crypto/secretstream.h"

#include <QTest>

using namespace pc::crypto;

namespace {

struct Stream
{
    Bytes key = Bytes(kStreamKeyBytes, 5);
    Bytes header;
    std::vector<Bytes> chunks;
};

/// "0", "1", ... and the last one marked.
Stream streamOf(int chunks)
{
    Stream stream;
    StreamSealer sealer(stream.key);
    stream.header = toBytes(sealer.header());
    for (int i = 0; i < chunks; ++i) {
        const std::uint8_t letter = std::uint8_t('0' + i);
        stream.chunks.push_back(
            sealer.seal({ &letter, 1 }, i + 1 == chunks ? StreamPlace::Last : StreamPlace::More, bytesOf("file")));
    }
    return stream;
}

} // namespace

class TestSecretStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamOpensInOrderAndKnowsItsEnd()
    {
        const Stream stream = streamOf(4);
        StreamOpener opener(stream.key, stream.header);
        for (std::size_t i = 0; i < 4; ++i) {
            QVERIFY(!opener.isComplete());
            const auto chunk = opener.open(stream.chunks[i], bytesOf("file"));
            QVERIFY(chunk);
            QCOMPARE(int(chunk->plain.view()[0]), int('0' + i));
            QCOMPARE(chunk->place == StreamPlace::Last, i == 3);
        }
        QVERIFY(opener.isComplete());
    }

    void nothingOpensBehindTheLast()
    {
        const Stream stream = streamOf(1);
        StreamOpener opener(stream.key, stream.header);
        QVERIFY(opener.open(stream.chunks[0], bytesOf("file")));
        QVERIFY(!opener.open(stream.chunks[0], bytesOf("file")));
        QVERIFY(opener.isComplete());
    }

    void aDroppedRepeatedOrSwappedChunkIsSeen()
    {
        const Stream stream = streamOf(3);
        StreamOpener dropped(stream.key, stream.header);
        QVERIFY(!dropped.open(stream.chunks[1], bytesOf("file")));
        QVERIFY(!dropped.open(stream.chunks[0], bytesOf("file"))); // broken stays broken
        StreamOpener repeated(stream.key, stream.header);
        QVERIFY(repeated.open(stream.chunks[0], bytesOf("file")));
        QVERIFY(!repeated.open(stream.chunks[0], bytesOf("file")));
        StreamOpener other(stream.key, streamOf(3).header);
        QVERIFY(!other.open(stream.chunks[0], bytesOf("file")));
    }

    void everyFlippedByteIsSeen()
    {
        const Stream stream = streamOf(1);
        for (std::size_t i = 0; i < stream.chunks[0].size(); ++i) {
            Bytes changed = stream.chunks[0];
            changed[i] ^= 1;
            QVERIFY(!StreamOpener(stream.key, stream.header).open(changed, bytesOf("file")));
        }
        for (std::size_t i = 0; i < stream.chunks[0].size(); ++i)
            QVERIFY(
                !StreamOpener(stream.key, stream.header).open(ByteView(stream.chunks[0]).first(i), bytesOf("file")));
    }

    void otherKeysHeadersAndAssociatedBytesOpenNothing()
    {
        const Stream stream = streamOf(1);
        QVERIFY(!StreamOpener(Bytes(kStreamKeyBytes, 6), stream.header).open(stream.chunks[0], bytesOf("file")));
        QVERIFY(!StreamOpener(stream.key, ByteView(stream.header).first(23)).open(stream.chunks[0], bytesOf("file")));
        QVERIFY(!StreamOpener(stream.key, stream.header).open(stream.chunks[0], bytesOf("filf")));
        QVERIFY(StreamOpener(stream.key, stream.header).open(stream.chunks[0], bytesOf("file")));
    }
};

QTEST_APPLESS_MAIN(TestSecretStream)
#include "tst_secretstream.moc"
