// SPDX-License-Identifier: GPL-3.0-or-later
// SimDevice: the real client of one device (store, groups, session) over the simulated network, with a disk that can be
// cut, copied and put back, and a clock of its own that goes wrong.

#pragma once

#include "core/chat/page.h"
#include "core/session/engine.h"
#include "tests/simulation/diskcut.h"
#include "tests/simulation/simlink.h"
#include "tests/simulation/watchedcrypto.h"
#include "tests/simulation/watchedkeeper.h"
#include "tests/support/enrolled/papershelf.h"

#include <deque>
#include <memory>

namespace pc::sim {

class SimDevice
{
public:
    struct Parts
    {
        Network &network;
        FakeClock &clock;
        Evidence &evidence;
        QString folder;
        test::PaperLists &lists;
        relay::accounts::Actor self;
        quint64 seed = 0;
        std::function<void(SimDevice &)> tookLease; ///< It may commit now, and others wait for that.
    };

    explicit SimDevice(const Parts &parts);
    ~SimDevice();

    const relay::accounts::Actor self;
    QString name() const { return shortName(self.device); }

    /// From what is on the disk, or as a new device.
    void start();

    /// Everything goes without a goodbye; the disk is what was committed.
    void stop();
    bool isRunning() const { return m_engine != nullptr; }

    void connect();
    void disconnect();
    bool isOnline() const { return m_link && m_link->phase() == link::LinkPhase::Ready; }

    /// Power goes at that commit from now. Until bury() is called the rest of the program runs on unheard.
    void cutAt(int commit, CutAt at);
    bool isDead() const { return m_isDead; }

    /// The program ends, and the disk is as the cut left it.
    void bury();

    /// A copy of the disk, and the same put back later.
    void keepCopy();
    bool hasCopy() const;
    void putCopyBack();

    /// What it asked for last, once more: its program is not ours any more.
    void sayAgain();

    /// Another device's disk in the place of this one's: both must be stopped.
    void takeDiskOf(const SimDevice &other);

    // While running.
    session::Engine &engine() { return *m_engine; }
    store::Store &store() { return *m_store; }
    WatchedKeeper &keeper() { return *m_keeper; }
    WatchedAead &aead() { return m_aead; }
    const WatchedAead &aead() const { return m_aead; }
    mls::CipherSuite suite() const { return { mls::productSuite().id(), m_aead }; }

    /// The pages of its store, in the clear.
    QByteArray pages() const { return pagesOf(m_connection); }

    std::vector<ConversationId> conversations();
    std::vector<chat::Message> timeline(ConversationId where);
    std::vector<chat::Hole> holes(ConversationId where);

    /// Of the whole life of this device; such a one may have lost what it could read.
    bool wasRolledBack() const { return m_wasRolledBack; }

    QString diskPath() const { return m_parts.folder + QStringLiteral("/disk"); }

private:
    class NoDirectory;

    QString imagePath() const { return m_parts.folder + QStringLiteral("/image"); }
    QString copyPath() const { return m_parts.folder + QStringLiteral("/copy"); }
    chat::Page page(ConversationId where, std::optional<chat::OrderKey> before);
    void leaves(const wire::Frame &frame, const QByteArray &bytes);
    void comes(const wire::Frame &frame);

    Parts m_parts;
    SeededRandom m_random;
    WatchedKeys m_keys;
    WatchedAead m_aead;
    session::RelayClock m_ownClock; ///< Wrong by as much as the seed says.
    std::unique_ptr<NoDirectory> m_directory;
    test::PaperShelf m_lists;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<session::RelayClock> m_relayTime;
    std::unique_ptr<trust::AccountBook> m_accounts;
    std::unique_ptr<WatchedKeeper> m_keeper;
    std::unique_ptr<session::StoreGreeter> m_greeter;
    std::unique_ptr<SimLink> m_link;
    std::unique_ptr<session::Engine> m_engine;
    QString m_connection; ///< Of the store's database.
    std::unique_ptr<DiskCut> m_cut;
    std::set<FrameId> m_askedLeases;
    std::deque<wire::Payload> m_said;
    bool m_isDead = false;
    bool m_wasRolledBack = false;
};

} // namespace pc::sim
