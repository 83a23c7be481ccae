// SPDX-License-Identifier: GPL-3.0-or-later
// Troubles that do not pass by themselves: devices that are signed out, commits that nobody can take, a relay that forgot.

#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/simulation/must.h"
#include "tests/simulation/world.h"

#include <algorithm>

namespace pc::sim {

namespace {

constexpr size_t kMostRevoked = 2;
constexpr int kMostSpoiled = 2;
constexpr qsizetype kEnoughLeaves = 4;
constexpr Milliseconds kComing { 1'000 };

std::map<ConversationId, Seq> headsOf(const QString &relayDatabase)
{
    const auto database = must(sql::Database::open(relayDatabase, sql::OpenMode::ReadOnly));
    sql::Statement list(*database, "SELECT id, head FROM conversations");
    auto rows = must(list.query());
    std::map<ConversationId, Seq> heads;
    while (rows.next())
        heads.emplace(rows.id<ConversationId>(0), rows.seq(1));
    return heads;
}

} // namespace

void World::revoke(SimDevice &device, bool isSlow)
{
    say(QStringLiteral("%1 is signed out%2")
            .arg(device.name(), isSlow ? QStringLiteral(", and says again what it said") : QString()));
    m_evidence.revoked[device.self.device] = headsOf(m_relay.path());
    m_relay.revoke(device.self.device, isSlow);
    ++m_tally.revoked;
    if (isSlow && device.isRunning())
        device.sayAgain();
}

/// Of who has another, so that nobody is without any.
void World::someoneIsRevoked()
{
    if (!m_relay.isRunning() || m_relay.revoked().size() >= kMostRevoked)
        return;
    SimDevice *device = anyOf([this](SimDevice &d) {
        return d.isRunning() && !d.isDead() && !isRevoked(d) && std::ranges::any_of(m_devices, [&](const auto &other) {
            return other->self.user == d.self.user && other->self.device != d.self.device && !isRevoked(*other);
        });
    });
    if (device)
        revoke(*device, m_random.below(2) == 0);
}

void World::spoil(SimDevice &device, ConversationId where)
{
    m_evidence.spoilsNextCommit = true;
    say(QStringLiteral("the next commit is a bad one; %1 has the people of %2 change")
            .arg(device.name(), shortName(where)));
    const auto present = must(device.store().members.present(where));
    for (const UserId user : m_school.people()) {
        const bool isThere = std::ranges::any_of(present, [&](const auto &m) { return m.person.id == user; });
        if (isThere && user != device.self.user)
            return void(device.engine().removeMember(where, user));
    }
}

/// Where enough are to complain of it, and are there.
void World::someoneCommitsBadly()
{
    if (m_spoiled >= kMostSpoiled || !m_relay.isRunning())
        return;
    for (const auto &device : m_devices) {
        if (device->isRunning() && !isRevoked(*device))
            device->connect();
    }
    pass(kComing);
    std::optional<ConversationId> where;
    SimDevice *device = anyOf([&](SimDevice &d) {
        if (where || !d.isRunning() || !d.isOnline() || d.isDead() || isRevoked(d))
            return false;
        for (const ConversationId id : d.conversations()) {
            const auto standing = must(d.keeper().standing(id));
            if (standing.place == groups::Place::Joined && standing.leaves >= kEnoughLeaves)
                where = id;
        }
        return where.has_value();
    });
    if (!device)
        return;
    ++m_spoiled;
    spoil(*device, *where);
}

void World::relayIsCopied()
{
    if (!m_options.restores || !m_relay.isRunning())
        return;
    m_relay.keepBackup();
    say(QStringLiteral("the relay's disk is copied"));
}

void World::relayIsPutBack()
{
    if (m_options.restores && m_relay.hasBackup())
        putRelayBack(true);
}

void World::putRelayBack(bool isTold)
{
    say(QStringLiteral("the relay comes back with an older disk"));
    m_relayDown = 0;
    m_relay.putBackupBack(isTold);
    ++m_tally.restored;
    m_evidence.wasPutBack = true;
    forgottenIsForgotten();
}

/// What was beyond the copy may come again, as something else.
void World::forgottenIsForgotten()
{
    const LogTruth truth = LogTruth::read(m_relay.path(), m_evidence.firstTrees);
    std::map<ConversationId, std::pair<quint32, quint64>> newest;
    for (const TruthConversation &where : truth.conversations) {
        if (!where.epochs.empty())
            newest[where.id] = where.epochs.rbegin()->first;
    }
    m_evidence.forgetBeyond(newest);
    std::erase_if(m_evidence.revoked, [this](const auto &entry) { return !m_relay.revoked().contains(entry.first); });
}

/// As a person does who reads that a conversation is broken.
void World::repairWhatIsBroken()
{
    for (const auto &device : m_devices) {
        if (!device->isRunning() || device->isDead())
            continue;
        for (const ConversationId where : device->conversations()) {
            if (must(device->keeper().standing(where)).place == groups::Place::Broken)
                device->engine().repair(where);
        }
    }
}

} // namespace pc::sim
