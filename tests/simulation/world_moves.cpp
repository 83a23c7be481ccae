// SPDX-License-Identifier: GPL-3.0-or-later
// What may happen at a step, and how often.

#include "tests/simulation/must.h"
#include "tests/simulation/world.h"

#include <algorithm>

namespace pc::sim {

const std::vector<World::Move> &World::moves()
{
    static const std::vector<Move> moves {
        { 40, &World::someoneWrites },
        { 3, &World::someoneCreatesGroup },
        { 2, &World::someoneCreatesDirect },
        { 4, &World::someoneAdds },
        { 4, &World::someoneRemoves },
        { 1, &World::someoneLeaves },
        { 10, &World::someoneConnects },
        { 6, &World::someoneDisconnects },
        { 8, &World::someoneStarts },
        { 3, &World::someoneStops },
        { 8, &World::powerGoes },
        { 3, &World::someoneKeepsCopy },
        { 2, &World::copyIsPutBack },
        { 2, &World::relayRestarts },
        { 2, &World::packagesRunOut },
        { 1, &World::daysPass },
        { 1, &World::someoneIsRevoked },
        { 2, &World::someoneCommitsBadly },
        { 2, &World::relayIsCopied },
        { 1, &World::relayIsPutBack },
    };
    return moves;
}

void World::someoneWrites()
{
    if (SimDevice *device = anyRunning())
        write(*device);
}

void World::someoneCreatesGroup()
{
    SimDevice *device
        = anyOf([](SimDevice &d) { return d.isRunning() && d.isOnline() && d.self.role != people::Role::Guardian; });
    if (!device)
        return;
    std::vector<UserId> members;
    for (const UserId user : m_school.people()) {
        if (user != device->self.user && m_random.below(4) > 0)
            members.push_back(user);
    }
    device->engine().createGroup(QStringLiteral("Trip %1").arg(++m_titles), members);
    say(QStringLiteral("%1 creates a group with %2 others").arg(device->name()).arg(members.size()));
}

void World::someoneCreatesDirect()
{
    SimDevice *device = anyOnline();
    if (!device)
        return;
    const UserId with = anybody();
    device->engine().createDirect(with);
    say(QStringLiteral("%1 opens a direct conversation with P%2").arg(device->name()).arg(numberOf(with)));
}

void World::someoneAdds()
{
    SimDevice *device = anyOnline();
    const auto where = device ? conversationOf(*device) : std::nullopt;
    if (!where)
        return;
    const UserId user = anybody();
    device->engine().addMembers(*where, { user });
    say(QStringLiteral("%1 adds P%2 to %3").arg(device->name()).arg(numberOf(user)).arg(shortName(*where)));
}

void World::someoneRemoves()
{
    SimDevice *device = anyOnline();
    const auto where = device ? conversationOf(*device) : std::nullopt;
    if (!where)
        return;
    const UserId user = anybody();
    device->engine().removeMember(*where, user);
    say(QStringLiteral("%1 removes P%2 from %3").arg(device->name()).arg(numberOf(user)).arg(shortName(*where)));
}

void World::someoneLeaves()
{
    SimDevice *device = anyOnline();
    const auto where = device ? conversationOf(*device) : std::nullopt;
    if (!where)
        return;
    device->engine().removeMember(*where, device->self.user);
    say(QStringLiteral("%1 leaves %2").arg(device->name(), shortName(*where)));
}

void World::someoneConnects()
{
    if (SimDevice *device = anyOf([](SimDevice &d) { return d.isRunning() && !d.isOnline(); })) {
        device->connect();
        say(QStringLiteral("%1 connects").arg(device->name()));
    }
}

void World::someoneDisconnects()
{
    if (SimDevice *device = anyOnline()) {
        device->disconnect();
        say(QStringLiteral("%1 goes offline").arg(device->name()));
    }
}

void World::someoneStarts()
{
    if (SimDevice *device = anyOf([](SimDevice &d) { return !d.isRunning(); })) {
        startDevice(*device);
        say(QStringLiteral("%1 starts").arg(device->name()));
    }
}

void World::someoneStops()
{
    if (SimDevice *device = anyRunning()) {
        device->stop();
        say(QStringLiteral("%1 stops").arg(device->name()));
    }
}

void World::powerGoes()
{
    SimDevice *device = anyRunning();
    if (!device)
        return;
    const int commit = 1 + int(m_random.below(6));
    const bool isBefore = m_random.below(2) == 0;
    device->cutAt(commit, isBefore ? CutAt::BeforeCommit : CutAt::AfterCommit);
    say(QStringLiteral("%1 dies %2 its commit %3 from now")
            .arg(device->name(), isBefore ? QStringLiteral("before") : QStringLiteral("after"))
            .arg(commit));
}

void World::someoneKeepsCopy()
{
    if (SimDevice *device = anyOf([](SimDevice &d) { return d.isRunning() && !d.isDead(); })) {
        device->keepCopy();
        say(QStringLiteral("%1 keeps a copy of its disk").arg(device->name()));
    }
}

void World::copyIsPutBack()
{
    SimDevice *device = anyOf([](SimDevice &d) { return d.hasCopy(); });
    if (!device)
        return;
    device->stop();
    device->putCopyBack();
    say(QStringLiteral("%1 has an older disk").arg(device->name()));
    startDevice(*device);
}

void World::relayRestarts()
{
    if (!m_relay.isRunning())
        return;
    m_relay.stop();
    m_relayDown = 1 + int(m_random.below(3));
    say(QStringLiteral("the relay goes down for %1 steps").arg(m_relayDown));
}

void World::packagesRunOut()
{
    if (!m_relay.isRunning())
        return;
    const auto &actor = m_school.devices[m_random.below(m_school.devices.size())];
    m_relay.exhaustPackages(actor.device);
    say(QStringLiteral("the relay has no packages of %1 any more").arg(shortName(actor.device)));
}

/// Nobody is online; keys grow old.
void World::daysPass()
{
    for (const auto &device : m_devices) {
        if (device->isRunning())
            device->disconnect();
    }
    const qint64 days = 1 + qint64(m_random.below(9));
    say(QStringLiteral("%1 days pass").arg(days));
    pass(std::chrono::hours { 24 * days });
}

} // namespace pc::sim
