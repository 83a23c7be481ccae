// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/world.h"

#include "tests/simulation/must.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace pc::sim {

namespace {

constexpr Milliseconds kQuiet { 60'000 };
constexpr Milliseconds kBegunAnew { 120'000 }; // besides: members of a frozen group have tried in vain by then
constexpr Milliseconds kTick { 1'000 };
constexpr int kLeaseDeaths = 10; // per cent
constexpr int kMostSettling = 40;

} // namespace

/// In memory where the system offers that: what is tested here is order, not the disk.
QString World::roomyFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
        + QStringLiteral("/parentconnect-sim-XXXXXX");
}

QString World::relayFolder() const
{
    return m_folder.filePath(QStringLiteral("relay"));
}

World::World(const RunOptions &options)
    : m_options(options)
    , m_random(options.seed)
    , m_school(School::of(options.devices))
    , m_network(m_clock, m_random)
    , m_relay((QDir().mkpath(relayFolder()), relayFolder()), m_school, m_clock, m_random, m_network)
{
    m_network.use(&m_relay);
    for (const relay::accounts::Actor &actor : m_school.devices) {
        m_devices.push_back(std::make_unique<SimDevice>(SimDevice::Parts { m_network, m_clock, m_evidence,
            m_folder.filePath(shortName(actor.device)), m_lists, actor, m_random.next64(), [this](SimDevice &device) {
                if (!m_isQuiet && m_random.below(100) < quint64(kLeaseDeaths)) {
                    say(QStringLiteral("%1 is about to die with the lease").arg(device.name()));
                    device.cutAt(1, m_random.below(2) == 0 ? CutAt::BeforeCommit : CutAt::AfterCommit);
                }
            } }));
    }
}

World::~World()
{
    m_devices.clear();
    m_relay.stop();
    m_network.use(static_cast<SimRelay *>(nullptr));
}

void World::say(const QString &what)
{
    m_steps.append(QStringLiteral("%1 s  %2")
                       .arg(double(m_clock.monotonicNow().time_since_epoch().count()) / 1'000, 9, 'f', 3)
                       .arg(what));
}

void World::pass(Milliseconds time)
{
    m_clock.advance(time);
    buryTheDead();
    for (const auto &device : m_devices) {
        if (device->isRunning())
            device->keeper().committed();
    }
}

Outcome World::run()
{
    m_relay.start();
    if (m_options.plant)
        m_options.plant->begin(*this);
    openSchool();
    for (int number = 0; number < m_options.steps; ++number) {
        step();
        if (m_options.plant)
            m_options.plant->afterStep(*this, number);
    }
    if (m_options.plant)
        m_options.plant->beforeQuiet(*this);
    beQuiet();
    if (m_options.plant)
        m_options.plant->beforeJudging(*this);
    judge();
    return { m_evidence.findings(), m_steps, m_tally };
}

/// Half of the devices are there from the start, and have a conversation.
void World::openSchool()
{
    for (size_t number = 0; number < (m_devices.size() + 1) / 2; ++number)
        startDevice(*m_devices[number]);
    pass(kTick);
    someoneCreatesGroup();
    pass(kTick);
}

void World::step()
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
    const bool isQuick = m_random.below(10) < 6;
    pass(Milliseconds { qint64(m_random.below(isQuick ? 300 : 5'000)) });
    if (m_relayDown > 0 && --m_relayDown == 0)
        m_relay.start();
    reconnect();
}

void World::startDevice(SimDevice &device)
{
    device.start();
    device.connect();
}

void World::buryTheDead()
{
    for (const auto &device : m_devices) {
        if (!device->isDead())
            continue;
        device->bury();
        say(QStringLiteral("%1 has died").arg(device->name()));
        if (m_random.below(2) == 0)
            startDevice(*device);
    }
}

/// Whoever lost the connection tries again before long.
void World::reconnect()
{
    for (const auto &device : m_devices) {
        if (device->isRunning() && m_random.below(3) == 0)
            device->connect();
    }
}

void World::beQuiet()
{
    say(QStringLiteral("quiet"));
    m_network.setFaulty(false);
    if (!m_relay.isRunning())
        m_relay.start();
    m_isQuiet = true;
    const MonoTime end = m_clock.monotonicNow() + kQuiet + (m_spoiled > 0 ? kBegunAnew : Milliseconds { 0 });
    m_evidence.spoilsNextCommit = false;
    repairWhatIsBroken();
    while (m_clock.monotonicNow() < end) {
        for (const auto &device : m_devices) {
            if (isRevoked(*device))
                continue;
            if (!device->isRunning())
                device->start();
            device->connect();
        }
        pass(kTick);
    }
    for (int turn = 0; turn < kMostSettling && !m_network.isQuiet(); ++turn)
        pass(Milliseconds { 50 });
}

void World::judge()
{
    const LogTruth truth = LogTruth::read(m_relay.path(), m_evidence.firstTrees);
    Judge judge(m_devices, truth, m_evidence);
    judge.messagesAreShownOnce();
    judge.onlyMembersHaveLeaves();
    judge.everyoneHasArrived();
    judge.usedSecretsAreGone();
    judge.disksShowNothing(m_folder.path());
    judge.whatIsShownCanBeReported(m_relay.path());
    judge.nothingIsReadAfterLeaving();
    judge.relayReadsNothing(relayFolder(), m_ear.heard());
    m_tally += judge.tally();
}

SimDevice *World::anyOf(const std::function<bool(SimDevice &)> &fits)
{
    std::vector<SimDevice *> fitting;
    for (const auto &device : m_devices) {
        if (fits(*device))
            fitting.push_back(device.get());
    }
    return fitting.empty() ? nullptr : fitting[m_random.below(fitting.size())];
}

SimDevice *World::anyRunning()
{
    return anyOf([](SimDevice &device) { return device.isRunning(); });
}

SimDevice *World::anyOnline()
{
    return anyOf([](SimDevice &device) { return device.isRunning() && device.isOnline(); });
}

std::optional<ConversationId> World::conversationOf(SimDevice &device)
{
    std::vector<ConversationId> open;
    for (const store::ConversationRow &row : must(device.store().conversations.list())) {
        if (row.known && !row.left)
            open.push_back(row.id);
    }
    std::ranges::sort(open);
    return open.empty() ? std::nullopt : std::optional(open[m_random.below(open.size())]);
}

UserId World::anybody()
{
    const auto people = m_school.people();
    return people[m_random.below(people.size())];
}

bool World::write(SimDevice &device)
{
    const auto where = conversationOf(device);
    if (!where)
        return false;
    const QString text = QLatin1StringView(kMarker) + QString::number(++m_texts);
    const auto sent = device.engine().send(*where, { text }).result();
    if (!sent)
        return false;
    m_evidence.written[*sent] = { *where, device.self.device, text };
    say(QStringLiteral("%1 writes %2 in %3").arg(device.name()).arg(m_texts).arg(shortName(*where)));
    return true;
}

} // namespace pc::sim
