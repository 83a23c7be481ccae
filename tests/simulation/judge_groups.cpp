// SPDX-License-Identifier: GPL-3.0-or-later
// I5, I7 and I8: who has a leaf, whether everybody got where they should be, and what is left of used secrets.

#include "core/crypto/qtbytes.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/must.h"
#include "tests/simulation/needles.h"
#include "tests/support/mlscrowd/openpolicy.h"
#include "tests/support/testkey/testkey.h"

#include <algorithm>

namespace pc::sim {

void Judge::onlyMembersHaveLeaves()
{
    for (const TruthConversation &where : m_truth.conversations) {
        for (const auto &[name, epoch] : where.epochs) {
            const auto members = where.membersAt(epoch.began);
            for (const auto &[device, user] : epoch.leaves) {
                if (!epoch.fromOutside && !members.contains(user))
                    m_evidence.find(Invariant::OnlyMembers,
                        QStringLiteral("%1 keeps a leaf beyond the commit at %2 of %3")
                            .arg(shortName(device))
                            .arg(epoch.began.raw())
                            .arg(shortName(where.id)));
            }
        }
        for (const auto &[device, stood] : m_evidence.revoked)
            judgeRevoked(device, stood, where);
        for (const TruthMessage &message : where.messages) {
            const TruthEpoch *epoch = where.epochOf(message);
            const auto sealing = m_evidence.sealed.find(message.entry.message);
            if (!epoch || sealing == m_evidence.sealed.end()) {
                m_evidence.find(Invariant::OnlyMembers,
                    QStringLiteral("message %1 of %2 was sealed for no epoch, or by nobody")
                        .arg(message.entry.seq.raw())
                        .arg(shortName(where.id)));
                continue;
            }
            const auto members = where.membersAt(sealing->second.cursor);
            for (const auto &[device, user] : epoch->leaves) {
                if (!members.contains(user))
                    m_evidence.find(Invariant::OnlyMembers,
                        QStringLiteral("message %1 of %2 was sealed by %3 at %4 for %5, who had left by then")
                            .arg(message.entry.seq.raw())
                            .arg(shortName(where.id), shortName(sealing->second.device))
                            .arg(sealing->second.cursor.raw())
                            .arg(shortName(device)));
            }
        }
    }
}

/// Who was signed out comes into no group any more, and is in none in the end.
void Judge::judgeRevoked(DeviceId device, const std::map<ConversationId, Seq> &stood, const TruthConversation &where)
{
    const auto since = stood.find(where.id);
    std::map<Seq, bool> has;
    for (const auto &[name, epoch] : where.epochs)
        has[epoch.began] = epoch.leaves.contains(device);
    bool had = false;
    for (const auto &[began, isIn] : has) {
        if (isIn && !had && (since == stood.end() || began > since->second))
            m_evidence.find(Invariant::OnlyMembers,
                QStringLiteral("%1 comes into %2 at %3 although it was signed out")
                    .arg(shortName(device), shortName(where.id))
                    .arg(began.raw()));
        had = isIn;
    }
    const bool isAttended = where.newest() && where.newest()->leaves.size() > 1;
    if (had && isAttended)
        m_evidence.find(Invariant::OnlyMembers,
            QStringLiteral("%1 was signed out and still has a leaf in %2").arg(shortName(device), shortName(where.id)));
}

void Judge::everyoneHasArrived()
{
    for (const auto &device : m_devices) {
        if (!device->isRunning() || isRevoked(*device))
            continue;
        if (!device->isOnline())
            m_evidence.find(Invariant::Converges, QStringLiteral("%1 is not online").arg(device->name()));
        for (const TruthConversation &where : m_truth.conversations) {
            const TruthMember *member = where.find(device->self.user);
            if (member && member->isPresent)
                judgeArrival(*device, where);
        }
    }
}

void Judge::judgeArrival(SimDevice &device, const TruthConversation &where)
{
    const auto known = device.conversations();
    if (std::ranges::find(known, where.id) == known.end())
        return find(Invariant::Converges, device, where, QStringLiteral("the conversation is not known"));
    for (const store::OutboxRow &row : must(device.store().outbox.ofConversation(where.id))) {
        if (!row.refused)
            find(Invariant::Converges, device, where, QStringLiteral("something is still waiting to be sent"));
    }
    const TruthMember *self = where.find(device.self.user);
    for (const chat::Hole &hole : device.holes(where.id)) {
        if (hole.last >= self->first)
            find(Invariant::Converges, device, where,
                QStringLiteral("%1 to %2 are missing").arg(hole.first.raw()).arg(hole.last.raw()));
    }
    if (where.epochs.empty())
        return; // nobody wanted to write there
    const auto standing = must(device.keeper().standing(where.id));
    const quint64 epoch = *where.epoch();
    if (standing.place != groups::Place::Joined || standing.epoch != epoch || standing.cursor < where.head)
        find(Invariant::Converges, device, where,
            QStringLiteral("it stands at place %1, epoch %2 of %3, seq %4 of %5")
                .arg(int(standing.place))
                .arg(standing.epoch)
                .arg(epoch)
                .arg(standing.cursor.raw())
                .arg(where.head.raw()));
    for (const auto &[id, user] : where.newest()->leaves) {
        const TruthMember *member = where.find(user);
        if (!member || !member->isPresent)
            find(Invariant::Converges, device, where, QStringLiteral("%1 still has a leaf").arg(shortName(id)));
    }
}

namespace {

/// Every value of every row that may hold a secret of a group.
std::vector<QByteArray> secretRows(const QString &path)
{
    const auto seal = must(sql::StoreSeal::create(test::testKey()));
    const auto database = must(sql::Database::open(path, sql::OpenMode::ReadOnly, seal->sealing()));
    std::vector<QByteArray> values;
    const auto add = [&](sql::SqlText sql, int columns) {
        sql::Statement statement(*database, sql);
        auto rows = must(statement.query());
        while (rows.next()) {
            for (int column = 0; column < columns; ++column)
                values.push_back(rows.bytes(column));
        }
    };
    add("SELECT epoch, nodes, proposals FROM group_epochs", 3);
    add("SELECT ratchets FROM group_senders", 1);
    add("SELECT next_epoch, next_nodes, next_proposals FROM pending_handshakes", 3);
    add("SELECT bundle FROM key_packages WHERE used = 0 OR last_resort = 1", 1);
    add("SELECT value FROM settings", 1);
    return values;
}

} // namespace

void Judge::usedSecretsAreGone()
{
    for (const auto &device : m_devices) {
        if (!device->isRunning())
            continue;
        judgeSecrets(*device, secretRows(device->diskPath() + QStringLiteral("/store.db")));
        judgePages(*device);
        if (isOfAnotherLog(*device))
            continue;
        for (const TruthConversation &where : m_truth.conversations)
            judgeReopening(*device, where);
    }
}

bool Judge::isOfAnotherLog(SimDevice &device) const
{
    return isRevoked(device) && must(device.store().settings.logEpoch()) != m_truth.logEpoch;
}

/// The bytes of each key that sealed or opened something.
void Judge::judgeSecrets(SimDevice &device, const std::vector<QByteArray> &rows)
{
    Needles used;
    for (const crypto::Bytes &key : device.aead().used())
        used.add(crypto::toByteArray(key));
    if (std::ranges::any_of(rows, [&](const QByteArray &row) { return used.liesIn(row); }))
        m_evidence.find(Invariant::SecretsGone, QStringLiteral("%1 keeps a used key").arg(device.name()));
}

/// Whether what stands on the disk could open once more what it has opened, whatever form the secrets have there.
void Judge::judgeReopening(SimDevice &device, const TruthConversation &where)
{
    const auto standing = must(device.keeper().standing(where.id));
    const TruthMember *member = where.find(device.self.user);
    auto group = storedGroup(device.store(), device.suite(), where.id);
    if (!group || !member)
        return;
    for (const TruthMessage &message : where.messages) {
        if (message.entry.seq > standing.cursor || message.entry.seq < member->first)
            continue;
        ++m_tally.reopened;
        if (group->process(crypto::viewOf(message.entry.body), test::openRules()))
            find(Invariant::SecretsGone, device, where,
                QStringLiteral("message %1 opens once more").arg(message.entry.seq.raw()));
    }
}

} // namespace pc::sim
