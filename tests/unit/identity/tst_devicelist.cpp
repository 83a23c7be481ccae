// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicelist.h"

#include <QTest>

using namespace pc;
using namespace pc::identity;
using crypto::Bytes;

namespace {

constexpr UserId kAda { Uuid { { 1 } } };
constexpr UserId kBen { Uuid { { 2 } } };
const UtcTime kNow = utcFromMilliseconds(1'795'000'000'123);

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(Bytes(crypto::kEd25519SeedBytes, number));
}

DeviceId idOf(std::uint8_t number)
{
    return DeviceId { Uuid { { 0xDE, number } } };
}

ListedDevice deviceOf(std::uint8_t number, const Bytes &sealedName)
{
    ListedDevice device;
    device.id = idOf(number);
    device.leafKey.fill(number);
    device.boxKey.fill(std::uint8_t(number + 100));
    device.sealedName = sealedName;
    return device;
}

Bytes entryAfter(const DeviceList &list, ListAct act, const ListedDevice &device, std::uint8_t key = 7)
{
    return makeListEntry(list, kAda, act, device, kNow, keyOf(key));
}

/// Laptop and desktop.
DeviceList two()
{
    DeviceList list;
    (void)list.append(entryAfter(list, ListAct::Begin, deviceOf(1, Bytes { 6 })));
    (void)list.append(entryAfter(list, ListAct::Add, deviceOf(2, Bytes { 7 })));
    return list;
}

} // namespace

