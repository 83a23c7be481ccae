// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/plants.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "tests/simulation/grouprows.h"
#include "tests/simulation/must.h"

#include <QDir>

#include <algorithm>

namespace pc::sim {

namespace {

constexpr int kWhen = 20; // steps, until there is something to spoil
constexpr Milliseconds kAWhile { 3'000 };

QString storeOf(const SimDevice &device)
{
    return device.diskPath() + QStringLiteral("/store.db");
}

/// Conversations of whose group the device is a member with everything read.
std::vector<ConversationId> groupsOf(SimDevice &device)
{
    std::vector<ConversationId> groups;
    for (const ConversationId where : device.conversations()) {
        const auto need = must(device.keeper().needs(where));
        const auto standing = must(device.keeper().standing(where));
        if (standing.place == groups::Place::Joined && standing.leaves > 1 && need.kind == groups::NeedKind::Nothing)
            groups.push_back(where);
    }
    return groups;
}

std::optional<MessageId> writeIn(World &world, SimDevice &device, ConversationId where, const QString &text)
{
    const auto sent = device.engine().send(where, { QLatin1StringView(kMarker) + text }).result();
    if (!sent)
        return std::nullopt;
    world.evidence().written[*sent] = { where, device.self.device, QLatin1StringView(kMarker) + text };
    return *sent;
}

void start(SimDevice &device)
{
    device.start();
    device.connect();
}

} // namespace

void ForkedRelay::afterStep(World &world, int step)
{
    if (step != kWhen || !world.relay().isRunning())
        return;
    const QString folder = world.folder() + QStringLiteral("/other");
    world.relay().stop();
    copyFolder(world.relayFolder(), folder);
    world.relay().start();
    m_other = std::make_unique<SimRelay>(folder, world.school(), world.clock(), world.random(), world.network());
    m_other->start();
    std::set<DeviceId> half;
    for (size_t number = 0; number < world.devices().size(); number += 2)
        half.insert(world.devices()[number]->self.device);
    world.network().divert(half, m_other.get());
}

void ForkedRelay::beforeJudging(World &world)
{
    world.network().divert({}, nullptr);
    m_other.reset();
}

void LostMessage::begin(World &world)
{
    m_victim = world.devices().at(2)->self.device;
    world.network().use(this);
}

bool LostMessage::down(DeviceId device, wire::Frame &frame, bool)
{
    const auto *message = std::get_if<wire::Message>(&frame.data);
    if (!message || device != m_victim || message->device == m_victim)
        return true;
    if (!m_lost && ++m_seen > 2)
        m_lost = message->message;
    return message->message != m_lost;
}

void RatchetPutBack::afterStep(World &world, int step)
{
    if (step < kWhen)
        return;
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || device->isDead() || !device->isOnline())
            continue;
        const auto groups = groupsOf(*device);
        if (groups.empty())
            continue;
        const auto before = GroupRows::read(storeOf(*device), groups.front());
        writeIn(world, *device, groups.front(), QStringLiteral("once-%1").arg(step));
        world.pass(kAWhile);
        const auto after = GroupRows::read(storeOf(*device), groups.front());
        if (!device->isRunning() || before.epoch != after.epoch || before.senders == after.senders)
            continue;
        device->stop();
        before.putBack(storeOf(*device), groups.front());
        start(*device);
        world.pass(kAWhile);
        writeIn(world, *device, groups.front(), QStringLiteral("twice-%1").arg(step));
        world.pass(kAWhile);
        return;
    }
}

void HiddenDeparture::begin(World &world)
{
    world.network().use(this);
}

void HiddenDeparture::afterStep(World &world, int step)
{
    if (step < kWhen || m_isDone || !world.relay().isRunning())
        return;
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || device->isDead() || !device->isOnline())
            continue;
        for (const ConversationId where : groupsOf(*device)) {
            const auto readers = must(device->keeper().readers(where));
            const auto other = std::ranges::find_if(
                readers, [&](const groups::Reader &reader) { return reader.certificate.user != device->self.user; });
            if (other == readers.end())
                continue;
            m_isHiding = true;
            device->engine().removeMember(where, other->certificate.user);
            world.pass(kAWhile);
            if (!world.relay().isRunning())
                return;
            world.relay().alter(
                "UPDATE members SET last = NULL WHERE user = ?", other->certificate.user.raw().toByteArray());
            world.relay().stop();
            world.relay().start();
            m_isDone = true;
            return;
        }
    }
}

