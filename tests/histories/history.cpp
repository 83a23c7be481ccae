// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/histories/history.h"

#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/simulation/must.h"

#include <algorithm>

namespace pc::histories {

using sim::must;

namespace {

constexpr int kBatch = 20; // works that share a transaction at most
constexpr int kPage = 10; // frames, the least that a configuration may ask for
constexpr Milliseconds kTick { 1'000 };
constexpr Milliseconds kAtLeast { 12'000 }; // two looks at heads, and what they lead to
constexpr Milliseconds kSilence { 75'000 }; // until either side finds out that a connection carries nothing more
constexpr Milliseconds kAtMost { 180'000 };
constexpr qint64 kMostWrong = qint64(40) * 365 * 24 * 3'600'000;

} // namespace

const std::vector<Talk> &talks()
{
    static const std::vector<Talk> talks { { sim::numbered<ConversationId>(0xc0, 1), { 0, 1, 2, 3, 4 } },
        { sim::numbered<ConversationId>(0xc0, 2), { 0, 1, 2 } }, { sim::numbered<ConversationId>(0xc0, 3), { 3, 4 } } };
    return talks;
}

Tally &Tally::operator+=(const Tally &other)
{
    histories += other.histories;
    messages += other.messages;
    acknowledged += other.acknowledged;
    relayDeaths += other.relayDeaths;
    deviceDeaths += other.deviceDeaths;
    refusals += other.refusals;
    restores += other.restores;
    silences += other.silences;
    return *this;
}

sim::School History::schoolOf()
{
    sim::School school;
    for (int device = 0; device < kPeople * kDevicesEach; ++device) {
        school.devices.push_back({ sim::numbered<UserId>(0x01, quint32(device / kDevicesEach + 1)), people::Role::Staff,
            school.id, sim::numbered<DeviceId>(0xde, quint32(device + 1)) });
    }
    return school;
}

/// Conversations with a group each, in which nothing was said.
void History::prepareRelay(const QString &folder)
{
    FakeClock clock;
    SeededRandom random(1);
    sim::Network network(clock, random);
    const sim::School school = schoolOf();
    sim::SimRelay relay(folder, school, clock, random, network);
    const auto database = must(sql::Database::open(relay.path(), sql::OpenMode::ReadWrite));
    sql::Statement conversation(*database,
        "INSERT INTO conversations(row, id, school, kind, title, head, revision, oldest, created_at) "
        "VALUES(?, ?, ?, 1, 'Talk', 0, 0, 1, 0)");
    sql::Statement member(*database, "INSERT INTO members(conversation, user, owner, first) VALUES(?, ?, 0, 1)");
    sql::Statement group(*database,
        "INSERT INTO groups(conversation, generation, epoch, began, state, group_info) VALUES(?, 0, 0, 1, x'', x'')");
    for (size_t talk = 0; talk < talks().size(); ++talk) {
        const auto row = qint64(talk + 1);
        must(conversation.run(row, talks()[talk].id, school.id));
        for (const int person : talks()[talk].people)
            must(member.run(row, sim::numbered<UserId>(0x01, quint32(person + 1))));
        must(group.run(row));
    }
}

History::History(const Plan &plan, Disks &disks)
    : m_plan(plan)
    , m_random(plan.seed)
    , m_school(schoolOf())
    , m_network(m_clock, m_random)
    , m_relay(std::make_unique<sim::SimRelay>(disks.layRelay(prepareRelay), m_school, m_clock, m_random, m_network))
{
    m_network.use(m_relay.get());
    wire::Limits limits;
    limits.pageFrames = kPage;
    m_relay->beSlow(kBatch, limits);
    for (size_t number = 0; number < m_school.devices.size(); ++number) {
        m_devices.push_back(std::make_unique<Device>(Device::Parts { m_network, m_clock, disks.of(number), m_witness,
            m_school.devices[number], m_random.next64(), m_restores }));
    }
}

History::~History()
{
    m_devices.clear();
    m_relay->crash();
    m_network.use(static_cast<sim::SimRelay *>(nullptr));
}

void History::say(const QString &what)
{
    m_steps.append(QStringLiteral("%1 s  %2")
                       .arg(double(m_clock.monotonicNow().time_since_epoch().count()) / 1'000, 9, 'f', 3)
                       .arg(what));
}

void History::pass(Milliseconds time)
{
    m_clock.advance(time);
    for (const auto &device : m_devices) {
        if (!device->isDead())
            continue;
        say(QStringLiteral("%1 has died").arg(device->name()));
        ++m_tally.deviceDeaths;
        device->stop();
        if (m_random.below(2) == 0)
            device->start();
    }
}

Outcome History::run()
{
    m_tally.histories = 1;
    m_relay->start();
    for (const auto &device : m_devices) {
        if (m_random.below(2) == 0) {
            device->start();
            device->connect();
        }
    }
    pass(kTick);
    for (int number = 0; number < m_plan.steps; ++number)
        step();
    beQuiet();
    judge();
    m_tally.messages = int(m_witness.written().size());
    m_tally.acknowledged = int(m_witness.acknowledgements().size());
    m_tally.restores = m_restores;
    return { m_witness.findings(), m_steps, m_tally };
}

void History::step()
{
    quint64 all = 0;
    for (const Move &move : moves())
        all += quint64(move.weight);
    quint64 drawn = m_random.below(all);
    for (const Move &move : moves()) {
        if (drawn < quint64(move.weight)) {
            (this->*move.make)();
            break;
        }
        drawn -= quint64(move.weight);
    }
    const bool isQuick = m_random.below(10) < 7;
    pass(Milliseconds { qint64(m_random.below(isQuick ? 200 : 5'000)) });
    if (m_relayDown > 0 && --m_relayDown == 0)
        m_relay->start();
    for (const auto &device : m_devices) {
        if (m_random.below(6) == 0)
            device->disk().setFull(false);
        if (device->isRunning() && m_random.below(4) == 0)
            device->connect();
    }
}

void History::beQuiet()
{
    say(QStringLiteral("quiet"));
    m_network.setFaulty(false);
    if (!m_relay->isRunning())
        m_relay->start();
    for (const auto &device : m_devices)
        device->disk().setFull(false);
    const MonoTime begin = m_clock.monotonicNow();
    for (;;) {
        bool isSettled = true;
        for (const auto &device : m_devices) {
            if (!device->isRunning())
                device->start();
            device->connect();
            isSettled = isSettled && device->isOnline() && device->isSettled();
        }
        const auto passed = m_clock.monotonicNow() - begin;
        if ((isSettled && passed >= (m_tally.silences > 0 ? kSilence : kAtLeast)) || passed >= kAtMost)
            return;
        pass(kTick);
    }
}

Device *History::anyOf(const std::function<bool(Device &)> &fits)
{
    std::vector<Device *> fitting;
    for (const auto &device : m_devices) {
        if (fits(*device))
            fitting.push_back(device.get());
    }
    return fitting.empty() ? nullptr : fitting[m_random.below(fitting.size())];
}

Device *History::anyRunning()
{
    return anyOf([](Device &device) { return device.isRunning(); });
}

Device *History::anyOnline()
{
    return anyOf([](Device &device) { return device.isRunning() && device.isOnline(); });
}

const std::vector<History::Move> &History::moves()
{
    static const std::vector<Move> moves {
        { 40, &History::someoneWrites },
        { 10, &History::someoneReads },
        { 8, &History::someoneConnects },
        { 5, &History::someoneDisconnects },
        { 3, &History::someoneFallsSilent },
        { 6, &History::someoneStarts },
        { 3, &History::someoneStops },
        { 8, &History::someoneDies },
        { 4, &History::someonesDiskRefuses },
        { 3, &History::someonesClockIsSet },
        { 4, &History::relayDies },
        { 1, &History::relayStops },
        { 5, &History::relaysDiskRefuses },
        { 4, &History::relayIsCopied },
        { 3, &History::relayIsPutBack },
    };
    return moves;
}

void History::someoneWrites()
{
    Device *device = anyRunning();
    if (!device)
        return;
    const int person = int(sim::numberOf(device->self.user)) - 1;
    const auto burst = 1 + m_random.below(3);
    for (quint64 number = 0; number < burst; ++number) {
        const Talk &talk = talks()[m_random.below(talks().size())];
        if (std::ranges::find(talk.people, person) == talk.people.end())
            continue;
        const QString text = QStringLiteral("text %1").arg(++m_texts);
        const auto sent = device->engine().send(talk.id, { text }).result();
        if (!sent || device->isDead())
            continue; // nothing said that it is kept
        m_witness.wrote(*sent, { device->self.device, talk.id, text });
        say(QStringLiteral("%1 writes %2").arg(device->name(), text));
    }
}

void History::someoneReads()
{
    Device *device = anyRunning();
    if (!device)
        return;
    const Talk &talk = talks()[m_random.below(talks().size())];
    device->engine().markRead(talk.id, Seq { qint64(1 + m_random.below(30)) });
}

void History::someoneConnects()
{
    if (Device *device = anyOf([](Device &d) { return d.isRunning() && !d.isOnline(); }))
        device->connect();
}

void History::someoneDisconnects()
{
    if (Device *device = anyOnline()) {
        say(QStringLiteral("%1 disconnects").arg(device->name()));
        device->disconnect();
    }
}

void History::someoneFallsSilent()
{
    if (Device *device = anyOnline()) {
        say(QStringLiteral("%1 falls silent").arg(device->name()));
        m_network.mute(device->self.device);
        ++m_tally.silences;
    }
}

void History::someoneStarts()
{
    if (Device *device = anyOf([](Device &d) { return !d.isRunning(); })) {
        device->start();
        device->connect();
    }
}

void History::someoneStops()
{
    if (Device *device = anyRunning())
        device->stop();
}

/// At once, or at one of its next commits.
void History::someoneDies()
{
    Device *device = anyRunning();
    if (!device)
        return;
    if (m_random.below(3) == 0) {
        say(QStringLiteral("%1 dies").arg(device->name()));
        device->stop();
        ++m_tally.deviceDeaths;
        return;
    }
    const Death death = m_random.below(2) == 0 ? Death::BeforeCommit : Death::AfterCommit;
    device->dieAt(death, int(1 + m_random.below(4)));
    say(QStringLiteral("%1 is about to die").arg(device->name()));
}

void History::someonesDiskRefuses()
{
    if (Device *device = anyRunning()) {
        device->disk().setFull(true);
        say(QStringLiteral("%1 has a full disk").arg(device->name()));
        ++m_tally.refusals;
    }
}

void History::someonesClockIsSet()
{
    if (Device *device = anyOf([](Device &) { return true; }))
        device->setClock(Milliseconds { qint64(m_random.below(2 * quint64(kMostWrong))) - kMostWrong });
}

void History::relayDies()
{
    if (!m_relay->isRunning())
        return;
    say(QStringLiteral("the relay dies"));
    m_relay->crash();
    m_relayDown = int(1 + m_random.below(3));
    ++m_tally.relayDeaths;
}

void History::relayStops()
{
    if (!m_relay->isRunning())
        return;
    say(QStringLiteral("the relay stops"));
    m_relay->stop();
    m_relayDown = 1;
}

void History::relaysDiskRefuses()
{
    if (!m_relay->isRunning())
        return;
    say(QStringLiteral("the relay's disk is full"));
    m_relay->failCommit();
    ++m_tally.refusals;
}

void History::relayIsCopied()
{
    if (!m_relay->isRunning() || m_relay->hasBackup())
        return;
    say(QStringLiteral("the relay is copied"));
    m_relay->keepBackup();
}

void History::relayIsPutBack()
{
    if (!m_relay->isRunning() || !m_relay->hasBackup())
        return;
    say(QStringLiteral("the relay is put back"));
    ++m_restores;
    m_relay->putBackupBack();
}

} // namespace pc::histories
