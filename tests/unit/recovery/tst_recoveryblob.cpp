// SPDX-License-Identifier: GPL-3.0-or-later
// What a recovery sheet seals and opens. Cheap hashes, but for one case that asks for the product's.

#include "core/archive/recoveryproof.h"
#include "core/recovery/recoveryblob.h"

#include <QTest>

using namespace pc;
using namespace pc::recovery;
using linking::WordLanguage;

namespace {

constexpr UserId kAna { Uuid { { 1 } } };
constexpr UserId kBen { Uuid { { 2 } } };
constexpr auto kCheap = crypto::kTestOnlyCost;

crypto::Ed25519Key account(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

RecoverySheet anySheet(SheetKind kind = SheetKind::Words)
{
    return RecoverySheet::generate(kind, WordLanguage::English, crypto::systemRandom());
}

SheetKeys keysOf(const RecoverySheet &sheet)
{
    return *SheetKeys::derive(sheet, SheetParameters::fresh(sheet, crypto::systemRandom(), kCheap));
}

RecoveryContents contentsOf(std::uint8_t number, std::size_t archiveKeys = 2)
{
    RecoveryContents contents;
    contents.accountSeed = crypto::WipingBytes::copyOf(account(number).seed());
    contents.archiveKeys = ArchiveKeys::begin(crypto::systemRandom());
    for (std::size_t i = 1; i < archiveKeys; ++i)
        contents.archiveKeys.rotate(crypto::systemRandom());
    contents.listNumber = 0x01020304;
    contents.listHead.fill(9);
    return contents;
}

/// Ana's sheet and what her devices know of it.
struct Ana
{
    RecoverySheet sheet = anySheet();
    SheetKeys keys = keysOf(sheet);
    SheetLock lock = keys.lockFor(kAna, account(7).publicKey());

    crypto::Bytes blob(const RecoveryContents &contents) const
    {
        return *sealRecoveryBlob(lock, contents, crypto::systemRandom());
    }
};

} // namespace

class TestRecoveryBlob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSealedIsOpenedByTheWordsAlone()
    {
        const Ana ana;
        const auto contents = contentsOf(7);
        const auto blob = ana.blob(contents);
        const auto parameters = SheetParameters::decode(ana.keys.parameters().encode(), kCheap);
        QVERIFY(parameters);
        const auto typed
            = RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, ana.sheet.words().join(u' '));
        const auto keys = SheetKeys::derive(std::get<RecoverySheet>(typed), *parameters);
        QVERIFY(keys);
        const auto opened = openRecoveryBlob(*keys, kAna, blob);
        QVERIFY(opened);
        QVERIFY(*opened == contents);
        QVERIFY(crypto::equal(keys->proof(), ana.keys.proof()));
    }

    void aDeviceSealsAnewWithoutTheSheet()
    {
        const Ana ana;
        const auto kept = SheetLock::decode(ana.lock.encode(), kCheap);
        QVERIFY(kept);
        QVERIFY(*kept == ana.lock);
        auto contents = contentsOf(7);
        QVERIFY(
            *lockOfRecoveryBlob(kAna, account(7).publicKey(), ana.keys.parameters(), ana.blob(contents)) == ana.lock);
        contents.archiveKeys.rotate(crypto::systemRandom());
        const auto blob = sealRecoveryBlob(*kept, contents, crypto::systemRandom());
        QVERIFY(*openRecoveryBlob(ana.keys, kAna, *blob) == contents);
    }

    void nobodyWithoutTheAccountKeyMakesABlob()
    {
        const Ana ana;
        // Whoever knows the lock, but not the seed, can only put another account into it.
        const auto forged = ana.blob(contentsOf(8));
        QCOMPARE(openRecoveryBlob(ana.keys, kAna, forged).code(), Errc::Corrupt);
        // Or another voucher, which the sheet did not give.
        SheetLock lock = ana.lock;
        lock.voucher = keysOf(anySheet()).lockFor(kAna, account(8).publicKey()).voucher;
        const auto vouched = sealRecoveryBlob(lock, contentsOf(8), crypto::systemRandom());
        QCOMPARE(openRecoveryBlob(ana.keys, kAna, *vouched).code(), Errc::Corrupt);
    }

    void aDeviceLearnsNoSheetThatItsAccountDidNotMake()
    {
        const Ana ana;
        const auto lockIn = [&](const crypto::Bytes &blob, const SheetKeys &keys, UserId user = kAna) {
            return lockOfRecoveryBlob(user, account(7).publicKey(), keys.parameters(), blob);
        };
        // Whoever keeps the blobs makes up a sheet, and signs with what key there is.
        const auto theirs = keysOf(anySheet());
        const auto lock = theirs.lockFor(kAna, account(7).publicKey());
        const auto forged = sealRecoveryBlob(lock, contentsOf(8), crypto::systemRandom());
        QCOMPARE(lockIn(*forged, theirs).code(), Errc::Corrupt);
        // Or puts their sheet's key over another one's signature, or other parameters or another person beside it.
        crypto::Bytes mixed = ana.blob(contentsOf(7));
        std::copy_n(forged->begin(), 1 + 32, mixed.begin());
        QCOMPARE(lockIn(mixed, ana.keys).code(), Errc::Corrupt);
        const auto good = ana.blob(contentsOf(7));
        QVERIFY(lockIn(good, ana.keys));
        QCOMPARE(lockIn(good, theirs).code(), Errc::Corrupt);
        QCOMPARE(lockIn(good, ana.keys, kBen).code(), Errc::Corrupt);
    }

    void itIsBoundToItsPersonAndParameters()
    {
        const Ana ana;
        const auto blob = ana.blob(contentsOf(7));
        QCOMPARE(openRecoveryBlob(ana.keys, kBen, blob).code(), Errc::Corrupt);
        const auto other = keysOf(ana.sheet); // the same words with another salt
        QVERIFY(!crypto::equal(other.proof(), ana.keys.proof()));
        QCOMPARE(openRecoveryBlob(other, kAna, blob).code(), Errc::KeyMismatch);
        QCOMPARE(openRecoveryBlob(keysOf(anySheet()), kAna, blob).code(), Errc::KeyMismatch);
    }

    void itsLengthDoesNotTellHowManyKeysThereAre()
    {
        const Ana ana;
        QCOMPARE(ana.blob(contentsOf(7, 1)).size(), ana.blob(contentsOf(7, 2)).size());
        QCOMPARE(ana.blob(contentsOf(7, 1)).size(), ana.blob(contentsOf(7, kMostArchiveKeys)).size());
        QVERIFY(ana.blob(contentsOf(7)).size() <= archive::kMostRecoveryBlobBytes);
    }

    void aChangedOrShortenedBlobIsRefused()
    {
        const Ana ana;
        const auto good = ana.blob(contentsOf(7));
        for (std::size_t i = 0; i < good.size(); ++i) {
            crypto::Bytes changed = good;
            changed[i] ^= 1U;
            QVERIFY2(!openRecoveryBlob(ana.keys, kAna, changed), qPrintable(QString::number(i)));
            QVERIFY(!openRecoveryBlob(ana.keys, kAna, crypto::ByteView(good).first(i)));
        }
        crypto::Bytes longer = good;
        longer.push_back(0);
        QCOMPARE(openRecoveryBlob(ana.keys, kAna, longer).code(), Errc::Invalid);
        longer = good;
        longer[0] = 2;
        QCOMPARE(openRecoveryBlob(ana.keys, kAna, longer).code(), Errc::NewerVersion);
        QCOMPARE(sealRecoveryBlob(ana.lock, {}, crypto::systemRandom()).code(), Errc::Invalid);
        SheetLock none = ana.lock;
        none.key = {};
        QCOMPARE(sealRecoveryBlob(none, contentsOf(7), crypto::systemRandom()).code(), Errc::Invalid);
    }

    void parametersBelowTheFloorOrBeyondReasonAreNotRead()
    {
        const auto read = [](quint64 passes, size_t mebibytes, const crypto::PasswordCost &floor = kSheetFloor) {
            SheetParameters parameters;
            parameters.cost = { passes, mebibytes * 1024 * 1024 };
            return SheetParameters::decode(parameters.encode(), floor);
        };
        QVERIFY(read(4, 512));
        QVERIFY(read(3, 256));
        QCOMPARE(read(2, 512).code(), Errc::Invalid);
        QCOMPARE(read(4, 255).code(), Errc::Invalid);
        QCOMPARE(read(17, 512).code(), Errc::Invalid);
        QCOMPARE(read(4, 2'049).code(), Errc::Invalid);
        QCOMPARE(read(17, 512, kCheap).code(), Errc::Invalid);
        QVERIFY(kSheetCost.passes >= kSheetFloor.passes && kSheetCost.memoryBytes >= kSheetFloor.memoryBytes);

        const Ana ana;
        QCOMPARE(SheetParameters::decode(ana.keys.parameters().encode()).code(), Errc::Invalid);
        QCOMPARE(SheetLock::decode(ana.lock.encode()).code(), Errc::Invalid);
        const auto wrapped = wrapStoreKey(ana.lock, crypto::SecretBytes::random(32), crypto::systemRandom());
        QCOMPARE(lockOfWrappedKey(*wrapped).code(), Errc::Invalid);
        QCOMPARE(unwrapStoreKey(ana.keys, *wrapped).code(), Errc::Invalid);
    }

    void parametersThatAreNoneAreNotRead()
    {
        const auto good = SheetParameters().encode();
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!SheetParameters::decode(crypto::ByteView(good).first(size)));
        const auto with = [&good](std::size_t at, std::uint8_t value) {
            crypto::Bytes changed = good;
            changed.resize(std::max(changed.size(), at + 1));
            changed[at] = value;
            return SheetParameters::decode(changed).code();
        };
        QCOMPARE(with(0, 2), Errc::NewerVersion);
        QCOMPARE(with(1, 3), Errc::Invalid);
        QCOMPARE(with(2, 9), Errc::Invalid);
        QCOMPARE(with(good.size(), 0), Errc::Invalid);
    }

    void aSheetOfAnotherKindIsNotStretched()
    {
        const auto parameters = SheetParameters::fresh(anySheet(), crypto::systemRandom(), kCheap);
        QCOMPARE(SheetKeys::derive(anySheet(SheetKind::Passphrase), parameters).code(), Errc::Invalid);
    }

    void theRelayKeepsAHashOfTheProofThatIsNotTheProof()
    {
        const Ana ana;
        QCOMPARE(ana.keys.proof().size(), archive::kRecoveryProofBytes);
        const auto hash = archive::proofHash(ana.keys.proof());
        QVERIFY(!crypto::equal(hash, ana.keys.proof()));
        QVERIFY(!crypto::equal(hash, crypto::sha256Of(ana.keys.proof())));
        QVERIFY(hash != archive::proofHash(keysOf(anySheet()).proof()));
    }

    void aStoresKeyComesBackByTheSheet()
    {
        const Ana ana;
        const auto key = crypto::SecretBytes::random(32);
        const auto wrapped = wrapStoreKey(ana.lock, key, crypto::systemRandom());
        QVERIFY(wrapped);
        QVERIFY(*lockOfWrappedKey(*wrapped, kCheap) == ana.lock);
        QVERIFY(*unwrapStoreKey(ana.keys, *wrapped, kCheap) == key);
        QCOMPARE(unwrapStoreKey(keysOf(anySheet()), *wrapped, kCheap).code(), Errc::KeyMismatch);
        for (std::size_t i = 0; i < wrapped->size(); ++i) {
            crypto::Bytes changed = *wrapped;
            changed[i] ^= 1U;
            QVERIFY2(!unwrapStoreKey(ana.keys, changed, kCheap), qPrintable(QString::number(i)));
            QVERIFY(!unwrapStoreKey(ana.keys, crypto::ByteView(*wrapped).first(i), kCheap));
        }
        QCOMPARE(wrapStoreKey(ana.lock, crypto::SecretBytes::random(31), crypto::systemRandom()).code(), Errc::Invalid);
    }

    void oneThingDoesNotStandForAnother()
    {
        const Ana ana;
        const auto sealed = sealForSheet(ana.lock, "pc/one/1", crypto::Bytes(32, 1), crypto::systemRandom());
        QVERIFY(openWithSheet(ana.keys, ana.lock, "pc/one/1", *sealed));
        QVERIFY(!openWithSheet(ana.keys, ana.lock, "pc/other/1", *sealed));
    }

    void theProductsCostIsPayable()
    {
        const auto sheet = anySheet();
        const auto parameters = SheetParameters::decode(SheetParameters::fresh(sheet, crypto::systemRandom()).encode());
        QVERIFY(parameters);
        const auto keys = SheetKeys::derive(sheet, *parameters);
        if (!keys && keys.code() == Errc::Unavailable)
            QSKIP("this computer has no 512 MiB to spare");
        QVERIFY(keys);
        const auto lock = keys->lockFor(kAna, account(7).publicKey());
        const auto contents = contentsOf(7);
        QVERIFY(*openRecoveryBlob(*keys, kAna, *sealRecoveryBlob(lock, contents, crypto::systemRandom())) == contents);
    }
};

QTEST_APPLESS_MAIN(TestRecoveryBlob)
#include "tst_recoveryblob.moc"
