// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/contentcodec.h"
#include "core/recovery/segment.h"

#include <QTest>

using namespace pc;
using namespace pc::recovery;
using archive::Chain;
using archive::ChainFault;

namespace {

constexpr UserId kAna { Uuid { { 1 } } };
constexpr UserId kBen { Uuid { { 2 } } };
constexpr ConversationId kTalk { Uuid { { 3 } } };
constexpr UtcTime kNow = utcFromMilliseconds(1'795'000'000'000);

ArchivedMessage messageOf(quint8 number, const QString &text = QStringLiteral("Grüße an die 3B 🎒"))
{
    ArchivedMessage item;
    item.message.id = MessageId { Uuid { { 9, number } } };
    item.message.conversation = kTalk;
    item.message.sender = number % 2 ? kAna : kBen;
    item.message.device = DeviceId { Uuid { { 7, number } } };
    item.message.seq = Seq { number };
    item.message.time = kNow;
    item.message.outgoing = number % 2;
    item.message.content.text = text;
    if (number % 3 != 0)
        item.message.content.written = kNow;
    if (number % 2 != 0)
        item.message.content.follows = MessageId { Uuid { { 8, number } } };
    return item;
}

/// One of each kind.
std::vector<ArchiveItem> everything()
{
    ArchivedConversation talk { kTalk, chat::ConversationKind::Class, QStringLiteral("3B"), Seq { 4 }, Seq { 2 },
        { kNow, true, true }, true, kNow };
    ArchivedPerson ben { { kBen, SchoolId { Uuid { { 5 } } }, QStringLiteral("Ben"), people::Role::Staff,
        QStringLiteral("Teacher, 3B") } };
    ArchivedMessage event = messageOf(2);
    event.message.content
        = { chat::ContentKind::Event, QStringLiteral("Jana\u001fMateo"), chat::EventKind::MembersAdded, {} };
    ArchivedMessage unread = messageOf(3);
    unread.message.content = { chat::ContentKind::Unreadable, {}, {}, chat::Missing::Damaged };
    ArchivedMessage newer = messageOf(4);
    newer.message.content = { chat::ContentKind::Unknown, {}, {}, {} };
    newer.content = QByteArray("\xa3\x00\xff", 3);
    return { talk, ben, messageOf(1), event, unread, newer,
        ArchivedMarks { kTalk, Seq { 3 }, { Seq { 2 }, Seq { 1 } } },
        ArchivedSilence { kTalk, Seq { 5 }, Seq { 9 }, true }, ArchivedRemoval { kTalk, messageOf(1).message.id },
        UnknownItem { 77, { 1, 2, 3 } } };
}

/// Ana's archive, as her device writes it.
struct Archive
{
    ArchiveKeys keys = ArchiveKeys::begin(crypto::systemRandom());
    Chain chain { kAna, 1 };
    std::vector<crypto::Bytes> segments;

    void write(const std::vector<ArchiveItem> &items)
    {
        SegmentWriter writer;
        for (const ArchiveItem &item : items)
            QCOMPARE(writer.add(item), Added::Taken);
        segments.push_back(writer.seal(chain, keys, crypto::systemRandom()));
        QVERIFY(writer.isEmpty());
        QVERIFY(chain.follow(segments.back()));
    }

    SegmentReader reader() const { return SegmentReader(keys, Chain(kAna, 1)); }
};

/// What the next segment of an archive with these bytes would be refused for.
Errc refusalOf(SegmentReader reader, crypto::ByteView segment)
{
    const auto taken = reader.take(segment);
    return taken ? Errc::Internal : taken.code();
}

} // namespace

