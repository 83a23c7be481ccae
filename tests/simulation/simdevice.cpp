// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/simdevice.h"

#include "core/store/timeline.h"
#include "tests/simulation/must.h"
#include "tests/support/testkey/testkey.h"

#include <QDir>
#include <QSqlDatabase>
#include <QTemporaryDir>

#include <algorithm>

namespace pc::sim {

namespace {

constexpr qint64 kMostWrong = 20 * 60 * 1'000; // ms
constexpr int kPage = 500;
constexpr size_t kMostSaid = 12;

Milliseconds wrongBy(Random &random)
{
    return Milliseconds { qint64(random.below(2 * quint64(kMostWrong))) - kMostWrong };
}

/// A store that nobody used yet, made once a process: migrating one for each device takes longer than most runs.
const QString &emptyDisk()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        must(store::Store::open(folder.filePath(QStringLiteral("store.db")), test::testKey()));
        return folder.path();
    }();
    return path;
}

} // namespace

class SimDevice::NoDirectory final : public session::Directory
{
public:
    void find(const QString &, const QString &, Reply reply) override { reply(people::DirectoryPage {}); }
};

SimDevice::SimDevice(const Parts &parts)
    : self(parts.self)
    , m_parts(parts)
    , m_random(parts.seed)
    , m_keys(parts.seed ^ 0x6b657973U, parts.evidence)
    , m_aead(parts.self.device, parts.evidence)
    , m_ownClock(parts.clock)
    , m_directory(std::make_unique<NoDirectory>())
    , m_lists(parts.lists)
{
    copyFolder(emptyDisk(), diskPath());
    m_ownClock.greeted(parts.clock.utcNow() + wrongBy(m_random));
}

SimDevice::~SimDevice()
{
    stop();
}

void SimDevice::start()
{
    const QStringList others = QSqlDatabase::connectionNames();
    m_store = must(store::Store::open(diskPath() + QStringLiteral("/store.db"), test::testKey()));
    for (const QString &connection : QSqlDatabase::connectionNames()) {
        if (!others.contains(connection))
            m_connection = connection;
    }
    store::Profile profile;
    profile.person = { self.user, self.school, QStringLiteral("Person %1").arg(numberOf(self.user)), self.role, {} };
    profile.device = self.device;
    must(m_store->settings.saveProfile(profile));
    m_relayTime = std::make_unique<session::RelayClock>(m_ownClock);
    m_accounts = std::make_unique<trust::AccountBook>(*m_store);
    m_keeper = std::make_unique<WatchedKeeper>(groups::GroupKeeperParts { .store = *m_store,
                                                   .clock = *m_relayTime,
                                                   .random = m_random,
                                                   .keys = m_keys,
                                                   .accounts = *m_accounts,
                                                   .user = self.user,
                                                   .device = self.device,
                                                   .suite = suite() },
        m_parts.evidence, m_aead, m_isDead, m_parts.lists);
    m_greeter = std::make_unique<session::StoreGreeter>(*m_store, QStringLiteral("simulated"));
    m_link = std::make_unique<SimLink>(m_parts.network, m_ownClock, m_random, *m_greeter, self.device,
        SimLink::Ears { [this](const wire::Frame &frame, const QByteArray &bytes) { leaves(frame, bytes); },
            [this](const wire::Frame &frame) { comes(frame); } });
    m_engine = std::make_unique<session::Engine>(
        session::EngineParts { *m_store, *m_link, *m_greeter, *m_keeper, *m_accounts, *m_relayTime, *m_directory,
            m_lists, m_ownClock, m_random },
        profile);
    m_link->open();
}

void SimDevice::leaves(const wire::Frame &frame, const QByteArray &bytes)
{
    if (std::holds_alternative<wire::Handshake>(frame.data) || std::holds_alternative<wire::Keys>(frame.data)
        || std::holds_alternative<wire::Message>(frame.data))
        m_said.push_back(frame.data);
    if (m_said.size() > kMostSaid)
        m_said.pop_front();
    m_aead.leaves(bytes);
    const auto *handshake = std::get_if<wire::Handshake>(&frame.data);
    if (handshake && handshake->op == wire::HandshakeOp::Create)
        m_parts.evidence.firstTrees[handshake->message] = handshake->tree;
    const auto *keys = std::get_if<wire::Keys>(&frame.data);
    if (keys && keys->op == wire::KeysOp::TakeLease)
        m_askedLeases.insert(frame.id);
}

void SimDevice::comes(const wire::Frame &frame)
{
    if (const auto *message = std::get_if<wire::Message>(&frame.data))
        m_parts.evidence.tags[{ message->conversation, message->seq }] = message->tag;
    if (m_askedLeases.erase(frame.id) > 0 && std::holds_alternative<wire::Ack>(frame.data))
        m_parts.tookLease(*this);
}

void SimDevice::sayAgain()
{
    const auto said = m_said;
    for (const wire::Payload &payload : said)
        m_link->post(payload);
}

void SimDevice::stop()
{
    m_engine.reset();
    m_link.reset();
    m_greeter.reset();
    m_keeper.reset();
    m_relayTime.reset();
    m_store.reset();
    m_cut.reset();
    m_askedLeases.clear();
    m_isDead = false;
}

void SimDevice::connect()
{
    m_link->connectToRelay();
}

void SimDevice::disconnect()
{
    m_link->close();
    m_link->open();
}

void SimDevice::cutAt(int commit, CutAt at)
{
    if (m_cut)
        return; // one is on its way
    m_cut = std::make_unique<DiskCut>(m_connection, diskPath(), imagePath(), commit, at, [this] {
        m_isDead = true;
        m_link->die();
    });
}

void SimDevice::bury()
{
    stop();
    copyFolder(imagePath(), diskPath());
    m_aead.forgetUsed();
}

void SimDevice::keepCopy()
{
    copyFolder(diskPath(), copyPath());
}

bool SimDevice::hasCopy() const
{
    return QDir(copyPath()).exists();
}

void SimDevice::putCopyBack()
{
    copyFolder(copyPath(), diskPath());
    m_aead.forgetUsed();
    m_wasRolledBack = true;
}

void SimDevice::takeDiskOf(const SimDevice &other)
{
    copyFolder(other.diskPath(), diskPath());
}

std::vector<ConversationId> SimDevice::conversations()
{
    std::vector<ConversationId> known;
    for (const store::ConversationRow &row : must(m_store->conversations.list())) {
        if (row.known)
            known.push_back(row.id);
    }
    std::ranges::sort(known);
    return known;
}

chat::Page SimDevice::page(ConversationId where, std::optional<chat::OrderKey> before)
{
    chat::PageRequest request;
    request.conversation = where;
    request.limit = kPage;
    if (before) {
        request.anchor = chat::PageRequest::Anchor::Before;
        request.key = *before;
    }
    return must(store::Timeline(*m_store).page(request));
}

std::vector<chat::Message> SimDevice::timeline(ConversationId where)
{
    std::vector<chat::Message> all;
    std::optional<chat::OrderKey> before;
    for (;;) {
        chat::Page part = page(where, before);
        if (part.messages.empty())
            return all;
        before = part.messages.front().order;
        all.insert(all.begin(), part.messages.begin(), part.messages.end());
    }
}

std::vector<chat::Hole> SimDevice::holes(ConversationId where)
{
    std::vector<chat::Hole> holes;
    std::optional<chat::OrderKey> before;
    for (;;) {
        const chat::Page part = page(where, before);
        holes.insert(holes.end(), part.holes.begin(), part.holes.end());
        if (part.messages.empty())
            return holes;
        before = part.messages.front().order;
    }
}

} // namespace pc::sim
