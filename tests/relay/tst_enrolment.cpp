// SPDX-License-Identifier: GPL-3.0-or-later
// How a device becomes one of its person's, against a real relay: the first one, one that comes back, one that is linked, and what
// may go wrong on the way.

#include "core/crypto/initialise.h"
#include "core/crypto/qtbytes.h"
#include "core/session/enrolment.h"
#include "core/session/linker.h"
#include "core/session/owndevices.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/support/onetoken/onetoken.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/scriptedway/scriptedway.h"
#include "tests/support/testkey/testkey.h"

#include <QTest>

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using people::Role;

namespace {

/// A device with its disk.
class Device
{
public:
    Device(const TestRelay &relay, Enrolled who)
        : self(std::move(who))
        , m_way(m_clock)
        , m_api(*link::RelayAddress::fromUrl(relay.url()), m_way.network, m_clock)
        , m_tokens(self.accessToken)
    {
        open();
    }

    void open()
    {
        m_own.reset();
        m_linker.reset();
        m_enrolment.reset();
        m_store.reset();
        m_store = std::move(*store::Store::open(m_folder.filePath(QStringLiteral("store.sqlite")), testKey()));
    }

    void enrol()
    {
        result.reset();
        offers.clear();
        m_enrolment = std::make_unique<Enrolment>(EnrolmentParts { *m_store, m_api, m_clock, crypto::systemRandom() },
            EnrolmentSubject { self.person.id, self.device, QStringLiteral("Küche"),
                [this] { return self.accessToken; }, linking::WordLanguage::Spanish });
        QObject::connect(m_enrolment.get(), &Enrolment::offered, m_enrolment.get(),
            [this](const LinkOffer &offer) { offers.push_back(offer); });
        QObject::connect(m_enrolment.get(), &Enrolment::finished, m_enrolment.get(),
            [this](const Result<void> &end) { result = end; });
        m_enrolment->start();
    }

    Linker &linker()
    {
        if (!m_linker)
            m_linker
                = std::make_unique<Linker>(LinkerParts { *m_store, m_api, m_tokens, m_clock, crypto::systemRandom() },
                    self.person.id, self.device);
        return *m_linker;
    }

    OwnDevices &own()
    {
        if (!m_own)
            m_own = std::make_unique<OwnDevices>(
                LinkerParts { *m_store, m_api, m_tokens, m_clock, crypto::systemRandom() }, self.person.id,
                self.device);
        return *m_own;
    }

    Enrolment &enrolment() { return *m_enrolment; }
    store::Store &store() { return *m_store; }
    link::HttpApi &api() { return m_api; }

    bool isEnrolled() { return *session::isEnrolled(*m_store, self.person.id, self.device); }
    groups::DeviceIdentity identity() { return std::move(**groups::loadDeviceIdentity(*m_store)); }

    /// What the relay has of this person's list.
    identity::DeviceList listAtRelay()
    {
        std::optional<Result<void>> fetched;
        OwnList list(m_api, self.person.id);
        list.fetch(self.accessToken, [&](const Result<void> &end) { fetched = end; });
        return QTest::qWaitFor([&] { return fetched.has_value(); }) && *fetched ? list.list() : identity::DeviceList();
    }

