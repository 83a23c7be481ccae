// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/qtbytes.h"
#include "core/relay/keys/franking.h"

#include <QTest>

#include <functional>

#include "keysfixture.h"

using namespace pc;
using namespace pc::relay::keys;
using namespace pc::test;

namespace {

const UtcTime kNow = utcFromMilliseconds(1'760'000'000'000);
const crypto::Bytes kGroup(20, 1);
const crypto::Bytes kCommitment(32, 2);
const crypto::Bytes kOtherBytes(32, 9);

TaggedMessage message()
{
    return { .groupId = kGroup,
        .epoch = 7,
        .commitment = kCommitment,
        .seq = Seq { 12 },
        .sentAt = kNow,
        .user = numbered<UserId>(3),
        .device = numbered<DeviceId>(4),
        .content = "sealed" };
}

} // namespace

class TestFranking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameMessageHasTheSameTag()
    {
        KeysFixture fixture;
        const auto keys = FrankingKeys::load(*fixture.database, kNow);
        const QByteArray tag = keys->tag(message());
        QCOMPARE(tag.size(), kFrankingTagBytes);
        QVERIFY(keys->verify(message(), tag));
        const auto again = FrankingKeys::load(*fixture.database, kNow);
        QCOMPARE(again->tag(message()), tag);
    }

    void theBytesAreThoseThatTheHeaderSays()
    {
        KeysFixture fixture;
        QByteArray key;
        for (int i = 0; i < 32; ++i)
            key.append(char(i));
        sql::Statement insert(*fixture.database, "INSERT INTO franking_keys(number, key, created) VALUES(1, ?, ?)");
        QVERIFY(insert.run(key, kNow));
        // Made with Python's hashlib.
        QCOMPARE(FrankingKeys::load(*fixture.database, kNow)->tag(message()).toHex(),
            QByteArray("0000000104c2ab515f522af44780330171b2"
                       "ac2f5b923f7e9af4e65adcdccfd5c4bec6fd"));
    }

    void anythingElseInItIsAnotherTag_data()
    {
        QTest::addColumn<std::function<void(TaggedMessage &)>>("change");
        using Change = std::function<void(TaggedMessage &)>;
        QTest::newRow("group") << Change([](TaggedMessage &m) { m.groupId = crypto::ByteView(kOtherBytes).first(20); });
        QTest::newRow("epoch") << Change([](TaggedMessage &m) { ++m.epoch; });
        QTest::newRow("commitment") << Change([](TaggedMessage &m) { m.commitment = kOtherBytes; });
        QTest::newRow("seq") << Change([](TaggedMessage &m) { m.seq = next(m.seq); });
        QTest::newRow("time") << Change([](TaggedMessage &m) { m.sentAt += Milliseconds { 1 }; });
        QTest::newRow("user") << Change([](TaggedMessage &m) { m.user = numbered<UserId>(9); });
        QTest::newRow("device") << Change([](TaggedMessage &m) { m.device = numbered<DeviceId>(9); });
        QTest::newRow("content") << Change([](TaggedMessage &m) { m.content = "sealee"; });
    }

    void anythingElseInItIsAnotherTag()
    {
        QFETCH(const std::function<void(TaggedMessage &)>, change);
        KeysFixture fixture;
        const auto keys = FrankingKeys::load(*fixture.database, kNow);
        const QByteArray tag = keys->tag(message());
        TaggedMessage other = message();
        change(other);
        QVERIFY(keys->tag(other) != tag);
        QVERIFY(!keys->verify(other, tag));
    }

    void anotherRelaysTagIsNone()
    {
        KeysFixture ours;
        KeysFixture theirs;
        const auto foreign = FrankingKeys::load(*theirs.database, kNow);
        QVERIFY(!FrankingKeys::load(*ours.database, kNow)->verify(message(), foreign->tag(message())));
    }

    void aKeySealsForAYearAndVerifiesForEver()
    {
        KeysFixture fixture;
        const QByteArray tag = FrankingKeys::load(*fixture.database, kNow)->tag(message());
        const UtcTime later = kNow + std::chrono::hours(24 * 365);
        const auto keys = FrankingKeys::load(*fixture.database, later);
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM franking_keys"), 2);
        QVERIFY(keys->verify(message(), tag));
        TaggedMessage fresh = message();
        fresh.sentAt = later;
        QVERIFY(keys->tag(fresh).first(4) != tag.first(4));
        QVERIFY(FrankingKeys::load(*fixture.database, later));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM franking_keys"), 2);
    }

    void aMessageFromBeforeTheFirstKeyHasATagToo()
    {
        KeysFixture fixture;
        const auto keys = FrankingKeys::load(*fixture.database, kNow);
        TaggedMessage early = message();
        early.sentAt = {};
        QVERIFY(keys->verify(early, keys->tag(early)));
    }
};

QTEST_APPLESS_MAIN(TestFranking)
#include "tst_franking.moc"
