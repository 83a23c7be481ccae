// SPDX-License-Identifier: GPL-3.0-or-later
// One person's computers and their archive: who has which key, and what is there after an answer was lost.

#include "core/groups/deviceidentity.h"
#include "core/recovery/keynote.h"
#include "core/recovery/segment.h"
#include "core/session/archivist.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/support/onetoken/onetoken.h"
#include "tests/support/scriptedway/scriptedway.h"
#include "tests/unit/session/desk.h"
#include "tests/unit/session/shelvedarchive.h"

#include <QTest>

using namespace pc;
using namespace pc::test;
using recovery::ArchiveKeys;

namespace {

const ConversationId kClass = conversation(1);

/// A computer of this person, in its own list.
struct Computer
{
    Computer(const ShelvedArchive &shelf, quint32 number)
        : tokens(QStringLiteral("computer-%1").arg(number))
        , way(network)
        , api(*link::RelayAddress::fromUrl(QUrl(shelf.url())), way.network, network)
    {
        desk.crash();
        desk.self = device(number);
        desk.archive = &api;
        desk.tokens = &tokens;
        desk.run();
        const auto made = groups::makeDeviceIdentity(
            kMe, desk.self, desk.clock.utcNow(), accountKeyOf(kMe), crypto::systemRandom());
        const auto kept = desk.store->transact([&]() -> Result<void> {
            if (auto adopted = groups::adoptDeviceIdentity(*desk.store, made); !adopted)
                return adopted;
            return desk.accounts->own(kMe, made.certificate.accountKey, desk.clock.utcNow());
        });
        if (!kept)
            qFatal("no identity");
    }

    groups::DeviceIdentity identity() const { return std::move(**groups::loadDeviceIdentity(*desk.store)); }
    session::Archivist &archivist() { return *desk.engine->archivist(); }

    void connect() { desk.connect({ stateOf(kClass, {}, { kMe, kMaria }) }); }

    void hear(qint64 seq) { desk.deliver(messageFrame(kClass, Seq { seq }, QStringLiteral("message %1").arg(seq))); }

    store::ArchiveRow row() const { return *desk.store->archive.state(); }
    ArchiveKeys keys() const
    {
        const auto state = row();
        return state.keys.isEmpty() ? ArchiveKeys() : *ArchiveKeys::decode(state.keys.view());
    }

    qint64 waiting() const { return *desk.store->archive.countWaiting(); }

    /// As linking and the sheet do.
    void give(const ArchiveKeys &keys)
    {
        auto state = row();
        state.keys = keys.encode();
        if (!desk.store->transact([&] { return desk.store->archive.save(state); }))
            qFatal("no keys");
    }

    SystemClock network;
    OneToken tokens;
    ScriptedWay way;
    link::ArchiveApi api;
    mutable Desk desk;
};

struct Home
{
    /// In the person's list, as every computer of theirs sees it.
    void add(const Computer &computer)
    {
        const auto identity = computer.identity();
        for (Computer *each : computers)
            each->desk.paper.add(identity, at);
        ++listed;
    }

    void revoke(const Computer &by, const Computer &computer)
    {
        const auto identity = by.identity();
        for (Computer *each : computers)
            each->desk.paper.revoke(identity, computer.desk.self, at);
    }