    Enrolled self;
    std::vector<LinkOffer> offers;
    std::optional<Result<void>> result;

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    ScriptedWay m_way;
    link::HttpApi m_api;
    OneToken m_tokens;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<Enrolment> m_enrolment;
    std::unique_ptr<Linker> m_linker;
    std::unique_ptr<OwnDevices> m_own;
};

bool isOver(const Device &device)
{
    return QTest::qWaitFor([&] { return device.result.has_value(); }, 10'000);
}

bool succeeded(const Device &device)
{
    return isOver(device) && device.result->ok();
}

/// The old device's answer to a code or a picture.
Result<LinkCandidate> found(Device &old, const QString &text)
{
    std::optional<Result<LinkCandidate>> answer;
    old.linker().find(text, [&](const Result<LinkCandidate> &candidate) { answer = candidate; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000))
        return Error { Errc::Internal, QStringLiteral("no answer") };
    return *answer;
}

Result<void> confirmed(Device &old)
{
    std::optional<Result<void>> answer;
    old.linker().confirm([&](const Result<void> &end) { answer = end; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000))
        return Error { Errc::Internal, QStringLiteral("no answer") };
    return *answer;
}

template<typename Ask>
Result<void> done(Ask ask)
{
    std::optional<Result<void>> answer;
    ask([&](const Result<void> &end) { answer = end; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000))
        return Error { Errc::Internal, QStringLiteral("no answer") };
    return *answer;
}

bool hasOffer(const Device &fresh)
{
    return QTest::qWaitFor([&] { return !fresh.offers.empty(); }, 10'000);
}

bool hasWords(const Device &fresh)
{
    return QTest::qWaitFor([&] { return !fresh.offers.empty() && !fresh.offers.back().words.isEmpty(); }, 10'000);
}

/// All that two people would do with a code.
bool linked(Device &old, Device &fresh)
{
    if (!found(old, fresh.offers.back().code) || !hasWords(fresh))
        return false;
    fresh.enrolment().confirm();
    return confirmed(old).ok() && succeeded(fresh);
}

/// A laptop that is Ana's, and a tablet that waits to be.
struct Ana
{
    explicit Ana(TestRelay &relay)
        : who(relay.enrol(QStringLiteral("Ana %1").arg(++count), Role::Guardian))
        , laptop(relay, who)
        , tablet(relay, relay.anotherDevice(who))
    {
        laptop.enrol();
        ok = succeeded(laptop);
        tablet.enrol();
        ok = ok && hasOffer(tablet);
    }

    static inline int count = 0;
    Enrolled who;
    Device laptop;
    Device tablet;
    bool ok = false;
};

} // namespace

class TestEnrolment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        QVERIFY(m_relay.start());
    }

    void aPersonsFirstDeviceBeginsTheirList()
    {
        Device laptop(m_relay, m_relay.enrol(QStringLiteral("Ben"), Role::Guardian));
        QVERIFY(!laptop.isEnrolled());
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        QVERIFY(laptop.offers.empty());
        QVERIFY(laptop.isEnrolled());
        const auto list = laptop.listAtRelay();
        QVERIFY(list.isLinked(laptop.self.device));
        QVERIFY(list.accountKey() == laptop.identity().certificate.accountKey);
        QCOMPARE(identity::openDeviceName(list.devices().front().sealedName, laptop.identity().accountKey),
            QStringLiteral("Küche"));

        laptop.open();
        QVERIFY(laptop.isEnrolled());
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        QCOMPARE(laptop.listAtRelay().number(), 1U);
    }

    void aLinkedDeviceHasTheSameAccount()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        const auto candidate = found(ana.laptop, ana.tablet.offers.back().code);
        QVERIFY2(candidate, qPrintable(candidate ? QString() : candidate.error().detail));
        QCOMPARE(candidate->name, QStringLiteral("Küche"));
        QVERIFY(hasWords(ana.tablet));
        QCOMPARE(ana.tablet.offers.back().words, candidate->words);
        QCOMPARE(candidate->words.size(), 4);
        QVERIFY(confirmed(ana.laptop));
        ana.tablet.enrolment().confirm();
        QVERIFY(succeeded(ana.tablet));
        QVERIFY(ana.tablet.isEnrolled());
        QVERIFY(ana.tablet.identity().certificate.accountKey == ana.laptop.identity().certificate.accountKey);
        QVERIFY(ana.laptop.isEnrolled());

        // And it links a third one.
        Device phone(m_relay, m_relay.anotherDevice(ana.who));
        phone.enrol();
        QVERIFY(hasOffer(phone));
        QVERIFY(linked(ana.tablet, phone));
        QCOMPARE(phone.listAtRelay().devices().size(), 3U);
    }

