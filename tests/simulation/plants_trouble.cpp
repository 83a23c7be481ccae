// SPDX-License-Identifier: GPL-3.0-or-later
// Bugs around what does not pass by itself, and around what a disk keeps.

#include "core/crypto/qtbytes.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "tests/simulation/must.h"
#include "tests/simulation/plants.h"
#include "tests/support/testkey/testkey.h"

#include <QFile>

namespace pc::sim {

namespace {

constexpr int kWhen = 20; // steps, until there is something to spoil
constexpr int kLater = 45;
constexpr qsizetype kEnoughLeaves = 4; // so that enough complain
constexpr Milliseconds kAWhile { 3'000 };

/// Conversations of whose group the device is a member.
std::optional<ConversationId> groupOf(SimDevice &device, qsizetype leaves)
{
    for (const ConversationId where : device.conversations()) {
        const auto standing = must(device.keeper().standing(where));
        if (standing.place == groups::Place::Joined && standing.leaves >= leaves)
            return where;
    }
    return std::nullopt;
}

void everybodyComes(World &world)
{
    for (const auto &device : world.devices()) {
        if (world.isRevoked(*device) || device->isDead())
            continue;
        if (!device->isRunning())
            device->start();
        device->connect();
    }
    world.pass(kAWhile);
}

} // namespace

void ForgottenRevocation::afterStep(World &world, int step)
{
    if (step < kWhen || m_isDone || !world.relay().isRunning())
        return;
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || device->isDead() || world.isRevoked(*device) || !groupOf(*device, 2))
            continue;
        m_isDone = true;
        const auto id = device->self.device.raw().toByteArray();
        world.relay().stop(); // nobody is asked before the relay has forgotten
        world.relay().start();
        world.revoke(*device, false);
        world.relay().alter("UPDATE group_leaves SET ended = 0 WHERE device = ?", id);
        return;
    }
}

void FrozenForEver::begin(World &world)
{
    world.network().use(this);
}

void FrozenForEver::afterStep(World &world, int step)
{
    if (step < kWhen || m_isDone || !world.relay().isRunning())
        return;
    everybodyComes(world);
    for (const auto &device : world.devices()) {
        const auto where = device->isRunning() && device->isOnline() && !device->isDead()
            ? groupOf(*device, kEnoughLeaves)
            : std::nullopt;
        if (!where)
            continue;
        m_isDone = true;
        world.spoil(*device, *where);
        world.pass(kAWhile);
        return;
    }
}

bool FrozenForEver::up(DeviceId, wire::Frame &frame)
{
    const auto *handshake = std::get_if<wire::Handshake>(&frame.data);
    if (!handshake || handshake->op != wire::HandshakeOp::Create)
        return true;
    const auto [first, isFirst] = m_begun.try_emplace(handshake->conversation, handshake->message);
    return isFirst || first->second == handshake->message || !m_isDone;
}

void UntoldRestore::afterStep(World &world, int step)
{
    if (step == kWhen && world.relay().isRunning())
        world.relay().keepBackup();
    if (step == kLater && world.relay().hasBackup())
        world.putRelayBack(false);
}

void UntoldLoss::begin(World &world)
{
    world.network().use(this);
}

void UntoldLoss::afterStep(World &world, int step)
{
    if (step == kWhen && world.relay().isRunning())
        world.relay().keepBackup();
    if (step == kLater && world.relay().hasBackup())
        world.putRelayBack(true);
}

bool UntoldLoss::down(DeviceId, wire::Frame &frame, bool)
{
    if (auto *caughtUp = std::get_if<wire::CaughtUp>(&frame.data))
        caughtUp->kept.clear();
    return true;
}

void OpenDisk::beforeJudging(World &world)
{
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || world.evidence().written.empty())
            continue;
        QFile file(device->diskPath() + QStringLiteral("/store.db.tmp"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file beside the store");
        file.write("draft: " + world.evidence().written.begin()->second.text.toUtf8());
        return;
    }
}

void DirtyPage::beforeJudging(World &world)
{
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || device->aead().used().empty())
            continue;
        const QByteArray key = crypto::toByteArray(*device->aead().used().rbegin());
        device->stop();
        {
            const auto seal = must(sql::StoreSeal::create(test::testKey()));
            const auto database = must(sql::Database::open(
                device->diskPath() + QStringLiteral("/store.db"), sql::OpenMode::ReadWrite, seal->sealing()));
            must(database->execute("PRAGMA secure_delete=OFF"));
            sql::Statement put(*database, "INSERT INTO settings(name, value) VALUES('dirt', ?)");
            must(put.run(key.repeated(400))); // pages of its own
            must(database->execute("DELETE FROM settings WHERE name = 'dirt'"));
        }
        device->start();
        return;
    }
}

} // namespace pc::sim