    /// Time goes by until it is so.
    bool comesTrue(const std::function<bool()> &what)
    {
        return QTest::qWaitFor(
            [&] {
                for (Computer *each : computers)
                    each->desk.clock.advance(Milliseconds { 500 });
                return what();
            },
            20'000);
    }

    /// All that waits is in the archive, and it is the one that counts.
    bool isSaved(Computer &computer)
    {
        computer.archivist().saveNow();
        return comesTrue([&] {
            return computer.waiting() == 0 && shelf.present && !shelf.beside
                && computer.row().generation == shelf.present->number
                && computer.row().number + 1 == shelf.present->next();
        });
    }

    /// This computer takes the phone out, and does what follows.
    bool takesOutThePhone()
    {
        phone.desk.disconnect();
        revoke(desktop, phone);
        desktop.archivist().devicesChanged();
        if (!comesTrue([&] { return desktop.keys().newest() == 2; }))
            return false;
        desktop.hear(2);
        return isSaved(desktop);
    }

    /// The laptop saves what the desktop has not come to in its own log.
    bool findsBeforeItsPlace()
    {
        desktop.desk.groups.cursors[kClass] = Seq { 1 };
        laptop.hear(2);
        if (!isSaved(laptop))
            return false;
        desktop.archivist().saveNow();
        return comesTrue([&] { return !desktop.desk.store->archive.conversationsWithFound()->empty(); });
    }

    /// The key was changed so often that it is time to seal all anew; whoever reads it next does.
    void manyKeys()
    {
        auto keys = desktop.keys();
        while (keys.count() < 8)
            keys.rotate(crypto::systemRandom());
        std::vector<recovery::NotedDevice> named;
        for (Computer *each : computers)
            named.push_back({ each->desk.self, each->identity().boxKey.publicKey });
        const auto identity = desktop.identity();
        const auto note = recovery::makeKeyNote(
            chain(), keys, named, { desktop.desk.self, identity.leafKey, listed }, crypto::systemRandom());
        shelf.present->segments.push_back(crypto::toByteArray(note));
    }

    /// Where the archive stands.
    archive::Chain chain() const
    {
        archive::Chain chain(kMe, shelf.present->number);
        for (const QByteArray &segment : shelf.present->segments) {
            if (!chain.follow(crypto::viewOf(segment)))
                qFatal("no chain");
        }
        return chain;
    }

    /// What whoever has these keys reads in the archive: the texts, or nothing where a segment does not open.
    std::optional<QStringList> texts(const ArchiveKeys &keys) const
    {
        QStringList found;
        recovery::SegmentReader reader(keys, archive::Chain(kMe, shelf.present->number));
        for (const QByteArray &segment : shelf.present->segments) {
            const auto items = reader.take(crypto::viewOf(segment));
            if (!items)
                return std::nullopt;
            for (const recovery::ArchiveItem &item : *items) {
                if (const auto *message = std::get_if<recovery::ArchivedMessage>(&item))
                    found.append(message->message.content.text);
            }
        }
        return found;
    }

    archive::SegmentHeader headerOf(std::size_t segment) const
    {
        return *archive::readSegmentHeader(crypto::viewOf(shelf.present->segments.at(segment)));
    }

    UtcTime at = utcFromMilliseconds(1'760'000'000'000);
    quint32 listed = 0; ///< Entries of the list, while nobody is taken out.
    ShelvedArchive shelf { kMe };
    Computer desktop { shelf, 1 };
    Computer laptop { shelf, 2 };
    Computer phone { shelf, 3 };
    std::vector<Computer *> computers { &desktop, &laptop, &phone };
};

/// Three computers with one archive, each connected.
struct Shared : Home
{
    Shared()
    {
        for (Computer *each : computers)
            add(*each);
        desktop.connect();
        desktop.hear(1);
        if (!isSaved(desktop))
            qFatal("nothing was saved");
        for (Computer *each : { &laptop, &phone }) {
            each->give(desktop.keys());
            each->connect();
            each->hear(1);
            if (!isSaved(*each))
                qFatal("nothing was saved by another");
        }
    }
};

const QString kOne = QStringLiteral("message 1");
const QString kTwo = QStringLiteral("message 2");

} // namespace

class TestArchivist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGenerationBeginsWithANoteForEachOfTheirComputers()
    {
        Home home;
        for (Computer *each : home.computers)
            home.add(*each);
        home.desktop.connect();
        home.desktop.hear(1);
        QVERIFY(home.isSaved(home.desktop));
        const auto note = recovery::readKeyNote(crypto::viewOf(home.shelf.present->segments.front()));
        QVERIFY(note && note->names(device(1)) && note->names(device(2)) && note->names(device(3)));
    }

    void nothingIsBegunWhereNothingIsToBeSaid()
    {
        Home home;
        home.add(home.desktop);
        home.desktop.desk.connect();
        QVERIFY(home.comesTrue([&] { return home.shelf.http.count("/v1/archive") > 1; }));
        QVERIFY(!home.shelf.present);
    }

    void afterOneWasTakenOutAnotherKeySealsAndTheOthersHaveIt()
    {
        Shared home;
        const ArchiveKeys taken = home.phone.keys();
        QVERIFY(home.takesOutThePhone());
        home.laptop.hear(2);
        QVERIFY(home.isSaved(home.laptop));
        QVERIFY(home.laptop.keys() == home.desktop.keys());
        QVERIFY(home.texts(home.laptop.keys())->contains(kTwo));
        QVERIFY(!home.texts(taken)); // who kept the keys reads nothing of it
    }

