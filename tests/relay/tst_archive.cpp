// SPDX-License-Identifier: GPL-3.0-or-later
// A person's history and keys outlive their devices: written, read, sealed anew and recovered over a real relay, with real keys.

#include "core/archive/recoveryproof.h"
#include "core/crypto/initialise.h"
#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"
#include "core/link/archiveapi.h"
#include "core/link/httpapi.h"
#include "core/recovery/recoveryblob.h"
#include "core/recovery/segment.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QFile>
#include <QTest>

using namespace pc;
using namespace pc::recovery;
using namespace pc::test;
using archive::Chain;
using identity::ListAct;

namespace {

constexpr auto kCheap = crypto::kTestOnlyCost;
const QByteArray kNeedle = "what only Ana may read";

/// A device that asks the relay, and waits.
struct Device
{
    Device(const TestRelay &relay, Enrolled who)
        : self(std::move(who))
        , way(clock)
        , http(*link::RelayAddress::fromUrl(relay.url()), way.network, clock)
        , archives(*link::RelayAddress::fromUrl(relay.url()), way.network, clock)
    {
    }

    template<typename T, typename Ask>
    static Result<T> wait(Ask ask)
    {
        std::optional<Result<T>> came;
        ask([&came](Result<T> result) { came.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&came] { return came.has_value(); }, 20'000))
            return Error { Errc::Timeout, QStringLiteral("no answer") };
        return std::move(*came);
    }

    template<typename T, typename Call, typename... Given>
    Result<T> ask(Call call, const Given &...given)
    {
        return wait<T>([&](auto reply) { (archives.*call)(self.accessToken, given..., reply); });
    }

    Result<link::ArchiveInfo> info() { return ask<link::ArchiveInfo>(&link::ArchiveApi::archive); }
    Result<link::RecoveryInfo> recovery() { return ask<link::RecoveryInfo>(&link::ArchiveApi::recovery); }
    Result<link::ArchiveLeaseInfo> lease() { return ask<link::ArchiveLeaseInfo>(&link::ArchiveApi::takeLease); }

    Result<quint32> append(const crypto::Bytes &segment)
    {
        return ask<quint32>(&link::ArchiveApi::append, crypto::toByteArray(segment));
    }

    Result<void> activate(const link::ArchiveSwap &swap) { return ask<void>(&link::ArchiveApi::activate, swap); }

    Result<qint64> changeRecovery(const link::RecoveryUpdate &update)
    {
        return ask<qint64>(&link::ArchiveApi::changeRecovery, update);
    }

    Result<link::RecoveryOpened> open(crypto::ByteView proof)
    {
        return ask<link::RecoveryOpened>(&link::ArchiveApi::openRecovery, crypto::toByteArray(proof));
    }

    identity::DeviceList list()
    {
        identity::DeviceList list;
        const auto page = wait<link::DeviceListPage>(
            [&](auto reply) { http.deviceList(self.accessToken, self.person.id, 0, reply); });
        for (const QByteArray &entry : page->entries)
            (void)list.append(crypto::viewOf(entry));
        return list;
    }

    /// Adds to the person's list.
    bool say(ListAct act, DeviceId device, const crypto::Ed25519Key &key)
    {
        identity::ListedDevice listed;
        listed.id = device;
        const auto entry = identity::makeListEntry(list(), self.person.id, act, listed, clock.utcNow(), key);
        return wait<quint32>([&](auto reply) {
            http.appendToDeviceList(self.accessToken, crypto::toByteArray(entry), reply);
        }).ok();
    }

    /// Everything that the relay has of the present generation.
    Result<std::vector<ArchiveItem>> history(const ArchiveKeys &keys)
    {
        const auto known = info();
        if (!known)
            return known.error();
        const link::ArchiveGeneration present = *known->present;
        SegmentReader reader(keys, Chain::startingAt(self.person.id, present.generation, present.first));
        std::vector<ArchiveItem> all;
        while (reader.chain().next() < present.next) {
            const auto page
                = ask<std::vector<QByteArray>>(&link::ArchiveApi::segments, present.generation, reader.chain().next());
            if (!page)
                return page.error();
            for (const QByteArray &segment : *page) {
                auto items = reader.take(crypto::viewOf(segment));
                if (!items)
                    return items;
                all.insert(all.end(), items->begin(), items->end());
            }
        }
        const bool isHead = crypto::toByteArray(reader.chain().head()->hash) == present.head;
        return isHead ? Result<std::vector<ArchiveItem>>(all)
                      : Error { Errc::Conflict, QStringLiteral("another head") };
    }

    Enrolled self;
    SystemClock clock;
    ScriptedWay way;
    link::HttpApi http;
    link::ArchiveApi archives;
};

ArchiveItem messageOf(qint64 seq, qsizetype padding = 0)
{
    ArchivedMessage item;
    item.message.id = MessageId { Uuid { { 9, quint8(seq) } } };
    item.message.conversation = ConversationId { Uuid { { 3 } } };
    item.message.seq = Seq { seq };
    item.message.content.text = QString::fromLatin1(kNeedle) + QString(padding, u'.');
    return item;
}

crypto::Bytes sealed(const Chain &chain, const ArchiveKeys &keys, const std::vector<ArchiveItem> &items)
{
    SegmentWriter writer(kMostSegmentItems);
    for (const ArchiveItem &item : items) {
        if (writer.add(item) != Added::Taken)
            qFatal("an item does not fit");
    }
    return writer.seal(chain, keys, crypto::systemRandom());
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestRelay> m_relay;
    std::unique_ptr<Device> m_laptop;
    crypto::Ed25519Key m_account = crypto::Ed25519Key::generate(crypto::systemRandom());
    ArchiveKeys m_keys;

    UserId ana() const { return m_laptop->self.person.id; }

    /// Appends one segment as the laptop.
    bool grow(Chain &chain, const std::vector<ArchiveItem> &items)
    {
        const auto segment = sealed(chain, m_keys, items);
        const auto next = m_laptop->append(segment);
        return next && chain.follow(segment) && *next == chain.next();
    }

    RecoveryContents contents() const
    {
        RecoveryContents all;
        all.accountSeed = crypto::WipingBytes::copyOf(m_account.seed());
        all.archiveKeys = m_keys.copy();
        return all;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void init()
    {
        m_relay = std::make_unique<TestRelay>();
        QVERIFY(m_relay->start());
        m_laptop
            = std::make_unique<Device>(*m_relay, m_relay->enrol(QStringLiteral("Ana Silva"), people::Role::Guardian));
        QVERIFY(m_laptop->say(ListAct::Begin, m_laptop->self.device, m_account));
        m_keys = ArchiveKeys::begin(crypto::systemRandom());
    }

    void whoLostEveryDeviceHasTheirHistoryBackByTheSheet()
    {
        Chain chain(ana(), 1);
        QVERIFY(m_laptop->lease()->isGranted);
        QVERIFY(grow(chain, { messageOf(1), messageOf(2) }));
        QVERIFY(grow(chain, { messageOf(3) }));
        const auto sheet
            = RecoverySheet::generate(SheetKind::Words, linking::WordLanguage::English, crypto::systemRandom());
        const QString paper = sheet.words().join(u' ');
        const auto keys = SheetKeys::derive(sheet, SheetParameters::fresh(sheet, crypto::systemRandom(), kCheap));
        const SheetLock lock = keys->lockFor(ana(), m_account.publicKey());
        const auto blob = sealRecoveryBlob(lock, contents(), crypto::systemRandom());
        QCOMPARE(
            *m_laptop->changeRecovery({ 0, crypto::toByteArray(*blob), crypto::toByteArray(lock.parameters.encode()),
                crypto::toByteArray(archive::proofHash(keys->proof())) }),
            1);

        // Another computer, with the password and the paper.
        Device fresh(*m_relay, m_relay->anotherDevice(m_laptop->self));
        const auto known = fresh.recovery();
        QVERIFY(known && known->version == 1 && known->blob.isEmpty());
        const auto parameters = SheetParameters::decode(crypto::viewOf(known->parameters), kCheap);
        QVERIFY(parameters);
        const auto typed = RecoverySheet::fromTyped(parameters->kind, parameters->language, paper.toUpper());
        const auto own = SheetKeys::derive(std::get<RecoverySheet>(typed), *parameters);
        const auto opened = fresh.open(own->proof());
        QVERIFY(opened && opened->blob);
        const auto restored = openRecoveryBlob(*own, ana(), crypto::viewOf(*opened->blob));
        QVERIFY(restored);
        QCOMPARE(fresh.history(restored->archiveKeys).code(), Errc::Forbidden); // not in the list yet
        const auto account = crypto::Ed25519Key::fromSeed(restored->accountSeed.view());
        QVERIFY(fresh.say(ListAct::Add, fresh.self.device, *account));
        const auto history = fresh.history(restored->archiveKeys);
        QVERIFY(history);
        QVERIFY(*history == (std::vector { messageOf(1), messageOf(2), messageOf(3) }));
        // It seals the next blob without the paper.
        const auto listed = fresh.recovery();
        QVERIFY(*lockOfRecoveryBlob(ana(), m_account.publicKey(), *parameters, crypto::viewOf(listed->blob)) == lock);
    }

    void thePasswordAloneOpensNothing()
    {
        QVERIFY(m_laptop->changeRecovery({ 0, "sealed", "how", QByteArray(32, 'h') }));
        Device thief(*m_relay, m_relay->anotherDevice(m_laptop->self));
        for (int left = 9; left >= 0; --left) {
            const auto opened = thief.open(crypto::Bytes(archive::kRecoveryProofBytes, std::uint8_t(left)));
            QVERIFY(opened && !opened->blob);
            QCOMPARE(opened->tries.count, left);
        }
        QVERIFY(thief.open(crypto::Bytes(archive::kRecoveryProofBytes))->tries.retryAfter > std::chrono::hours(23));
        QVERIFY(thief.recovery()->blob.isEmpty());
        QCOMPARE(thief.lease().code(), Errc::Forbidden);
        QCOMPARE(thief.ask<std::vector<QByteArray>>(&link::ArchiveApi::segments, quint32(1), quint32(1)).code(),
            Errc::Forbidden);
        QCOMPARE(thief.ask<void>(&link::ArchiveApi::removeRecovery).code(), Errc::Forbidden);
        QCOMPARE(thief.ask<void>(&link::ArchiveApi::setKept, false).code(), Errc::Forbidden);
    }

    void afterADeviceWasTakenOutTheArchiveIsSealedAnewBesideTheOldOne()
    {
        Chain chain(ana(), 1);
        QVERIFY(m_laptop->lease()->isGranted);
        for (qint64 seq = 1; seq <= 3; ++seq)
            QVERIFY(grow(chain, { messageOf(seq) }));
        const ArchiveKeys stolen = m_keys.copy();
        m_keys.rotate(crypto::systemRandom());
        Chain anew(ana(), m_laptop->info()->last + 1);
        QVERIFY(grow(anew, { messageOf(1), messageOf(2), messageOf(3) }));
        QCOMPARE(m_laptop->activate({ 2, anew.next(), chain.next() + 1 }).code(), Errc::Conflict);
        QVERIFY(m_laptop->activate({ 2, anew.next(), chain.next() }));
        m_keys.forgetBelow(m_keys.newest());
        QVERIFY(*m_laptop->history(m_keys) == (std::vector { messageOf(1), messageOf(2), messageOf(3) }));
        QCOMPARE(m_laptop->history(stolen).code(), Errc::KeyMissing);
        QVERIFY(grow(anew, { messageOf(4) }));
    }

    void twoDevicesOfOnePersonWriteOneAfterTheOther()
    {
        Device tablet(*m_relay, m_relay->anotherDevice(m_laptop->self));
        QVERIFY(m_laptop->say(ListAct::Add, tablet.self.device, m_account));
        Chain chain(ana(), 1);
        QVERIFY(m_laptop->lease()->isGranted);
        QVERIFY(!tablet.lease()->isGranted);
        QVERIFY(grow(chain, { messageOf(1) }));
        QVERIFY(m_laptop->ask<void>(&link::ArchiveApi::endLease));
        QVERIFY(tablet.lease()->isGranted);
        QCOMPARE(tablet.append(sealed(Chain(ana(), 1), m_keys, { messageOf(9) })).code(), Errc::Conflict);
        const auto segment = sealed(chain, m_keys, { messageOf(2) });
        QCOMPARE(*tablet.append(segment), 3U);
        QCOMPARE(*tablet.append(segment), 3U); // it lost the answer
        QCOMPARE(m_laptop->append(sealed(chain, m_keys, { messageOf(3) })).code(), Errc::Expired);
        QVERIFY(*tablet.history(m_keys) == (std::vector { messageOf(1), messageOf(2) }));
    }

    void theLongestSegmentsGoUpAndDown()
    {
        Chain chain(ana(), 1);
        QVERIFY(m_laptop->lease()->isGranted);
        std::vector<ArchiveItem> many;
        for (qint64 seq = 1; seq <= 15; ++seq)
            many.push_back(messageOf(seq, 15'900));
        for (int i = 0; i < 3; ++i)
            QVERIFY(grow(chain, many));
        const auto history = m_laptop->history(m_keys);
        QVERIFY(history);
        QCOMPARE(history->size(), 45U);
        QVERIFY(!m_laptop->append(crypto::Bytes(archive::kMostSegmentBytes + 1)));
        QCOMPARE(m_laptop->info()->present->next, 4U);
    }

    void theRelaysFileHoldsNoneOfItInTheClear()
    {
        Chain chain(ana(), 1);
        QVERIFY(m_laptop->lease()->isGranted);
        QVERIFY(grow(chain, { messageOf(1) }));
        const auto sheet
            = RecoverySheet::generate(SheetKind::Words, linking::WordLanguage::English, crypto::systemRandom());
        const auto keys = SheetKeys::derive(sheet, SheetParameters::fresh(sheet, crypto::systemRandom(), kCheap));
        const SheetLock lock = keys->lockFor(ana(), m_account.publicKey());
        QVERIFY(m_laptop->changeRecovery({ 0,
            crypto::toByteArray(*sealRecoveryBlob(lock, contents(), crypto::systemRandom())),
            crypto::toByteArray(lock.parameters.encode()), crypto::toByteArray(archive::proofHash(keys->proof())) }));
        QVERIFY(m_laptop->open(keys->proof())->blob);
        const QString path = m_relay->databasePath();
        m_relay->stop();
        QByteArray all;
        for (const QLatin1StringView end : { QLatin1StringView(""), QLatin1StringView("-wal") }) {
            QFile file(path + end);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        const auto isThere = [&all](crypto::ByteView bytes) { return all.contains(crypto::toByteArray(bytes)); };
        QVERIFY(isThere(archive::proofHash(keys->proof()))); // it is looked for in the right place
        QVERIFY(!isThere(crypto::viewOf(kNeedle)));
        QVERIFY(!isThere(keys->proof()));
        QVERIFY(!isThere(m_account.seed()));
        QVERIFY(!isThere(m_keys.find(1)->view()));
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
