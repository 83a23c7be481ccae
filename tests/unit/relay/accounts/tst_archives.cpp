// SPDX-License-Identifier: GPL-3.0-or-later
// Archives at the relay, on a real database: what follows is taken, everything else is refused, and nothing is opened.

#include <QTest>

#include "linkedperson.h"

using namespace pc;
using namespace pc::test;

namespace {

/// What a device would send: the relay reads the header alone.
QByteArray segmentOf(const archive::SegmentHeader &header, qsizetype size = 500, char filler = 'x')
{
    return crypto::toByteArray(archive::encode(header)) + QByteArray(size, filler);
}

/// Ana's archive, as her devices write it.
struct Archive
{
    explicit Archive(AccountsOptions options = AccountsFixture::cheap())
        : ana(options)
    {
    }

    template<typename T, typename Ask>
    Result<T> ask(Ask call)
    {
        return awaited<T>([&](auto reply) { call(ana.relay.accounts().archives(), reply); });
    }

    Result<ArchiveState> state(const SignedIn &by)
    {
        return ask<ArchiveState>([&](auto &archives, auto reply) { archives.state(ana.actor(by), reply); });
    }

    Result<ArchiveLease> lease(const SignedIn &by)
    {
        return ask<ArchiveLease>([&](auto &archives, auto reply) { archives.takeLease(ana.actor(by), reply); });
    }

    Result<quint32> append(const SignedIn &by, const QByteArray &segment)
    {
        return ask<quint32>([&](auto &archives, auto reply) { archives.append(ana.actor(by), segment, reply); });
    }

    Result<std::vector<QByteArray>> read(const SignedIn &by, quint32 generation, quint32 from = 1)
    {
        auto page = ask<ArchivePage>(
            [&](auto &archives, auto reply) { archives.read(ana.actor(by), generation, from, reply); });
        return page ? Result<std::vector<QByteArray>>(page->segments) : page.error();
    }

    Result<void> activate(const SignedIn &by, const ArchiveTurn &turn)
    {
        return ask<void>([&](auto &archives, auto reply) { archives.activate(ana.actor(by), turn, reply); });
    }

    Result<void> setKept(const SignedIn &by, bool isKept)
    {
        return ask<void>([&](auto &archives, auto reply) { archives.setKept(ana.actor(by), isKept, reply); });
    }

    /// The next segment of a chain, taken under the laptop's lease.
    QByteArray grow(archive::Chain &in, qsizetype size = 500)
    {
        const QByteArray segment = segmentOf(in.nextHeader(1), size);
        const auto taken = append(ana.laptop, segment);
        if (!taken || !in.follow(crypto::viewOf(segment)) || *taken != in.next())
            qFatal("a segment was not taken");
        return segment;
    }

    LinkedPerson ana;
    archive::Chain chain { ana.user(), 1 };
};

} // namespace