    /// The relay says how long a lease may last; most are given back after a moment.
    void whoFindsAnotherWritingTakesTheirTurnSoonAfterIt()
    {
        Shared home;
        home.shelf.writer = "another computer";
        home.laptop.hear(2);
        home.laptop.archivist().saveNow();
        QVERIFY(home.comesTrue([&] { return home.shelf.turnedAway > 0; }));
        home.shelf.writer.clear();
        const auto isSaved = [&] { return home.laptop.waiting() == 0; };
        for (int i = 0; i < 8 && !isSaved(); ++i) { // less than half of what the lease may last
            home.laptop.desk.clock.advance(Milliseconds { 3'000 });
            (void)QTest::qWaitFor(isSaved, 1'000);
        }
        QVERIFY(isSaved());
        QVERIFY(home.texts(home.laptop.keys())->contains(kTwo));
    }

    void whateverOtherComputerIsThereFirstDoesIt()
    {
        Shared home;
        home.revoke(home.desktop, home.phone);
        home.laptop.desk.disconnect();
        home.laptop.connect(); // which asks for its own list
        home.laptop.hear(2);
        QVERIFY(home.comesTrue([&] { return home.laptop.keys().newest() == 2; }));
        QVERIFY(home.isSaved(home.laptop));
        home.desktop.archivist().devicesChanged();
        home.desktop.hear(2);
        QVERIFY(home.isSaved(home.desktop));
        QVERIFY(home.desktop.keys() == home.laptop.keys()); // and it is done once
    }

    void aLostAnswerToTheNoteChangesTheKeyOnce()
    {
        Shared home;
        home.shelf.loses = "/v1/archive/segments";
        QVERIFY(home.takesOutThePhone());
        QVERIFY(home.shelf.loses.isEmpty());
        QCOMPARE(home.desktop.keys().newest(), 2U);
        QVERIFY(home.texts(home.desktop.keys())->contains(kTwo));
    }

    void whoLosesTheirStoreInBetweenFindsTheKeyInTheChain()
    {
        Shared home;
        const auto before = home.desktop.row();
        QVERIFY(home.takesOutThePhone());
        home.desktop.desk.disconnect();
        auto image = home.desktop.row(); // of before
        image.keys = crypto::WipingBytes::copyOf(before.keys.view());
        image.number = before.number;
        image.head = before.head;
        QVERIFY(home.desktop.desk.store->transact([&] { return home.desktop.desk.store->archive.save(image); }));
        home.desktop.connect();
        QVERIFY(home.isSaved(home.desktop));
        QCOMPARE(home.desktop.keys().newest(), 2U);
    }

    void whoHasNoKeysAtAllFindsThemInANote()
    {
        Shared home;
        home.laptop.desk.disconnect();
        home.laptop.give(ArchiveKeys());
        auto state = home.laptop.row();
        state.generation = 0;
        state.number = 0;
        QVERIFY(home.laptop.desk.store->transact([&] { return home.laptop.desk.store->archive.save(state); }));
        home.laptop.connect();
        QVERIFY(home.isSaved(home.laptop));
        QVERIFY(home.laptop.keys() == home.desktop.keys());
    }

    void aComputerThatCameInWithoutTheNewestKeyIsGivenIt()
    {
        Shared home;
        const ArchiveKeys first = home.desktop.keys();
        Computer tablet(home.shelf, 4);
        QVERIFY(home.takesOutThePhone()); // and at that moment another one links the tablet, with the keys that it has
        home.computers.push_back(&tablet);
        tablet.desk.paper = home.desktop.desk.paper;
        home.add(tablet);
        tablet.give(first);
        tablet.connect();
        QVERIFY(home.comesTrue([&] { return tablet.archivist().state().trouble == Errc::KeyMissing; }));
        home.desktop.archivist().devicesChanged();
        QVERIFY(home.isSaved(home.desktop));
        tablet.archivist().saveNow();
        QVERIFY(home.comesTrue([&] { return tablet.keys() == home.desktop.keys(); }));
        QVERIFY(home.comesTrue([&] { return !tablet.archivist().state().trouble; }));
        QVERIFY(home.comesTrue([&] { return tablet.desk.texts(kClass).size() == 2; }));
    }

    void whoKnowsAnOlderListGivesTheKeyToNobody()
    {
        Shared home;
        home.laptop.desk.lists.isHeld = true; // a relay shows it nothing new of its own list
        QVERIFY(home.takesOutThePhone());
        home.laptop.hear(2);
        home.laptop.hear(3);
        QVERIFY(home.comesTrue([&] { return home.laptop.archivist().state().trouble == Errc::KeyMissing; }));
        QCOMPARE(home.laptop.keys().newest(), 1U); // and what it has waits
        for (const QByteArray &segment : home.shelf.present->segments) {
            const auto note = recovery::readKeyNote(crypto::viewOf(segment));
            QVERIFY(!note || note->newest == 1 || !note->names(device(3)));
        }
    }

    void aNoteByWhoWasTakenOutGivesNothing()
    {
        Shared home;
        QVERIFY(home.takesOutThePhone());
        // The phone and a relay that helps it put a note of theirs into the chain.
        auto keys = home.phone.keys();
        keys.rotate(crypto::systemRandom());
        keys.rotate(crypto::systemRandom());
        const auto laptop = home.laptop.identity();
        const auto phone = home.phone.identity();
        const auto note = recovery::makeKeyNote(home.chain(), keys, { { device(2), laptop.boxKey.publicKey } },
            { device(3), phone.leafKey, 9 }, crypto::systemRandom());
        home.shelf.present->segments.push_back(crypto::toByteArray(note));
        home.laptop.archivist().devicesChanged();
        home.laptop.hear(2);
        QVERIFY(home.isSaved(home.laptop));
        QCOMPARE(home.laptop.keys().newest(), 2U);
    }

    void aSegmentUnderAKeyThatWasGivenUpIsNotBelieved()
    {
        Shared home;
        const ArchiveKeys taken = home.phone.keys();
        QVERIFY(home.takesOutThePhone());
        recovery::SegmentWriter writer;
        recovery::ArchivedMessage lie;
        lie.message.id = message(77);
        lie.message.conversation = kClass;
        lie.message.sender = kMaria;
        lie.message.seq = Seq { 9 };
        lie.message.content.text = QStringLiteral("what nobody said");
        writer.add(lie);
        home.shelf.present->segments.push_back(
            crypto::toByteArray(writer.seal(home.chain(), taken, crypto::systemRandom())));
        home.laptop.archivist().devicesChanged();
        QVERIFY(home.comesTrue([&] { return home.laptop.archivist().state().trouble == Errc::Corrupt; }));
        QVERIFY(!home.laptop.desk.texts(kClass).contains(lie.message.content.text));
        QCOMPARE(home.laptop.keys().newest(), 2U); // what came before it was read
    }

    void aNewComputerIsNotGivenAnArchiveOfBeforeTheKeyWasChanged()
    {
        Shared home;
        const auto before = home.shelf.present->segments;
        QVERIFY(home.takesOutThePhone());
        home.shelf.present->segments = before;
        while (recovery::isKeyNote(home.headerOf(home.shelf.present->segments.size() - 1)))
            home.shelf.present->segments.pop_back();
        Computer tablet(home.shelf, 4);
        home.computers.push_back(&tablet);
        tablet.desk.paper = home.desktop.desk.paper;
        home.add(tablet);
        tablet.give(home.desktop.keys());
        tablet.connect();
        QVERIFY(home.comesTrue([&] { return tablet.archivist().state().trouble == Errc::Corrupt; }));
        QVERIFY(tablet.desk.texts(kClass).isEmpty());
    }

    void aLostAnswerToAnAppendIsReadBack()
    {
        Home home;
        home.add(home.desktop);
        home.desktop.connect();
        home.desktop.hear(1);
        home.shelf.loses = "/v1/archive/segments";
        QVERIFY(home.isSaved(home.desktop));
        home.desktop.hear(2);
        home.shelf.loses = "/v1/archive/segments";
        QVERIFY(home.isSaved(home.desktop));
        QCOMPARE(home.texts(home.desktop.keys())->count(kOne), 1);
        QCOMPARE(home.texts(home.desktop.keys())->count(kTwo), 1);
    }

    void aLostAnswerWhileAllIsSealedAnewIsNoConflictForEver()
    {
        Shared home;
        home.manyKeys();
        home.shelf.loses = "/v1/archive/segments";
        QVERIFY(becomesGeneration(home, 2));
        QVERIFY(home.shelf.loses.isEmpty());
        QCOMPARE(home.texts(home.desktop.keys())->count(kOne), 1);
    }

    void aLostAnswerToTheChangeOfGenerationsIsFound()
    {
        Shared home;
        home.manyKeys();
        home.shelf.loses = "/v1/archive/activate";
        home.desktop.archivist().saveNow();
        QVERIFY(home.comesTrue([&] { return home.shelf.loses.isEmpty(); }));
        QVERIFY(home.isSaved(home.desktop));
        QCOMPARE(home.texts(home.desktop.keys())->count(kOne), 1);
    }

    void whatIsSealedAnewKeepsOneKeyAndTheOthersReadIt()
    {
        Shared home;
        home.manyKeys();
        QVERIFY(becomesGeneration(home, 2));
        QVERIFY(home.comesTrue([&] { return home.desktop.keys().count() == 1; }));
        home.laptop.hear(2);
        QVERIFY(home.isSaved(home.laptop));
        QCOMPARE(home.laptop.row().generation, 2U);
        QCOMPARE(home.laptop.keys().newest(), home.desktop.keys().newest());
        QVERIFY(home.texts(home.laptop.keys())->contains(kTwo));
        QVERIFY(home.isSaved(home.desktop)); // and nobody begins another one
        QCOMPARE(home.shelf.last, 2U);
    }

    void whatWaitsForItsPlaceIsSealedAnewToo()
    {
        Shared home;
        QVERIFY(home.findsBeforeItsPlace());
        home.manyKeys();
        QVERIFY(becomesGeneration(home, 2));
        QVERIFY(home.texts(home.desktop.keys())->contains(kTwo));
    }

    void aGenerationThatWasOvertakenLosesNothing()
    {
        Shared home;
        home.desktop.hear(2);
        home.manyKeys();
        home.desktop.archivist().saveNow();
        QVERIFY(home.comesTrue([&] { return home.shelf.beside && home.shelf.beside->segments.size() > 1; }));
        home.desktop.desk.disconnect();
        home.shelf.beside = ShelvedArchive::Generation { 3, {} }; // another computer begins one
        home.shelf.last = 3;
        home.desktop.connect();
        QVERIFY(home.comesTrue([&] { return home.texts(home.desktop.keys()).value_or(QStringList()).contains(kTwo); }));
    }

    void aRelayThatLostTheArchiveIsGivenAllOfItAgain()
    {
        Shared home;
        home.desktop.desk.disconnect();
        home.shelf.present.reset();
        home.shelf.last = 0;
        home.desktop.connect();
        QVERIFY(home.comesTrue([&] { return home.shelf.present.has_value(); }));
        QVERIFY(home.isSaved(home.desktop));
        QCOMPARE(home.texts(home.desktop.keys())->count(kOne), 1);
    }

    void aRelayThatLostWhatIsBesideIsGivenAllOfItAgain()
    {
        Home home;
        home.add(home.desktop);
        home.desktop.connect();
        home.desktop.hear(1);
        QVERIFY(home.isSaved(home.desktop));
        home.manyKeys();
        home.shelf.refusesToActivate = true;
        home.desktop.archivist().saveNow();
        QVERIFY(home.comesTrue([&] { return home.desktop.waiting() == 0 && home.shelf.beside; }));
        home.desktop.desk.disconnect();
        home.shelf.beside.reset();
        home.shelf.last = 1;
        home.shelf.refusesToActivate = false;
        home.desktop.connect();
        home.desktop.hear(2);
        QVERIFY(becomesGeneration(home, 2));
        QVERIFY(home.texts(home.desktop.keys())->contains(kOne));
        QVERIFY(home.texts(home.desktop.keys())->contains(kTwo));
    }

    void whatComesWhileItIsBusyIsPlacedSoon()
    {
        Shared home;
        QVERIFY(home.findsBeforeItsPlace());
        home.desktop.archivist().saveNow();
        home.desktop.desk.clock.advance(Milliseconds { 0 }); // it asks, and is busy
        home.desktop.desk.groups.cursors.clear();
        home.desktop.hear(3);
        QVERIFY(!home.desktop.desk.texts(kClass).contains(kTwo));
        const auto from = home.desktop.desk.clock.monotonicNow();
        QVERIFY(home.comesTrue([&] { return home.desktop.desk.texts(kClass).contains(kTwo); }));
        QVERIFY(home.desktop.desk.clock.monotonicNow() - from < Milliseconds { 60'000 });
    }

private:
    static bool becomesGeneration(Home &home, quint32 generation)
    {
        home.desktop.archivist().saveNow();
        return home.comesTrue([&] { return home.shelf.present && home.shelf.present->number == generation; })
            && home.isSaved(home.desktop);
    }
};

QTEST_GUILESS_MAIN(TestArchivist)
#include "tst_archivist.moc"
