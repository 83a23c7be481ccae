// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/store.h"
#include "core/trust/accountbook.h"
#include "tests/support/enrolled/paperlists.h"
#include "tests/support/testkey/testkey.h"

#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::trust;
using identity::DeviceCertificate;

namespace {

constexpr UserId kMaria { Uuid { { 1 } } };
const UtcTime kNow = utcFromMilliseconds(1'795'000'000'123);
const UtcTime kLater = utcFromMilliseconds(1'795'000'500'000);

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

/// Her device of that number, with account key `account`.
DeviceCertificate deviceOf(std::uint8_t number, std::uint8_t account = 7, std::uint8_t leaf = 0)
{
    DeviceCertificate certificate;
    certificate.user = kMaria;
    certificate.device = DeviceId { Uuid { { 0xDE, number } } };
    certificate.accountKey = crypto::Ed25519PublicKey {};
    std::ranges::copy(keyOf(account).publicKey(), certificate.accountKey.begin());
    certificate.leafKey.fill(leaf == 0 ? number : leaf);
    certificate.issued = kNow;
    return certificate;
}

/// A device that knows Maria.
struct Desk
{
    Desk() { open(); }

    void open()
    {
        book.reset();
        store.reset();
        auto opened = store::Store::open(dir.filePath(QStringLiteral("store.db")), test::testKey());
        if (!opened)
            qFatal("no store");
        store = std::move(*opened);
        book = std::make_unique<AccountBook>(*store);
    }

    Result<void> write(const std::function<Result<void>()> &work) { return store->transact(work); }

    void see(const DeviceCertificate &certificate)
    {
        QVERIFY(write([&] { return book->seen(certificate, kNow); }));
    }

    /// What is shown by a relay with these lists.
    Result<void> ask(const test::PaperLists &lists, const QByteArray &word = {})
    {
        const auto known = book->list(kMaria);
        if (!known)
            return known.error();
        return write([&] { return book->take(kMaria, lists.entries(kMaria, (*known)->number()), word, kLater); });
    }

    Result<void> takeOffice(const std::vector<QByteArray> &entries)
    {
        const auto taken = write([&] { return book->takeOffice(entries); });
        if (!taken)
            book->forget();
        return taken;
    }

    /// Maria's first device is seen; what the relay has of her.
    test::PaperLists seeFirst()
    {
        test::PaperLists relay;
        relay.add(deviceOf(1), keyOf(7), kNow);
        see(deviceOf(1));
        return relay;
    }

    Verdict on(const DeviceCertificate &certificate)
    {
        const auto verdict = book->verdictOn(certificate);
        if (!verdict)
            qFatal("no verdict");
        return *verdict;
    }

    QTemporaryDir dir;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<AccountBook> book;
};

crypto::Ed25519PublicKey publicKeyOf(std::uint8_t number)
{
    crypto::Ed25519PublicKey key {};
    std::ranges::copy(keyOf(number).publicKey(), key.begin());
    return key;
}

constexpr SchoolId kSchool { Uuid { { 5 } } };

/// Keys `first` and the next speak for it.
std::vector<QByteArray> office(std::uint8_t first = 40, identity::OfficeList *list = nullptr)
{
    identity::OfficeList made;
    std::vector<QByteArray> entries;
    for (const std::uint8_t number : { first, std::uint8_t(first + 1) }) {
        const auto entry
            = makeOfficeEntry(made, kSchool, number == first ? identity::OfficeAct::Begin : identity::OfficeAct::Add,
                { UserId { Uuid { { 2, number } } }, publicKeyOf(number), {}, {} }, kNow, keyOf(first));
        if (!made.append(entry))
            qFatal("no office");
        entries.push_back(crypto::toByteArray(entry));
    }
    if (list)
        *list = made;
    return entries;
}

/// What comes after office().
QByteArray officeEntry(identity::OfficeAct act, std::uint8_t number)
{
    identity::OfficeList list;
    (void)office(40, &list);
    return crypto::toByteArray(makeOfficeEntry(
        list, kSchool, act, { UserId { Uuid { { 2, number } } }, publicKeyOf(number), {}, {} }, kLater, keyOf(40)));
}

/// That account key is Maria's.
QByteArray wordOn(std::uint8_t account, UtcTime at = kNow, std::uint8_t signer = 40)
{
    return crypto::toByteArray(identity::makeOfficeWord(
        { kSchool, kMaria, publicKeyOf(account), 1, QStringLiteral("Maria"), QStringLiteral("Teacher, 3B"), at, {} },
        keyOf(signer)));
}

groups::DeviceIdentity identityOf(const DeviceCertificate &certificate, std::uint8_t account)
{
    return { keyOf(account), keyOf(account), {}, certificate, {} };
}

} // namespace

class TestAccountBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceIsGoodOnceItsPersonsListHasIt()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Unchecked); // her new one
        relay.add(deviceOf(2), keyOf(7), kNow);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Good);
        desk.open();
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Good);
    }

    void whoWasNeverSeenIsAskedFor()
    {
        Desk desk;
        test::PaperLists relay;
        relay.add(deviceOf(1), keyOf(7), kNow);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Unchecked);
        QVERIFY(!desk.book->account(kMaria)->has_value());
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        QVERIFY((*desk.book->account(kMaria))->key == deviceOf(1).accountKey);
    }

    void aDeviceThatNoListHasIsInDoubtUntilOneHasIt()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2)), Verdict::NotListed);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        desk.book->lookAgain(kMaria);
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Unchecked);
        relay.add(deviceOf(2), keyOf(7), kNow);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Good);
    }

    void aDeviceSignsWithWhatItsPersonsListSaysOrTheirAccountKeyVouchesFor()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        const auto keyOfDevice = [&](const DeviceCertificate &device, bool isInGroup) {
            const auto key
                = desk.book->signingKeyOf(kMaria, device.device, isInGroup ? std::optional(device) : std::nullopt);
            return key ? *key : std::nullopt;
        };
        QVERIFY(!keyOfDevice(deviceOf(1), false));
        QCOMPARE(keyOfDevice(deviceOf(1), true), std::optional(deviceOf(1).leafKey));
        QVERIFY(!keyOfDevice(deviceOf(2, 8), true)); // by an account key that is not hers
        QVERIFY(desk.ask(relay));
        QCOMPARE(keyOfDevice(deviceOf(1), false), std::optional(deviceOf(1).leafKey));
        QCOMPARE(keyOfDevice(deviceOf(1, 7, 99), true), std::optional(deviceOf(1).leafKey)); // the list's word
        QCOMPARE(keyOfDevice(deviceOf(2), true), std::optional(deviceOf(2).leafKey)); // too new for the list
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QVERIFY(!keyOfDevice(deviceOf(2), true)); // it was asked for, and is not there
        relay.revoke(identityOf(deviceOf(1), 7), deviceOf(1).device, kLater);
        QVERIFY(desk.ask(relay));
        QVERIFY(!keyOfDevice(deviceOf(1), true));
        const auto somebodyElse = desk.book->signingKeyOf(UserId { Uuid { { 2 } } }, deviceOf(1).device, deviceOf(1));
        QVERIFY(somebodyElse.ok() && !*somebodyElse);
    }

    void whoseKeyIsInDoubtSignsNothing()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.ask(relay));
        relay.add(deviceOf(3, 8), keyOf(8), kLater); // begun anew under another key
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::KeyChanged);
        for (const DeviceCertificate &device : { deviceOf(1), deviceOf(3, 8) }) {
            const auto key = desk.book->signingKeyOf(kMaria, device.device, device);
            QVERIFY(key.ok() && !*key);
        }
    }

    void aRelayThatHidesAListHidesNoDoubt()
    {
        Desk desk;
        desk.see(deviceOf(1));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Unchecked);
        QVERIFY(desk.ask(test::PaperLists()));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::NotListed);
    }

    void aLeafWithAForeignAccountKeyIsInDoubtThoughTheListIsRight()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        desk.see(deviceOf(1, 9));
        QCOMPARE(desk.on(deviceOf(1, 9)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        QVERIFY(isInDoubt(desk.on(deviceOf(2, 9))) || desk.on(deviceOf(2, 9)) == Verdict::Unchecked);
        QVERIFY(desk.on(deviceOf(1, 9)) != Verdict::Good);
    }

    void whatAPersonTookOutIsRevoked()
    {
        Desk desk;
        test::PaperLists relay;
        relay.add(deviceOf(1), keyOf(7), kNow);
        relay.add(deviceOf(2), keyOf(7), kNow);
        desk.see(deviceOf(1));
        QVERIFY(desk.ask(relay));
        relay.revoke(identityOf(deviceOf(1), 7), deviceOf(2).device, kLater);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Revoked);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
    }

    void keysThatWereReplacedAreNobodysAndNewOnesAreAskedFor()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1, 7, 55)), Verdict::Unchecked);
        relay.add(deviceOf(1, 7, 55), keyOf(7), kNow);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1, 7, 55)), Verdict::Good);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Revoked);
    }

    void anotherAccountKeyIsInDoubtUntilItIsConfirmed()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.ask(relay));
        relay.add(deviceOf(2, 8), keyOf(8), kLater);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::KeyChanged);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::KeyChanged);
        desk.open();
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::KeyChanged);

        auto account = **desk.book->account(kMaria);
        QVERIFY(account.key == deviceOf(1).accountKey);
        QVERIFY(account.changedKey == deviceOf(2, 8).accountKey);
        const auto confirm = [&](const crypto::Ed25519PublicKey &key) {
            return desk.write([&] { return desk.book->confirm(kMaria, key, kLater); });
        };
        QCOMPARE(confirm(account.key).code(), Errc::Conflict); // not what is shown
        QVERIFY(confirm(*account.changedKey));
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::Unchecked);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::Good);
        account = **desk.book->account(kMaria);
        QVERIFY(account.key == deviceOf(2, 8).accountKey && !account.changedKey);
        QCOMPARE(account.confirmedBy, store::ConfirmedBy::OwnUser);
        QVERIFY(account.confirmedAt == kLater);
        QVERIFY(desk.on(deviceOf(1)) != Verdict::Good); // the old one is not in the list that begins with the new key
    }

    void aForkIsInDoubtAndPassesWhenTheRelayShowsTheOldListAgain()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        test::PaperLists other = relay;
        relay.add(deviceOf(2), keyOf(7), kNow);
        other.add(deviceOf(3), keyOf(7), kNow); // at the same number
        QVERIFY(desk.ask(relay));
        other.add(deviceOf(4), keyOf(7), kNow);
        QVERIFY(desk.ask(other));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::TwoLists);
        QCOMPARE(desk.on(deviceOf(4)), Verdict::TwoLists);
        QVERIFY(desk.ask(other));
        desk.open();
        QCOMPARE(desk.on(deviceOf(2)), Verdict::TwoLists);
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Good);
    }

    void aForkThatIsConfirmedIsFollowed()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        test::PaperLists other = relay;
        relay.add(deviceOf(2), keyOf(7), kNow);
        other.add(deviceOf(3), keyOf(7), kNow);
        other.add(deviceOf(4), keyOf(7), kNow);
        QVERIFY(desk.ask(relay));
        QVERIFY(desk.ask(other));
        QVERIFY(desk.write([&] { return desk.book->confirm(kMaria, deviceOf(1).accountKey, kLater); }));
        QVERIFY(desk.ask(other));
        QCOMPARE(desk.on(deviceOf(3)), Verdict::Good);
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Unchecked);
    }

    void anOlderListTakesNothingBack()
    {
        Desk desk;
        test::PaperLists relay;
        relay.add(deviceOf(1), keyOf(7), kNow);
        const test::PaperLists before = relay;
        relay.add(deviceOf(2), keyOf(7), kNow);
        desk.see(deviceOf(1));
        QVERIFY(desk.ask(relay));
        QVERIFY(desk.ask(before));
        QCOMPARE(desk.on(deviceOf(2)), Verdict::Good);
    }

    void whatIsNoListChangesNothing()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        const auto good = relay.entries(kMaria, 0).front();
        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray bad = good;
            bad[i] = char(bad[i] ^ 1);
            const auto taken = desk.write([&] { return desk.book->take(kMaria, { bad }, {}, kLater); });
            QVERIFY2(!taken && (taken.code() == Errc::Invalid || taken.code() == Errc::NewerVersion),
                qPrintable(QString::number(i)));
        }
        desk.book->forget();
        QVERIFY(desk.ask(relay));
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
    }

    void theOwnKeyNeedsNoWord()
    {
        Desk desk;
        QVERIFY(desk.write([&] { return desk.book->own(kMaria, deviceOf(1).accountKey, kNow); }));
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::OwnUser);
        QVERIFY(desk.write([&] { return desk.book->own(kMaria, deviceOf(1, 8).accountKey, kLater); }));
        QVERIFY((*desk.book->account(kMaria))->key == deviceOf(1, 8).accountKey);
    }

    void whomTheOfficeConfirmedIsConfirmedWithRoleAndClass()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.ask(relay, wordOn(7)));
        QCOMPARE(
            (*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Nobody); // whose word, nobody knows yet
        QVERIFY(desk.takeOffice(office()));
        QVERIFY(desk.ask(relay, wordOn(7)));
        desk.open();
        const auto account = **desk.book->account(kMaria);
        QCOMPARE(account.confirmedBy, store::ConfirmedBy::Office);
        QCOMPARE(account.word->label, QStringLiteral("Teacher, 3B"));
        QCOMPARE(int(account.word->role), 1);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
    }

    void aKeyThatTheOfficeVouchesForEndsTheDoubt()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.takeOffice(office()));
        QVERIFY(desk.ask(relay, wordOn(7)));
        relay.add(deviceOf(2, 8), keyOf(8), kLater);
        QVERIFY(desk.ask(relay, wordOn(7)));
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::KeyChanged);
        QVERIFY(desk.ask(relay, wordOn(8, kLater)));
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::Good);
        QVERIFY(desk.on(deviceOf(1)) != Verdict::Good);
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Office);
        QVERIFY(desk.ask(relay, wordOn(7))); // the older word once more
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Office);
        QCOMPARE(desk.on(deviceOf(2, 8)), Verdict::Good);
    }

    void aStrangersWordAndOneOnAnotherKeyConfirmNothing()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.takeOffice(office()));
        for (const QByteArray &word : { wordOn(7, kNow, 51), wordOn(9), QByteArray("nonsense") }) {
            QVERIFY(desk.ask(relay, word));
            QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Nobody);
        }
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good);
    }

    void whatAnybodyCouldHaveMadeTakesNoPlaceFromAWordOfTheOffice()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        QVERIFY(desk.ask(relay, wordOn(7, kLater, 51))); // before the office is known, it may be its
        QVERIFY(desk.takeOffice(office()));
        QVERIFY(desk.ask(relay, wordOn(7)));
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Office);
        QVERIFY(desk.ask(relay, wordOn(7, kLater, 51)));
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Office);
    }

    void aWordEndsWithItsSignersPlaceInTheOffice()
    {
        Desk desk;
        test::PaperLists relay = desk.seeFirst();
        auto list = office();
        QVERIFY(desk.takeOffice(list));
        QVERIFY(desk.ask(relay, wordOn(7, kNow, 41)));
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Office);
        QVERIFY(desk.takeOffice({ officeEntry(identity::OfficeAct::Remove, 41) }));
        QCOMPARE((*desk.book->account(kMaria))->confirmedBy, store::ConfirmedBy::Nobody);
        QCOMPARE(desk.on(deviceOf(1)), Verdict::Good); // pinned all the same
    }

    void anotherOfficeIsNotFollowed()
    {
        Desk desk;
        QVERIFY(desk.takeOffice(office()));
        QVERIFY(!*desk.book->hasTwoOffices());
        QVERIFY(desk.takeOffice(office(50)));
        QVERIFY(*desk.book->hasTwoOffices());
        QVERIFY((*desk.book->office())->speaks(publicKeyOf(40)));
        QVERIFY(!(*desk.book->office())->speaks(publicKeyOf(50)));
        const auto bad = desk.takeOffice({ "\1nonsense" });
        QCOMPARE(bad.code(), Errc::Invalid);
        desk.open();
        QVERIFY(*desk.book->hasTwoOffices());
        QVERIFY(desk.takeOffice({ officeEntry(identity::OfficeAct::Remove, 41) }));
        QVERIFY(!*desk.book->hasTwoOffices());
    }

    void anOfficeHasANumberThatStaysAndNoOtherHas()
    {
        Desk desk;
        QCOMPARE(*desk.book->officeCode(), QString());
        QVERIFY(desk.takeOffice(office()));
        const QString code = *desk.book->officeCode();
        QCOMPARE(code.size(), 30);
        QVERIFY(desk.takeOffice(office(50))); // is not followed
        QVERIFY(desk.takeOffice({ officeEntry(identity::OfficeAct::Remove, 41) }));
        desk.open();
        QCOMPARE(*desk.book->officeCode(), code);
        Desk fooled;
        QVERIFY(fooled.takeOffice(office(50)));
        QVERIFY(*fooled.book->officeCode() != code);
    }

    void whoKnowsHowTheOfficeBeganFollowsNoOther()
    {
        Desk desk;
        const auto mark = identity::officeMarkOf(crypto::viewOf(office().front()));
        QVERIFY(desk.write([&] { return desk.book->expectOffice(mark); }));
        QCOMPARE(desk.takeOffice(office(50)).code(), Errc::Invalid);
        QVERIFY((*desk.book->office())->isEmpty());
        desk.open();
        QCOMPARE(desk.takeOffice(office(50)).code(), Errc::Invalid);
        QVERIFY(desk.takeOffice({}));
        QVERIFY(desk.takeOffice(office()));
        QVERIFY((*desk.book->office())->speaks(publicKeyOf(40)));
    }

    void aProvedKeyIsBelievedWhateverIsShown()
    {
        Desk unseen;
        QVERIFY(unseen.write([&] { return unseen.book->vouch(kMaria, publicKeyOf(7), kNow); }));
        QVERIFY((*unseen.book->account(kMaria))->key == publicKeyOf(7));
        QCOMPARE((*unseen.book->account(kMaria))->confirmedBy, store::ConfirmedBy::OwnUser);
        test::PaperLists swapped;
        swapped.add(deviceOf(1, 8), keyOf(8), kNow);
        QVERIFY(unseen.ask(swapped));
        QCOMPARE(unseen.on(deviceOf(1, 8)), Verdict::KeyChanged);

        Desk fooled;
        test::PaperLists relay;
        relay.add(deviceOf(1, 8), keyOf(8), kNow);
        fooled.see(deviceOf(1, 8));
        QVERIFY(fooled.ask(relay));
        QCOMPARE(fooled.on(deviceOf(1, 8)), Verdict::Good);
        QVERIFY(fooled.write([&] { return fooled.book->vouch(kMaria, publicKeyOf(7), kLater); }));
        QVERIFY(fooled.on(deviceOf(1, 8)) != Verdict::Good);
        fooled.open();
        QVERIFY((*fooled.book->account(kMaria))->key == publicKeyOf(7));
    }

    void whatWasNotWrittenIsForgotten()
    {
        Desk desk;
        const auto failed = desk.write([&]() -> Result<void> {
            if (auto seen = desk.book->seen(deviceOf(1), kNow); !seen)
                return seen;
            return Errc::Disk;
        });
        QVERIFY(!failed);
        desk.book->forget();
        QVERIFY(!desk.book->account(kMaria)->has_value());
        const auto unknown = desk.write([&] { return desk.book->confirm(kMaria, deviceOf(1).accountKey, kNow); });
        QCOMPARE(unknown.code(), Errc::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestAccountBook)
#include "tst_accountbook.moc"