bool HiddenDeparture::up(DeviceId, wire::Frame &frame)
{
    const auto *change = std::get_if<wire::Conversation>(&frame.data);
    if (!m_isHiding || !change || change->op != wire::ConversationOp::RemoveMembers)
        return true;
    if (m_isDone)
        return false; // one is enough
    m_asked.insert(frame.id);
    return true;
}

bool HiddenDeparture::down(DeviceId, wire::Frame &frame, bool)
{
    const auto *change = std::get_if<wire::Conversation>(&frame.data);
    return !m_asked.contains(frame.id) && !(m_isHiding && change && change->op == wire::ConversationOp::RemoveMembers);
}

void SharedKeys::beforeJudging(World &world)
{
    auto &hoard = world.evidence().hoard;
    for (auto &[place, group] : hoard) {
        const auto &[id, where] = place;
        const auto device = std::ranges::find_if(world.devices(), [&](const auto &d) { return d->self.device == id; });
        const auto row = must((*device)->store().conversations.find(where));
        if (!row || !row->left)
            continue;
        for (const auto &other : world.devices()) {
            const auto groups = groupsOf(*other);
            if (std::ranges::find(groups, where) == groups.end())
                continue;
            for (const auto &writer : world.devices()) {
                if (writer != other) // nobody opens what they sealed themselves
                    writeIn(world, *writer, where, QStringLiteral("shared by ") + writer->name());
            }
            world.pass(kAWhile);
            group = std::move(hoard.at({ other->self.device, where }));
            return;
        }
    }
}

void AlteredText::beforeJudging(World &world)
{
    for (const auto &device : world.devices()) {
        for (const ConversationId where : device->conversations()) {
            for (const chat::Message &message : device->timeline(where)) {
                if (message.device == device->self.device || message.content.kind != chat::ContentKind::Text)
                    continue;
                chat::Content content = message.content;
                content.text += QStringLiteral(" not");
                must(device->store().transact(
                    [&] { return device->store().messages.setContent(where, message.id, content); }));
                return;
            }
        }
    }
}

void DeafDevice::begin(World &world)
{
    m_victim = world.devices().at(1)->self.device;
    world.network().use(this);
}

void DeafDevice::beforeQuiet(World &world)
{
    for (const auto &device : world.devices()) {
        if (device->isRunning())
            device->connect();
    }
    world.pass(kAWhile);
    m_isDeaf = true;
    for (const auto &device : world.devices()) {
        if (device->isRunning() && device->self.device != m_victim)
            world.write(*device);
    }
}

bool DeafDevice::down(DeviceId device, wire::Frame &frame, bool)
{
    return !m_isDeaf || device != m_victim || std::holds_alternative<wire::Welcome>(frame.data);
}

void KeptRatchets::beforeJudging(World &world)
{
    for (const auto &device : world.devices()) {
        for (const ConversationId where : groupsOf(*device)) {
            const auto before = GroupRows::read(storeOf(*device), where);
            for (const auto &other : world.devices()) {
                if (other != device && other->isOnline())
                    writeIn(world, *other, where, QStringLiteral("kept by ") + other->name());
            }
            world.pass(kAWhile);
            const auto after = GroupRows::read(storeOf(*device), where);
            if (before.epoch != after.epoch || before.senders == after.senders)
                continue;
            device->stop();
            before.putBack(storeOf(*device), where);
            device->start();
            return;
        }
    }
}

void KeptKey::beforeJudging(World &world)
{
    for (const auto &device : world.devices()) {
        const auto groups = groupsOf(*device);
        if (groups.empty() || device->aead().used().empty())
            continue;
        const crypto::Bytes &key = *device->aead().used().rbegin();
        must(device->store().transact([&] {
            return device->store().groupStates.save(groups.front(), QByteArray("state: ") + crypto::toByteArray(key));
        }));
        return;
    }
}

void TextInTitle::afterStep(World &world, int step)
{
    if (step < kWhen)
        return;
    for (const auto &device : world.devices()) {
        if (!device->isRunning() || !device->isOnline())
            continue;
        for (const auto &[id, written] : world.evidence().written) {
            if (written.device == device->self.device)
                device->engine().rename(written.conversation, written.text);
        }
    }
}

void LoggedKey::afterStep(World &world, int step)
{
    if (step == kWhen && !world.evidence().secrets.empty()) {
        const auto &secret = *world.evidence().secrets.begin();
        qCInfo(lcSession)
            << "a message was sealed under"
            << QByteArray(reinterpret_cast<const char *>(secret.data()), qsizetype(secret.size())).toHex();
    }
}

} // namespace pc::sim
