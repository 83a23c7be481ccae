// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/keynote.h"
#include "core/recovery/segment.h"

#include <QTest>

using namespace pc;
using namespace pc::recovery;
using archive::Chain;

namespace {

constexpr UserId kAna { Uuid { { 1 } } };
constexpr DeviceId kDesktop { Uuid { { 2, 1 } } };
constexpr DeviceId kLaptop { Uuid { { 2, 2 } } };
constexpr DeviceId kPhone { Uuid { { 2, 3 } } };

struct Giving
{
    ArchiveKeys keys = ArchiveKeys::begin(crypto::systemRandom());
    crypto::Ed25519Key leafKey = crypto::Ed25519Key::generate(crypto::systemRandom());
    crypto::X25519KeyPair laptop = crypto::X25519KeyPair::generate(crypto::systemRandom());
    crypto::X25519KeyPair phone = crypto::X25519KeyPair::generate(crypto::systemRandom());
    Chain chain { kAna, 1 };

    crypto::Bytes note(const std::vector<NotedDevice> &devices) const
    {
        return makeKeyNote(chain, keys, devices, { kDesktop, leafKey, 7 }, crypto::systemRandom());
    }

    crypto::Bytes note() const { return note({ { kLaptop, laptop.publicKey }, { kPhone, phone.publicKey } }); }
};

Errc errorOf(const Result<ArchiveKeys> &keys)
{
    return keys ? Errc::Internal : keys.code();
}

} // namespace

class TestKeyNote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachNamedDeviceGetsTheKeys()
    {
        Giving giving;
        giving.keys.rotate(crypto::systemRandom());
        const auto note = giving.note();
        const auto read = readKeyNote(note);
        QVERIFY(read);
        QVERIFY(read->giver == kDesktop);
        QCOMPARE(read->newest, 2U);
        QCOMPARE(read->list, 7U);
        QVERIFY(read->names(kLaptop) && read->names(kPhone) && !read->names(kDesktop));
        QVERIFY(*openKeyNote(note, kLaptop, giving.laptop) == giving.keys);
        QVERIFY(*openKeyNote(note, kPhone, giving.phone) == giving.keys);
    }

    void nobodyElseDoes()
    {
        const Giving giving;
        const auto note = giving.note({ { kLaptop, giving.laptop.publicKey } });
        QCOMPARE(errorOf(openKeyNote(note, kPhone, giving.phone)), Errc::KeyMissing);
        QCOMPARE(errorOf(openKeyNote(note, kLaptop, giving.phone)), Errc::Corrupt);
        QCOMPARE(errorOf(openKeyNote(note, kLaptop, {})), Errc::KeyMissing);
    }

    void whoHasNoBoxKeyIsNamedAndGetsNothing()
    {
        const Giving giving;
        const auto note = giving.note({ { kLaptop, {} } });
        QVERIFY(readKeyNote(note)->names(kLaptop));
        QCOMPARE(errorOf(openKeyNote(note, kLaptop, giving.laptop)), Errc::KeyMissing);
    }

    void itIsSignedByWhoGives()
    {
        const Giving giving;
        const auto note = giving.note();
        QVERIFY(isNoteSignedBy(note, giving.leafKey.publicKey()));
        QVERIFY(!isNoteSignedBy(note, crypto::Ed25519Key::generate(crypto::systemRandom()).publicKey()));
        QVERIFY(!isNoteSignedBy({}, giving.leafKey.publicKey()));
    }

    void noByteOfItCanBeAnother()
    {
        const Giving giving;
        const auto note = giving.note();
        for (std::size_t at = 0; at < note.size(); ++at) {
            auto changed = note;
            changed[at] ^= 0x10;
            QVERIFY2(!isNoteSignedBy(changed, giving.leafKey.publicKey()), qPrintable(QString::number(at)));
        }
    }

    void itOpensInItsPlaceAlone()
    {
        Giving giving;
        const auto note = giving.note();
        QVERIFY(giving.chain.follow(note));
        auto moved = archive::encode(giving.chain.nextHeader(archive::kKeyNote));
        moved.insert(moved.end(), note.begin() + archive::kSegmentHeaderBytes, note.end());
        QVERIFY(readKeyNote(moved));
        QVERIFY(!isNoteSignedBy(moved, giving.leafKey.publicKey()));
        QCOMPARE(errorOf(openKeyNote(moved, kLaptop, giving.laptop)), Errc::Corrupt);
    }

    void whatIsCutOffIsNone()
    {
        const Giving giving;
        const auto note = giving.note();
        for (std::size_t length = 0; length < note.size(); ++length)
            QVERIFY(!readKeyNote(crypto::ByteView(note).first(length)));
        auto longer = note;
        longer.push_back(0);
        QVERIFY(!readKeyNote(longer));
    }

    void aNewerOneIsToldApart()
    {
        const Giving giving;
        auto note = giving.note();
        note[archive::kSegmentHeaderBytes] = 2;
        QCOMPARE(readKeyNote(note).code(), Errc::NewerVersion);
    }

    void aSegmentOfMessagesIsNone()
    {
        Giving giving;
        SegmentWriter writer;
        writer.add(ArchivedMarks { ConversationId { Uuid { { 3 } } }, Seq { 1 }, {} });
        QCOMPARE(readKeyNote(writer.seal(giving.chain, giving.keys, crypto::systemRandom())).code(), Errc::Invalid);
    }

    void aReaderOfTheArchiveGoesOnBehindIt()
    {
        Giving giving;
        const auto note = giving.note();
        SegmentReader reader(giving.keys, Chain(kAna, 1));
        const auto items = reader.take(note);
        QVERIFY(items && items->empty());
        QCOMPARE(reader.chain().next(), 2U);
        QCOMPARE(reader.take(note).code(), Errc::Conflict);
    }
};

QTEST_APPLESS_MAIN(TestKeyNote)

#include "tst_keynote.moc"