    void aPictureLinksAsACodeDoes()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        QVERIFY(found(ana.laptop, u' ' + ana.tablet.offers.back().picture + u'\n'));
        QVERIFY(hasWords(ana.tablet));
        ana.tablet.enrolment().confirm();
        QVERIFY(confirmed(ana.laptop));
        QVERIFY(succeeded(ana.tablet));
    }

    void nothingIsTakenBeforeBothPeopleAgree()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        QVERIFY(found(ana.laptop, ana.tablet.offers.back().code));
        QVERIFY(hasWords(ana.tablet));
        QVERIFY(!ana.tablet.result);
        QCOMPARE(ana.laptop.listAtRelay().devices().size(), 1U);
        QVERIFY(confirmed(ana.laptop));
        // What was given has arrived, and waits, also while the relay answers whatever else the tablet asks.
        QVERIFY(QTest::qWaitFor([&] { return ana.tablet.offers.back().isAgreed; }, 10'000));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ana.tablet.listAtRelay().devices().size(), 2U);
        QVERIFY(!ana.tablet.result && !ana.tablet.isEnrolled());
        ana.tablet.enrolment().confirm();
        QVERIFY(succeeded(ana.tablet));
    }

    void whoDeclinesGivesAndTakesNothing()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        QVERIFY(found(ana.laptop, ana.tablet.offers.back().code));
        QVERIFY(hasWords(ana.tablet));
        ana.laptop.linker().decline();
        QCOMPARE(confirmed(ana.laptop).code(), Errc::Conflict);
        QVERIFY(isOver(ana.tablet));
        QCOMPARE(ana.tablet.result->code(), Errc::Cancelled);
        QCOMPARE(ana.laptop.listAtRelay().devices().size(), 1U);

        ana.tablet.enrol();
        QVERIFY(hasOffer(ana.tablet));
        ana.tablet.enrolment().decline();
        QVERIFY(isOver(ana.tablet));
        QCOMPARE(ana.tablet.result->code(), Errc::Cancelled);
        QVERIFY(!ana.tablet.isEnrolled());
    }

    void aCodeIsUsedOnce()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        const QString code = ana.tablet.offers.back().code;
        QVERIFY(found(ana.laptop, code));
        QVERIFY(hasWords(ana.tablet));
        QVERIFY(confirmed(ana.laptop));
        ana.tablet.enrolment().confirm();
        QVERIFY(succeeded(ana.tablet));
        QTRY_COMPARE(found(ana.laptop, code).code(), Errc::NotFound);
    }

    void anotherPersonsCodeLeadsNowhere()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        Device bens(m_relay, m_relay.enrol(QStringLiteral("Ben Other"), Role::Staff));
        bens.enrol();
        QVERIFY(succeeded(bens));
        QCOMPARE(found(bens, ana.tablet.offers.back().code).code(), Errc::NotFound);
        QCOMPARE(found(bens, QStringLiteral("12345678")).code(), Errc::Invalid);
        QCOMPARE(found(bens, QStringLiteral("no code at all")).code(), Errc::Invalid);
    }

    void twoDevicesAreLinkedAtOnce()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        Device phone(m_relay, m_relay.anotherDevice(ana.who));
        phone.enrol();
        QVERIFY(hasOffer(phone));
        for (Device *fresh : { &phone, &ana.tablet }) {
            QVERIFY(linked(ana.laptop, *fresh));
        }
        QCOMPARE(ana.laptop.listAtRelay().devices().size(), 3U);
    }

    void ofTwoFirstDevicesOneBeginsAndTheOtherIsLinked()
    {
        const Enrolled who = m_relay.enrol(QStringLiteral("Two At Once"), Role::Guardian);
        Device one(m_relay, who);
        Device other(m_relay, m_relay.anotherDevice(who));
        one.enrol();
        other.enrol();
        QVERIFY(QTest::qWaitFor(
            [&] { return (one.result && !other.offers.empty()) || (other.result && !one.offers.empty()); }, 10'000));
        Device &first = one.result ? one : other;
        Device &second = one.result ? other : one;
        QVERIFY(first.isEnrolled() && !second.isEnrolled());
        QVERIFY(linked(first, second));
    }

    void aDeviceThatSignsInAsAnotherOneAddsItselfByTheKeyThatItKept()
    {
        Device laptop(m_relay, m_relay.enrol(QStringLiteral("Back Again"), Role::Guardian));
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        const auto account = laptop.identity().certificate.accountKey;
        const Enrolled again = m_relay.anotherDevice(laptop.self);
        laptop.self.device = again.device;
        laptop.self.accessToken = again.accessToken;
        QVERIFY(!laptop.isEnrolled());
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        QVERIFY(laptop.offers.empty());
        QVERIFY(laptop.isEnrolled());
        QVERIFY(laptop.identity().certificate.accountKey == account);
        QCOMPARE(laptop.listAtRelay().devices().size(), 2U);
    }

    void aDeviceThatWasTakenOutIsNotBackByTheKeyThatItKept()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        QVERIFY(linked(ana.laptop, ana.tablet));
        QVERIFY(done([&](auto reply) { ana.laptop.own().remove(ana.tablet.self.device, reply); }));
        ana.tablet.enrol();
        QVERIFY(isOver(ana.tablet));
        QCOMPARE(ana.tablet.result->code(), Errc::Unauthenticated);

        const Enrolled again = m_relay.anotherDevice(ana.who);
        ana.tablet.self.device = again.device;
        ana.tablet.self.accessToken = again.accessToken;
        ana.tablet.enrol();
        QVERIFY(hasOffer(ana.tablet)); // as any other that has the password alone
        QVERIFY(!ana.tablet.result);
    }

    void onesDevicesAreNamedAndTakenOut()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        const DeviceId tablet = ana.tablet.self.device;
        const auto list = [&] {
            std::optional<Result<std::vector<OwnDevice>>> answer;
            ana.laptop.own().list([&](const auto &devices) { answer = devices; });
            return QTest::qWaitFor([&] { return answer.has_value(); }, 10'000) && *answer ? **answer
                                                                                          : std::vector<OwnDevice>();
        };
        auto devices = list();
        QCOMPARE(devices.size(), 2U);
        QVERIFY(devices[0].isThis && devices[0].isLinked && devices[0].name == QStringLiteral("Küche"));
        QVERIFY(devices[1].id == tablet && !devices[1].isLinked); // it waits

        QVERIFY(linked(ana.laptop, ana.tablet));
        QVERIFY(done([&](auto reply) { ana.laptop.own().rename(tablet, QStringLiteral(" Wohnzimmer "), reply); }));
        devices = list();
        QVERIFY(devices[1].isLinked && devices[1].name == QStringLiteral("Wohnzimmer"));
        for (const QString &name : { QString(), QStringLiteral(" "), QString(65, u'x'), QStringLiteral("a\nb") })
            QCOMPARE(done([&](auto reply) { ana.laptop.own().rename(tablet, name, reply); }).code(), Errc::Invalid);
        const DeviceId nobody { Uuid { { 0x77 } } };
        QCOMPARE(done([&](auto reply) { ana.laptop.own().rename(nobody, QStringLiteral("x"), reply); }).code(),
            Errc::NotFound);
        QCOMPARE(done([&](auto reply) { ana.laptop.own().remove(nobody, reply); }).code(), Errc::NotFound);
        QCOMPARE(
            done([&](auto reply) { ana.laptop.own().remove(ana.laptop.self.device, reply); }).code(), Errc::Conflict);

        QVERIFY(done([&](auto reply) { ana.laptop.own().remove(tablet, reply); }));
        QCOMPARE(list().size(), 1U);
        QVERIFY(!ana.laptop.listAtRelay().isLinked(tablet));
        // One that only signed in goes as well.
        (void)m_relay.anotherDevice(ana.who);
        devices = list();
        QCOMPARE(devices.size(), 2U);
        QVERIFY(done([&](auto reply) { ana.laptop.own().remove(devices[1].id, reply); }));
        QCOMPARE(list().size(), 1U);
    }

    void whoHasNoOtherDeviceLeftBeginsAnew()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        const auto account = ana.laptop.identity().certificate.accountKey;
        ana.tablet.enrolment().beginAnew();
        QVERIFY(succeeded(ana.tablet));
        QVERIFY(ana.tablet.isEnrolled());
        QVERIFY(ana.tablet.identity().certificate.accountKey != account);
        const auto list = ana.tablet.listAtRelay();
        QCOMPARE(list.begunAnew(), 2U);
        QVERIFY(list.isLinked(ana.tablet.self.device) && !list.isLinked(ana.laptop.self.device));
        QVERIFY(ana.laptop.listAtRelay().isEmpty()); // signed out
        // And goes on with a list whose beginning another key signed.
        QVERIFY(
            done([&](auto reply) { ana.tablet.own().rename(ana.tablet.self.device, QStringLiteral("Neu"), reply); }));
    }

    void whatWasStoredAndNotSaidIsSaidAgain()
    {
        // The device died, or its line did, between the store and the relay.
        Device laptop(m_relay, m_relay.enrol(QStringLiteral("Cut Off"), Role::Guardian));
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        QVERIFY(laptop.store().transact([&] { return laptop.store().deviceKeys.saveOwnList({}); }));
        laptop.open();
        QVERIFY(!laptop.isEnrolled());
        laptop.enrol();
        QVERIFY(succeeded(laptop));
        QVERIFY(laptop.isEnrolled());
        QCOMPARE(laptop.listAtRelay().number(), 1U);
    }

    void aRelayThatForgotPartOfAListIsToldAgain()
    {
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        QVERIFY(linked(ana.laptop, ana.tablet));
        const auto whole = ana.laptop.listAtRelay();
        QCOMPARE(whole.number(), 2U);
        // As a backup of before leaves it.
        m_relay.stop();
        {
            auto database = sql::Database::open(m_relay.databasePath(), sql::OpenMode::ReadWrite);
            QVERIFY(database);
            identity::DeviceList first;
            QVERIFY(first.append(crypto::viewOf((*ana.laptop.store().deviceKeys.ownList()).front())));
            sql::Statement forget(**database, "DELETE FROM device_list_entries WHERE person = ? AND number > 1");
            QVERIFY(forget.run(ana.who.person.id));
            sql::Statement save(**database, "UPDATE device_lists SET list = ? WHERE person = ?");
            QVERIFY(save.run(crypto::toByteArray(first.encode()), ana.who.person.id));
        }
        QVERIFY(m_relay.start());
        QCOMPARE(ana.laptop.listAtRelay().number(), 1U);
        ana.tablet.enrol();
        QVERIFY(succeeded(ana.tablet));
        QVERIFY(ana.laptop.listAtRelay() == whole);
    }

    void aListThatARelayBeginsAnewIsNotTakenForThisPersons()
    {
        // A relay cannot sign for an account, but it can begin a list anew under a key of its own.
        Ana ana(m_relay);
        QVERIFY(ana.ok);
        const auto account = crypto::Ed25519Key::generate(crypto::systemRandom());
        identity::DeviceList list = ana.laptop.listAtRelay();
        identity::ListedDevice relays;
        relays.id = DeviceId { Uuid { { 0x66 } } };
        const auto forged = identity::makeListEntry(
            list, ana.who.person.id, identity::ListAct::Begin, relays, utcFromMilliseconds(1'795'000'000'000), account);
        QVERIFY(list.append(forged));
        m_relay.stop();
        {
            auto database = sql::Database::open(m_relay.databasePath(), sql::OpenMode::ReadWrite);
            QVERIFY(database);
            sql::Statement add(**database, "INSERT INTO device_list_entries (person, number, entry) VALUES (?, 2, ?)");
            QVERIFY(add.run(ana.who.person.id, crypto::toByteArray(forged)));
            sql::Statement save(**database, "UPDATE device_lists SET list = ? WHERE person = ?");
            QVERIFY(save.run(crypto::toByteArray(list.encode()), ana.who.person.id));
        }
        QVERIFY(m_relay.start());
        QCOMPARE(done([&](auto reply) {
            ana.laptop.own().list(
                [reply](const auto &devices) { reply(devices ? Result<void>() : Result<void>(devices.error())); });
        }).code(),
            Errc::Corrupt);
        QVERIFY(ana.laptop.isEnrolled()); // and nothing of it was kept
        QCOMPARE(done([&](auto reply) {
            ana.laptop.own().rename(ana.laptop.self.device, QStringLiteral("x"), reply);
        }).code(),
            Errc::Corrupt);
    }

    void codesAreReadAsPeopleTypeThem()
    {
        const QString digits = QStringLiteral("123456789");
        for (const QString &typed : { digits, QStringLiteral(" 123 456 789 "), QStringLiteral("123-456-789"),
                 QStringLiteral("١٢٣ ٤٥٦ ٧٨٩"), QStringLiteral("123–456–789") })
            QCOMPARE(linkCodeOf(typed), digits);
        for (const QString &typed : { QString(), QStringLiteral("12345678"), QStringLiteral("1234567890"),
                 QStringLiteral("12345678x"), QStringLiteral("1,234,567,89"), QString(100'000, u'1') })
            QCOMPARE(linkCodeOf(typed), std::nullopt);
    }

private:
    TestRelay m_relay;
};

QTEST_GUILESS_MAIN(TestEnrolment)
#include "tst_enrolment.moc"