class TestSegment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyIsReadAsItWasWritten()
    {
        Archive archive;
        archive.write(everything());
        archive.write({ messageOf(5) });
        auto reader = archive.reader();
        const auto first = reader.take(archive.segments[0]);
        QVERIFY(first);
        QVERIFY(*first == everything());
        const auto second = reader.take(archive.segments[1]);
        QVERIFY(second);
        QVERIFY(*second == std::vector<ArchiveItem> { messageOf(5) });
        QVERIFY(reader.finish());
        QVERIFY(reader.chain().head() == archive.chain.head());
        QCOMPARE(reader.chain().head()->number, 2U);
    }

    void aTextIsTheSameContentThatWasSent()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        const auto items = archive.reader().take(archive.segments[0]);
        const auto &message = std::get<ArchivedMessage>(items->front()).message;
        QCOMPARE(chat::encodeContent(message.content), chat::encodeContent(messageOf(1).message.content));
    }

    void nothingOfItLiesOpen()
    {
        Archive archive;
        archive.write({ messageOf(1, QStringLiteral("a needle that nobody may find")) });
        const auto &bytes = archive.segments.front();
        const auto needle = crypto::bytesOf("needle");
        QVERIFY(std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end()) == bytes.end());
    }

    void lengthsComeInClasses()
    {
        const auto sizeOf = [](qsizetype letters) {
            Archive archive;
            archive.write({ messageOf(1, QString(letters, u'x')) });
            return archive.segments.front().size();
        };
        QCOMPARE(sizeOf(1), sizeOf(5));
        QCOMPARE(sizeOf(3'000), sizeOf(3'010));
        QVERIFY(sizeOf(3'000) > sizeOf(1'000));
    }

    void aFullSegmentSaysSoAndIsNoLongerThanItMayBe()
    {
        SegmentWriter writer(kMostSegmentItems);
        const ArchivedMessage large = messageOf(1, QString(16'000, u'x'));
        int count = 0;
        while (writer.add(large) == Added::Taken)
            ++count;
        QCOMPARE(writer.add(large), Added::Full);
        QCOMPARE(count, 15);
        const ArchiveKeys keys = ArchiveKeys::begin(crypto::systemRandom());
        while (writer.add(ArchivedMarks { kTalk, Seq { 1 }, {} }) == Added::Taken) { }
        const auto segment = writer.seal(Chain(kAna, 1), keys, crypto::systemRandom());
        QVERIFY(segment.size() <= archive::kMostSegmentBytes);
        SegmentReader reader(keys, Chain(kAna, 1));
        QVERIFY(reader.take(segment)->size() > 15U);
        QCOMPARE(writer.add(large), Added::Taken); // it is empty again
    }

    void aUsualSegmentIsShortAndALongItemComesAlone()
    {
        SegmentWriter writer;
        int count = 0;
        while (writer.add(messageOf(1, QString(500, u'x'))) == Added::Taken)
            ++count;
        QVERIFY(count > 80);
        const ArchiveKeys keys = ArchiveKeys::begin(crypto::systemRandom());
        QVERIFY(writer.seal(Chain(kAna, 1), keys, crypto::systemRandom()).size() < 64U * 1024);
        QCOMPARE(writer.add(UnknownItem { 9, crypto::Bytes(kMostItemBytes) }), Added::Taken);
        QCOMPARE(writer.add(messageOf(1)), Added::Full);
    }

    void whatFitsNoSegmentIsToldApart()
    {
        SegmentWriter writer;
        QCOMPARE(writer.add(UnknownItem { 9, crypto::Bytes(kMostItemBytes + 1) }), Added::TooLarge);
        QVERIFY(writer.isEmpty());
        QCOMPARE(writer.add(UnknownItem { 9, crypto::Bytes(kMostItemBytes) }), Added::Taken);
        QCOMPARE(writer.add(UnknownItem { 9, crypto::Bytes(kMostItemBytes) }), Added::Full);
    }

    void whatANewerProgramWroteIsKeptByteForByte()
    {
        // A message with more in it, a conversation of another kind, and a kind that is none here.
        crypto::Bytes row;
        QVERIFY(appendItem(row, messageOf(1)));
        auto items = readItems(row);
        crypto::Bytes longer;
        {
            crypto::Bytes body(row.begin() + 2 + 2, row.end()); // behind kind and length
            body.push_back(1);
            QVERIFY(appendItem(longer, UnknownItem { 3, body }));
        }
        QVERIFY(appendItem(longer, UnknownItem { 1, { 4, 4 } }));
        QVERIFY(appendItem(longer, UnknownItem { 500, {} }));
        items = readItems(longer);
        QVERIFY(items);
        QCOMPARE(items->size(), 3U);
        crypto::Bytes again;
        for (const ArchiveItem &item : *items) {
            QVERIFY(std::holds_alternative<UnknownItem>(item));
            QVERIFY(appendItem(again, item));
        }
        QVERIFY(again == longer);
    }

    void afterARotationTheNewKeySealsAndTheOldOneStillOpens()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        archive.keys.rotate(crypto::systemRandom());
        archive.write({ messageOf(2) });
        QCOMPARE(archive::readSegmentHeader(archive.segments[1])->key, 2U);
        auto reader = archive.reader();
        QVERIFY(reader.take(archive.segments[0]));
        QVERIFY(reader.take(archive.segments[1]));
        archive.keys.forgetBelow(2);
        QCOMPARE(refusalOf(archive.reader(), archive.segments[0]), Errc::KeyMissing);
    }

    void aRevokedDevicesKeysDoNotOpenWhatComesAfterIt()
    {
        Archive archive;
        const auto known = archive.keys.copy();
        archive.keys.rotate(crypto::systemRandom());
        archive.write({ messageOf(1) });
        QCOMPARE(refusalOf(SegmentReader(known, Chain(kAna, 1)), archive.segments[0]), Errc::KeyMissing);
        const auto other = ArchiveKeys::decode(archive.keys.encode().view());
        auto forged = known.copy();
        forged.rotate(crypto::systemRandom()); // another key of that number
        QCOMPARE(refusalOf(SegmentReader(forged, Chain(kAna, 1)), archive.segments[0]), Errc::Corrupt);
        QVERIFY(SegmentReader(*other, Chain(kAna, 1)).take(archive.segments[0]));
    }

    void whatIsNotTheNextSegmentIsNamed()
    {
        Archive archive;
        for (quint8 i = 1; i <= 3; ++i)
            archive.write({ messageOf(i) });
        Archive fork;
        fork.keys = archive.keys.copy();
        fork.write({ messageOf(8) });
        fork.write({ messageOf(9) });
        auto reader = archive.reader();
        QVERIFY(reader.take(archive.segments[0]));
        const auto faultOf = [&reader](crypto::ByteView segment) {
            return reader.chain().faultOf(*archive::readSegmentHeader(segment));
        };
        QVERIFY(faultOf(archive.segments[0]) == ChainFault::OtherNumber); // there already
        QVERIFY(faultOf(archive.segments[2]) == ChainFault::OtherNumber); // a gap
        QVERIFY(faultOf(fork.segments[1]) == ChainFault::OtherPrevious);
        QVERIFY(faultOf(archive.segments[1]) == std::nullopt);
        for (const auto &segment : { archive.segments[0], archive.segments[2], fork.segments[1] })
            QCOMPARE(refusalOf(reader, segment), Errc::Conflict);
        QVERIFY(Chain(kBen, 1).faultOf(*archive::readSegmentHeader(archive.segments[0])) == ChainFault::OtherUser);
        QVERIFY(
            Chain(kAna, 2).faultOf(*archive::readSegmentHeader(archive.segments[0])) == ChainFault::OtherGeneration);
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain(kBen, 1)), archive.segments[0]), Errc::Conflict);
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain(kAna, 2)), archive.segments[0]), Errc::Conflict);
        QVERIFY(reader.take(archive.segments[1])); // a refusal changed nothing
    }

    void aSegmentIsBoundToItsPlace()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        // The same sealed bytes under another header: as another's, of another archive, or elsewhere in it.
        auto header = *archive::readSegmentHeader(archive.segments[0]);
        const auto moved = [&](const archive::SegmentHeader &to) {
            return crypto::concat(
                { archive::encode(to), crypto::ByteView(archive.segments[0]).subspan(archive::kSegmentHeaderBytes) });
        };
        QVERIFY(archive.reader().take(moved(header)));
        auto bens = header;
        bens.user = kBen;
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain(kBen, 1)), moved(bens)), Errc::Corrupt);
        auto later = header;
        later.generation = 2;
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain(kAna, 2)), moved(later)), Errc::Corrupt);
        auto second = header;
        second.number = 2;
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain(kAna, 1, 2, std::nullopt)), moved(second)), Errc::Corrupt);
    }

    void aChangedOrShortenedSegmentIsRefused()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        const crypto::Bytes &good = archive.segments[0];
        for (std::size_t i = 0; i < good.size(); ++i) {
            crypto::Bytes changed = good;
            changed[i] ^= 1U;
            const bool isOpenPrevious
                = i >= archive::kSegmentHeaderBytes - crypto::kDigestBytes && i < archive::kSegmentHeaderBytes;
            // The first of a chain without a beginning is believed about what was before it: then the seal refuses it.
            SegmentReader reader(archive.keys, isOpenPrevious ? Chain(kAna, 1, 1, std::nullopt) : Chain(kAna, 1));
            QVERIFY2(!reader.take(changed), qPrintable(QString::number(i)));
        }
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!archive.reader().take(crypto::ByteView(good).first(size)));
        crypto::Bytes longer = good;
        longer.push_back(0);
        QCOMPARE(refusalOf(archive.reader(), longer), Errc::Corrupt);
        longer.resize(archive::kMostSegmentBytes + 1);
        QCOMPARE(refusalOf(archive.reader(), longer), Errc::TooLarge);
        crypto::Bytes newer = good;
        newer[0] = 2;
        QCOMPARE(refusalOf(archive.reader(), newer), Errc::NewerVersion);
    }

    void anArchiveWithoutItsBeginningIsReadFromWhereItBegins()
    {
        Archive archive;
        for (quint8 i = 1; i <= 3; ++i)
            archive.write({ messageOf(i) });
        SegmentReader reader(archive.keys, Chain::startingAt(kAna, 1, 2));
        QVERIFY(!reader.chain().head());
        QVERIFY(reader.take(archive.segments[1]));
        QVERIFY(reader.take(archive.segments[2]));
        QVERIFY(reader.chain().head() == archive.chain.head());
    }

    void anArchiveWithItsBeginningIsHeldToIt()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        auto header = archive.chain.nextHeader(1);
        header.number = 1; // follows something, and says that it is the first
        const auto forged = crypto::concat({ archive::encode(header), crypto::Bytes(100) });
        QCOMPARE(refusalOf(SegmentReader(archive.keys, Chain::startingAt(kAna, 1, 1)), forged), Errc::Conflict);
    }

    void anArchiveThatEndsBeforeWhatWasSeenIsNoticed()
    {
        Archive archive;
        archive.write({ messageOf(1) });
        archive.write({ messageOf(2) });
        const auto known = archive.chain.head();
        SegmentReader early(archive.keys, Chain(kAna, 1), known);
        QVERIFY(early.take(archive.segments[0]));
        QCOMPARE(early.finish().code(), Errc::Conflict);
        QVERIFY(early.take(archive.segments[1]));
        QVERIFY(early.finish());

        archive::ArchiveHead other = *known;
        other.hash[0] ^= 1U;
        SegmentReader forked(archive.keys, Chain(kAna, 1), other);
        QVERIFY(forked.take(archive.segments[0]));
        QCOMPARE(forked.take(archive.segments[1]).code(), Errc::Conflict);

        SegmentReader older(archive.keys, Chain(kAna, 1), archive::ArchiveHead { 2, 1, {} });
        QCOMPARE(older.finish().code(), Errc::Conflict);
    }
};

QTEST_APPLESS_MAIN(TestSegment)
#include "tst_segment.moc"
