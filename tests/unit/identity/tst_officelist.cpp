// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/officelist.h"

#include <QTest>

using namespace pc;
using namespace pc::identity;
using crypto::Bytes;

namespace {

constexpr SchoolId kSchool { Uuid { { 9 } } };
const UtcTime kNow = utcFromMilliseconds(1'795'000'000'123);

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(Bytes(crypto::kEd25519SeedBytes, number));
}

UserId personOf(std::uint8_t number)
{
    return UserId { Uuid { { 1, number } } };
}

OfficeMember memberOf(std::uint8_t number, std::uint8_t key = 0)
{
    OfficeMember member;
    member.user = personOf(number);
    std::ranges::copy(keyOf(key == 0 ? number : key).publicKey(), member.accountKey.begin());
    return member;
}

Bytes entryAfter(const OfficeList &list, OfficeAct act, const OfficeMember &member, std::uint8_t signer)
{
    return makeOfficeEntry(list, kSchool, act, member, kNow, keyOf(signer));
}

/// Begun by 1, who added 2.
OfficeList two()
{
    OfficeList list;
    (void)list.append(entryAfter(list, OfficeAct::Begin, memberOf(1), 1));
    (void)list.append(entryAfter(list, OfficeAct::Add, memberOf(2), 1));
    return list;
}

OfficeWord wordOf(const QString &label = QStringLiteral("Teacher, 3B"))
{
    OfficeWord word;
    word.school = kSchool;
    word.user = personOf(7);
    std::ranges::copy(keyOf(7).publicKey(), word.accountKey.begin());
    word.role = 1;
    word.name = QStringLiteral("Ada Okafor");
    word.label = label;
    word.issued = kNow;
    return word;
}

} // namespace

class TestOfficeList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsInItSpeaksAndAddsAndRemoves()
    {
        OfficeList list = two();
        QCOMPARE(list.number(), 2U);
        QVERIFY(list.school() == kSchool);
        QVERIFY(list.speaks(memberOf(1).accountKey) && list.speaks(memberOf(2).accountKey));
        QVERIFY(!list.speaks(memberOf(3).accountKey));
        QVERIFY(list.append(entryAfter(list, OfficeAct::Add, memberOf(3), 2)));
        QVERIFY(list.append(entryAfter(list, OfficeAct::Remove, memberOf(1), 3)));
        QVERIFY(!list.speaks(memberOf(1).accountKey));
        QVERIFY(list.members().front().removed == kNow);
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Add, memberOf(4), 1)).code(), Errc::Forbidden);
    }

    void anotherKeyOfAMemberTakesThePlaceOfTheFirst()
    {
        OfficeList list = two();
        QVERIFY(list.append(entryAfter(list, OfficeAct::Add, memberOf(2, 22), 1)));
        QVERIFY(!list.speaks(memberOf(2).accountKey));
        QVERIFY(list.speaks(memberOf(2, 22).accountKey));
    }

    void itIsReadBackAsItWasKept()
    {
        OfficeList list = two();
        (void)list.append(entryAfter(list, OfficeAct::Remove, memberOf(2), 1));
        const auto again = OfficeList::decode(list.encode());
        QVERIFY(again.ok() && *again == list);
    }

    void whoIsNotInItChangesNothing()
    {
        OfficeList list = two();
        const OfficeList before = list;
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Add, memberOf(3), 3)).code(), Errc::Forbidden);
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Begin, memberOf(3), 3)).code(), Errc::Forbidden);
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Begin, memberOf(1), 1)).code(), Errc::Invalid);
        QVERIFY(list == before);
    }

    void anOfficeBeginsWithWhoBeginsItAndKeepsItsLastOne()
    {
        OfficeList list;
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Begin, memberOf(2), 1)).code(), Errc::Invalid);
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Add, memberOf(1), 1)).code(), Errc::Conflict);
        QVERIFY(list.append(entryAfter(list, OfficeAct::Begin, memberOf(1), 1)));
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Remove, memberOf(1), 1)).code(), Errc::Invalid);
        QCOMPARE(list.append(entryAfter(list, OfficeAct::Remove, memberOf(2), 1)).code(), Errc::Invalid);
    }

    void anEntryIsTakenOnceAndInOrder()
    {
        OfficeList list;
        const Bytes first = entryAfter(list, OfficeAct::Begin, memberOf(1), 1);
        QVERIFY(list.append(first));
        const Bytes second = entryAfter(list, OfficeAct::Add, memberOf(2), 1);
        const Bytes fork = entryAfter(list, OfficeAct::Add, memberOf(3), 1);
        QVERIFY(list.append(second));
        for (const Bytes &late : { first, second, fork })
            QCOMPARE(list.append(late).code(), Errc::Conflict);
    }

    void everyByteOfAnEntryCounts()
    {
        OfficeList list = two();
        const Bytes entry = entryAfter(list, OfficeAct::Add, memberOf(3), 1);
        for (std::size_t i = 0; i < entry.size(); ++i) {
            Bytes other = entry;
            other[i] ^= 1;
            QVERIFY2(!list.append(other), qPrintable(QString::number(i)));
        }
        for (std::size_t length = 0; length < entry.size(); ++length)
            QVERIFY(!list.append(crypto::ByteView(entry).first(length)));
        QVERIFY(list.append(entry));
    }

    void anotherSchoolsEntryIsRefused()
    {
        OfficeList list = two();
        const SchoolId other { Uuid { { 8 } } };
        QCOMPARE(list.append(makeOfficeEntry(list, other, OfficeAct::Add, memberOf(3), kNow, keyOf(1))).code(),
            Errc::Invalid);
    }

    void aWordIsReadAsItWasSaid()
    {
        const auto read = readOfficeWord(makeOfficeWord(wordOf(), keyOf(2)));
        QVERIFY(read.ok());
        OfficeWord said = wordOf();
        said.signer = memberOf(2).accountKey;
        QVERIFY(*read == said);
    }

    void aWordCountsWhileItsSignerSpeaksForTheOffice()
    {
        OfficeList list = two();
        const auto word = readOfficeWord(makeOfficeWord(wordOf(), keyOf(2)));
        const auto stranger = readOfficeWord(makeOfficeWord(wordOf(), keyOf(3)));
        QVERIFY(word.ok() && list.stands(*word));
        QVERIFY(stranger.ok() && !list.stands(*stranger));
        QVERIFY(list.append(entryAfter(list, OfficeAct::Remove, memberOf(2), 1)));
        QVERIFY(!list.stands(*word));
        auto elsewhere = wordOf();
        elsewhere.school = SchoolId { Uuid { { 8 } } };
        QVERIFY(!list.stands(*readOfficeWord(makeOfficeWord(elsewhere, keyOf(1)))));
    }

    void everyByteOfAWordCounts()
    {
        const Bytes word = makeOfficeWord(wordOf(), keyOf(2));
        for (std::size_t i = 0; i < word.size(); ++i) {
            Bytes other = word;
            other[i] ^= 1;
            QVERIFY2(!readOfficeWord(other), qPrintable(QString::number(i)));
        }
        Bytes longer = word;
        longer.push_back(0);
        QVERIFY(!readOfficeWord(longer));
    }

    void aLabelThatIsTooLongIsCutAndStaysText()
    {
        const auto read = readOfficeWord(makeOfficeWord(wordOf(QString(500, QChar(0x0635))), keyOf(1)));
        QVERIFY(read.ok());
        QCOMPARE(read->label, QString(200, QChar(0x0635)));
    }
};

QTEST_GUILESS_MAIN(TestOfficeList)
#include "tst_officelist.moc"