class TestDeviceList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListHoldsWhatItsEntriesSay()
    {
        DeviceList list = two();
        QCOMPARE(list.number(), 2U);
        QVERIFY(list.user() == kAda);
        QVERIFY(crypto::equal(list.accountKey(), keyOf(7).publicKey()));
        QCOMPARE(list.devices().size(), 2U);
        ListedDevice laptop = deviceOf(1, Bytes { 6 });
        laptop.added = kNow;
        QVERIFY(list.devices().front() == laptop);

        QVERIFY(list.append(entryAfter(list, ListAct::Rename, deviceOf(1, Bytes { 1, 2, 3 }))));
        QVERIFY(list.find(idOf(1))->sealedName == (Bytes { 1, 2, 3 }));
        QVERIFY(list.append(entryAfter(list, ListAct::Revoke, deviceOf(1, {}))));
        QVERIFY(!list.isLinked(idOf(1)));
        QVERIFY(list.find(idOf(1))->revoked == kNow);
        QVERIFY(list.isLinked(idOf(2)));
        QVERIFY(!list.isLinked(idOf(3)));
    }

    void aListThatWasKeptIsReadBack()
    {
        DeviceList list = two();
        QVERIFY(list.append(entryAfter(list, ListAct::Revoke, deviceOf(2, {}))));
        const auto read = DeviceList::decode(list.encode());
        QVERIFY(read);
        QVERIFY(*read == list);
        QVERIFY(*DeviceList::decode(DeviceList().encode()) == DeviceList());
    }

    void anyByteThatIsAnotherIsRefusedAndChangesNothing()
    {
        DeviceList list = two();
        const DeviceList before = list;
        const Bytes entry = entryAfter(list, ListAct::Add, deviceOf(3, Bytes { 6 }));
        for (size_t i = 0; i < entry.size(); ++i) {
            Bytes other = entry;
            other[i] ^= 0x80;
            QVERIFY2(!list.append(other), qPrintable(QString::number(i)));
            QVERIFY(list == before);
        }
        for (size_t size = 0; size < entry.size(); ++size)
            QVERIFY(!list.append(crypto::ByteView(entry).first(size)));
        Bytes longer = entry;
        longer.push_back(0);
        QCOMPARE(list.append(longer).code(), Errc::Invalid);
        QVERIFY(list == before);
        QVERIFY(list.append(entry));
    }

    void aForkAGapAndARepeatAreNotTheNextEntry()
    {
        DeviceList list;
        const Bytes first = entryAfter(list, ListAct::Begin, deviceOf(1, {}));
        QVERIFY(list.append(first));
        QCOMPARE(list.append(first).code(), Errc::Conflict);
        const Bytes second = entryAfter(list, ListAct::Add, deviceOf(2, {}));
        const Bytes beside = entryAfter(list, ListAct::Add, deviceOf(3, {}));
        DeviceList further = list;
        QVERIFY(further.append(second));
        const Bytes third = entryAfter(further, ListAct::Add, deviceOf(4, {}));
        QCOMPARE(list.append(third).code(), Errc::Conflict);
        QCOMPARE(further.append(beside).code(), Errc::Conflict);
        DeviceList empty;
        QCOMPARE(empty.append(second).code(), Errc::Conflict);
    }

    void aListDoesNotBeginWithoutABeginning()
    {
        DeviceList list;
        QCOMPARE(list.append(entryAfter(list, ListAct::Add, deviceOf(1, {}))).code(), Errc::Conflict);
        QVERIFY(list.isEmpty());
    }

    void anotherAccountKeyAddsNothing()
    {
        DeviceList list = two();
        QCOMPARE(list.append(entryAfter(list, ListAct::Add, deviceOf(3, {}), 8)).code(), Errc::Corrupt);
    }

    void anotherPersonsEntryIsRefused()
    {
        DeviceList list = two();
        const Bytes bens = makeListEntry(list, kBen, ListAct::Add, deviceOf(3, {}), kNow, keyOf(7));
        QCOMPARE(list.append(bens).code(), Errc::Invalid);
    }

    void whoBeginsAnewHasAnotherKeyAndNoOtherDevice()
    {
        DeviceList list = two();
        QVERIFY(list.append(entryAfter(list, ListAct::Begin, deviceOf(9, Bytes { 3 }), 8)));
        QCOMPARE(list.begunAnew(), 2U);
        QCOMPARE(list.number(), 3U);
        QVERIFY(crypto::equal(list.accountKey(), keyOf(8).publicKey()));
        QCOMPARE(list.devices().size(), 1U);
        QVERIFY(!list.isLinked(idOf(1)));
    }

    void aDeviceThatIsAddedAgainHasOtherKeys()
    {
        DeviceList list = two();
        ListedDevice again = deviceOf(2, {});
        again.leafKey.fill(99);
        QVERIFY(list.append(entryAfter(list, ListAct::Add, again)));
        QCOMPARE(list.devices().size(), 2U);
        QVERIFY(list.find(idOf(2))->leafKey == again.leafKey);
    }

    void aRevokedDeviceNeverComesBack()
    {
        DeviceList list = two();
        QVERIFY(list.append(entryAfter(list, ListAct::Revoke, deviceOf(2, {}))));
        QCOMPARE(list.append(entryAfter(list, ListAct::Add, deviceOf(2, {}))).code(), Errc::Invalid);
        QCOMPARE(list.append(entryAfter(list, ListAct::Revoke, deviceOf(2, {}))).code(), Errc::Invalid);
        QCOMPARE(list.append(entryAfter(list, ListAct::Rename, deviceOf(2, Bytes { 1 }))).code(), Errc::Invalid);
        QCOMPARE(list.append(entryAfter(list, ListAct::Revoke, deviceOf(3, {}))).code(), Errc::Invalid);
    }

    void aNameHasALength()
    {
        DeviceList list = two();
        QVERIFY(list.append(entryAfter(list, ListAct::Rename, deviceOf(1, Bytes(kMostSealedNameBytes)))));
        const ListedDevice longer = deviceOf(1, Bytes(kMostSealedNameBytes + 1));
        QCOMPARE(list.append(entryAfter(list, ListAct::Rename, longer)).code(), Errc::Invalid);
        const ListedDevice another = deviceOf(3, Bytes(kMostSealedNameBytes + 1));
        QCOMPARE(list.append(entryAfter(list, ListAct::Add, another)).code(), Errc::Invalid);
    }

    void aPersonHasABoundedNumberOfDevices()
    {
        DeviceList list;
        QVERIFY(list.append(entryAfter(list, ListAct::Begin, deviceOf(0, {}))));
        for (std::uint8_t i = 1; i < kMostLinkedDevices; ++i)
            QVERIFY(list.append(entryAfter(list, ListAct::Add, deviceOf(i, {}))));
        QCOMPARE(list.append(entryAfter(list, ListAct::Add, deviceOf(200, {}))).code(), Errc::Invalid);
        QVERIFY(list.append(entryAfter(list, ListAct::Revoke, deviceOf(0, {}))));
        QVERIFY(list.append(entryAfter(list, ListAct::Add, deviceOf(200, {}))));
    }

    void aNewerVersionIsTold()
    {
        DeviceList list = two();
        Bytes entry = entryAfter(list, ListAct::Add, deviceOf(3, {}));
        entry[0] = 2;
        QCOMPARE(list.append(entry).code(), Errc::NewerVersion);
        Bytes kept = list.encode();
        kept[0] = 2;
        QCOMPARE(DeviceList::decode(kept).code(), Errc::NewerVersion);
    }

    void nothingIsADeviceListThatWasCutShort()
    {
        const Bytes kept = two().encode();
        for (size_t size = 0; size < kept.size(); ++size)
            QCOMPARE(DeviceList::decode(crypto::ByteView(kept).first(size)).code(), Errc::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestDeviceList)
#include "tst_devicelist.moc"