class TestArchives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneDeviceAppendedAnotherOneReads()
    {
        Archive archive;
        QVERIFY(archive.lease(archive.ana.laptop)->isGranted);
        const QByteArray first = archive.grow(archive.chain);
        const QByteArray second = archive.grow(archive.chain);
        QVERIFY(*archive.read(archive.ana.tablet, 1) == (std::vector { first, second }));
        QVERIFY(*archive.read(archive.ana.tablet, 1, 2) == std::vector { second });
        QVERIFY(archive.read(archive.ana.tablet, 1, 3)->empty());
        const auto state = archive.state(archive.ana.phone);
        QVERIFY(state->isKept && state->present && !state->beside);
        QCOMPARE(state->last, 1U);
        QCOMPARE(state->present->first, 1U);
        QCOMPARE(state->present->next, 3U);
        QVERIFY(state->present->head == crypto::sha256Of(crypto::viewOf(second)));
    }

    void itOutlastsTheRelay()
    {
        Archive archive;
        QVERIFY(archive.lease(archive.ana.laptop));
        const QByteArray first = archive.grow(archive.chain);
        archive.ana.relay.restart();
        QVERIFY(*archive.read(archive.ana.tablet, 1) == std::vector { first });
        QVERIFY(archive.lease(archive.ana.laptop));
        archive.grow(archive.chain);
    }

    void whatDoesNotFollowIsRefused()
    {
        Archive archive;
        const SignedIn &laptop = archive.ana.laptop;
        QVERIFY(archive.lease(laptop));
        archive.grow(archive.chain);
        const auto refused = [&](auto change) {
            archive::SegmentHeader header = archive.chain.nextHeader(1);
            change(header);
            const auto taken = archive.append(laptop, segmentOf(header));
            return taken ? Errc::Internal : taken.code();
        };
        QCOMPARE(refused([](auto &header) { header.number = 3; }), Errc::Conflict);
        QCOMPARE(refused([](auto &header) { header.number = 1; }), Errc::Conflict);
        QCOMPARE(refused([](auto &header) { header.previous[0] ^= 1U; }), Errc::Conflict);
        QCOMPARE(refused([](auto &header) { header.generation = 3; }), Errc::Conflict);
        QCOMPARE(refused([](auto &header) { header.generation = 2; }), Errc::Conflict); // it begins with number 1
        QCOMPARE(refused([](auto &header) { header.user = UserId { Uuid { { 9 } } }; }), Errc::Forbidden);
        QCOMPARE(archive.append(laptop, "nothing").code(), Errc::Unsupported); // its first byte is a version
        QCOMPARE(archive.append(laptop, {}).code(), Errc::Invalid);
        QCOMPARE(archive.append(laptop, segmentOf(archive.chain.nextHeader(1), archive::kMostSegmentBytes)).code(),
            Errc::TooLarge);
        QCOMPARE(archive.state(laptop)->present->next, 2U);
        QCOMPARE(archive.state(laptop)->last, 1U);
        archive.grow(archive.chain);
    }

    void aLostAnswerIsAskedForAgainAlsoWithoutALease()
    {
        Archive archive;
        QVERIFY(archive.lease(archive.ana.laptop));
        const QByteArray first = archive.grow(archive.chain);
        archive.ana.relay.clock.advance(Milliseconds { 60'001 });
        QCOMPARE(*archive.append(archive.ana.laptop, first), 2U);
        QCOMPARE(archive.read(archive.ana.laptop, 1)->size(), 1U);
        // Another one in its place is none.
        QVERIFY(archive.lease(archive.ana.laptop));
        QCOMPARE(archive.append(archive.ana.laptop, segmentOf({ archive.ana.user(), 1, 1, 1, {} }, 500, 'y')).code(),
            Errc::Conflict);
    }

    void oneDeviceWritesAtATime()
    {
        Archive archive;
        const SignedIn &laptop = archive.ana.laptop;
        const SignedIn &tablet = archive.ana.tablet;
        const QByteArray first = segmentOf(archive.chain.nextHeader(1));
        QCOMPARE(archive.append(laptop, first).code(), Errc::Expired);
        QCOMPARE(*archive.lease(laptop), (ArchiveLease { true, Milliseconds { 60'000 } }));
        archive.ana.relay.clock.advance(Milliseconds { 50'000 });
        QCOMPARE(*archive.lease(tablet), (ArchiveLease { false, Milliseconds { 10'000 } }));
        QCOMPARE(archive.append(tablet, first).code(), Errc::Expired);
        QCOMPARE(*archive.lease(laptop), (ArchiveLease { true, Milliseconds { 60'000 } })); // renewed
        archive.ana.relay.clock.advance(Milliseconds { 60'000 });
        QVERIFY(archive.lease(tablet)->isGranted);
        QCOMPARE(archive.append(laptop, first).code(), Errc::Expired);
        archive.ana.relay.accounts().archives().endLease(archive.ana.actor(laptop)); // not its own
        QVERIFY(!archive.lease(laptop)->isGranted);
        archive.ana.relay.accounts().archives().endLease(archive.ana.actor(tablet));
        QVERIFY(archive.lease(laptop)->isGranted);
    }

    void leasesAreBounded()
    {
        StillClock clock;
        ArchiveLeases leases(Milliseconds { 60'000 }, clock, 2);
        const auto take = [&leases](quint8 person) {
            Actor actor;
            actor.user = UserId { Uuid { { person } } };
            return leases.take(actor);
        };
        QVERIFY(take(1) && take(2));
        QCOMPARE(take(3).code(), Errc::Unavailable);
        QVERIFY(take(2));
        clock.advance(Milliseconds { 60'000 });
        QVERIFY(take(3));
    }

    void whoHasAPasswordAloneNeitherReadsNorWrites()
    {
        Archive archive;
        const SignedIn &phone = archive.ana.phone;
        QVERIFY(archive.lease(archive.ana.laptop));
        archive.grow(archive.chain);
        QCOMPARE(archive.lease(phone).code(), Errc::Forbidden);
        QCOMPARE(archive.append(phone, segmentOf(archive.chain.nextHeader(1))).code(), Errc::Forbidden);
        QCOMPARE(archive.read(phone, 1).code(), Errc::Forbidden);
        QCOMPARE(archive.activate(phone, { 2, 2, 2 }).code(), Errc::Forbidden);
        QCOMPARE(archive.setKept(phone, false).code(), Errc::Forbidden);
        // A stranger's is another archive.
        const SignedIn ben = archive.ana.relay.joined(archive.ana.school, QStringLiteral("ben"));
        QVERIFY(!archive.state(ben)->present);
        QCOMPARE(archive.read(ben, 1).code(), Errc::Forbidden);
    }

    void aGenerationBesideTakesThePlaceOfThePresentOneInOneStep()
    {
        Archive archive;
        const SignedIn &laptop = archive.ana.laptop;
        QVERIFY(archive.lease(laptop));
        archive.grow(archive.chain);
        archive.grow(archive.chain);
        archive::Chain anew(archive.ana.user(), 2);
        const QByteArray first = archive.grow(anew);
        QCOMPARE(archive.state(laptop)->present->number, 1U);
        QCOMPARE(archive.state(laptop)->beside->number, 2U);
        archive.grow(archive.chain); // the present one goes on meanwhile
        QCOMPARE(archive.activate(laptop, { 2, 2, 3 }).code(), Errc::Conflict); // it does not stand for segment 3
        QCOMPARE(archive.activate(laptop, { 2, 3, 4 }).code(), Errc::Conflict);
        QCOMPARE(archive.activate(laptop, { 3, 2, 4 }).code(), Errc::Conflict);
        archive.ana.relay.clock.advance(Milliseconds { 60'000 });
        QCOMPARE(archive.activate(laptop, { 2, 2, 4 }).code(), Errc::Expired);
        QVERIFY(archive.lease(laptop));
        QVERIFY(archive.activate(laptop, { 2, 2, 4 }));
        QVERIFY(archive.activate(laptop, { 2, 2, 4 })); // whoever lost the answer
        const auto state = archive.state(laptop);
        QCOMPARE(state->present->number, 2U);
        QVERIFY(!state->beside);
        QCOMPARE(archive.read(laptop, 1).code(), Errc::NotFound);
        QVERIFY(*archive.read(laptop, 2) == std::vector { first });
        QCOMPARE(archive.append(laptop, segmentOf(archive.chain.nextHeader(1))).code(), Errc::Conflict);
        archive.grow(anew);
    }

    void aDeviceThatDiedWhileItWroteAnewIsReplacedByTheNextGeneration()
    {
        Archive archive;
        const SignedIn &laptop = archive.ana.laptop;
        QVERIFY(archive.lease(laptop));
        archive.grow(archive.chain);
        archive::Chain dead(archive.ana.user(), 2);
        archive.grow(dead);
        archive::Chain anew(archive.ana.user(), 3);
        archive.grow(anew);
        const auto state = archive.state(laptop);
        QCOMPARE(state->beside->number, 3U);
        QCOMPARE(state->last, 3U);
        QCOMPARE(archive.read(laptop, 2).code(), Errc::NotFound);
        QCOMPARE(archive.append(laptop, segmentOf(dead.nextHeader(1))).code(), Errc::Conflict);
        QVERIFY(archive.activate(laptop, { 3, 2, 2 }));
    }

    void whoKeepsNoArchiveHasNone()
    {
        Archive archive;
        const SignedIn &laptop = archive.ana.laptop;
        QVERIFY(archive.lease(laptop));
        archive.grow(archive.chain);
        QVERIFY(archive.setKept(archive.ana.tablet, false));
        QVERIFY(archive.setKept(archive.ana.tablet, false));
        const auto state = archive.state(laptop);
        QVERIFY(!state->isKept && !state->present && !state->beside);
        QCOMPARE(archive.read(laptop, 1).code(), Errc::NotFound);
        QCOMPARE(archive.append(laptop, segmentOf(archive.chain.nextHeader(1))).code(), Errc::NotFound);
        QVERIFY(archive.setKept(laptop, true));
        // No number is used again: what another device still has would else seem to follow.
        QCOMPARE(archive.append(laptop, segmentOf({ archive.ana.user(), 1, 1, 1, {} })).code(), Errc::Conflict);
        archive::Chain anew(archive.ana.user(), 2);
        archive.grow(anew);
        QCOMPARE(archive.state(laptop)->present->number, 2U);
    }

    void roomIsBounded()
    {
        auto options = AccountsFixture::cheap();
        options.archives.quotaBytes = qint64(10) * 1024;
        Archive archive(options);
        const SignedIn &laptop = archive.ana.laptop;
        QVERIFY(archive.lease(laptop));
        QCOMPARE(archive.state(laptop)->quota, options.archives.quotaBytes);
        archive.grow(archive.chain, 10); // a small one counts 4 KiB
        archive.grow(archive.chain, 4'500);
        QCOMPARE(archive.append(laptop, segmentOf(archive.chain.nextHeader(1), 1'500)).code(), Errc::TooLarge);
        // Each generation has as much; but what is gone and still there counts, so nobody fills the disk by beginning anew.
        quint32 begun = 2;
        Errc last = Errc::Internal;
        for (; begun < 20; ++begun) {
            archive::Chain anew(archive.ana.user(), begun);
            const auto taken = archive.append(laptop, segmentOf(anew.nextHeader(1), 9'000));
            if (!taken) {
                last = taken.code();
                break;
            }
        }
        QCOMPARE(last, Errc::Unavailable);
        QVERIFY(begun < 6);
    }

    void pagesAreBounded()
    {
        Archive archive;
        QVERIFY(archive.lease(archive.ana.laptop));
        for (int i = 0; i < 5; ++i)
            archive.grow(archive.chain, 200 * 1024);
        QCOMPARE(archive.read(archive.ana.laptop, 1)->size(), 2U);
        QCOMPARE(archive.read(archive.ana.laptop, 1, 3)->size(), 2U);
        QCOMPARE(archive.read(archive.ana.laptop, 1, 5)->size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestArchives)
#include "tst_archives.moc"
