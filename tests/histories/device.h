// SPDX-License-Identifier: GPL-3.0-or-later
// Device: the real session of one device over its store and the simulated network, in the clear. It may die at any commit,
// its disk may refuse, and its clock be set.

#pragma once

#include "core/session/engine.h"
#include "tests/histories/cleargroups.h"
#include "tests/histories/disk.h"
#include "tests/histories/ownclock.h"
#include "tests/histories/witness.h"
#include "tests/simulation/simlink.h"
#include "tests/support/enrolled/papershelf.h"

namespace pc::histories {

class Device
{
public:
    struct Parts
    {
        sim::Network &network;
        Clock &time;
        Disk &disk;
        Witness &witness;
        relay::accounts::Actor self;
        quint64 seed = 0;
        const int &restores; ///< How often the relay was put back so far.
    };

    explicit Device(const Parts &parts);
    ~Device();

    const relay::accounts::Actor self;
    QString name() const { return shortId(self.device); }

    void start();

    /// Everything goes without a goodbye; what was committed stays.
    void stop();
    bool isRunning() const { return m_engine != nullptr; }

    void connect();
    void disconnect();
    bool isOnline() const { return m_link && m_link->phase() == link::LinkPhase::Ready; }
    void setClock(Milliseconds ahead) { m_clock.set(ahead); }

    /// At that commit from now.
    void dieAt(Death death, int commit);
    bool isDead() const { return m_parts.disk.isDead(); }

    /// Has everything that there is, as far as it knows.
    bool isSettled() const;

    session::Engine &engine() { return *m_engine; }
    Disk &disk() { return m_parts.disk; }

private:
    class NoDirectory;

    void listen();
    void leaves(const wire::Frame &frame);
    void comes(const wire::Frame &frame);

    Parts m_parts;
    SeededRandom m_random;
    OwnClock m_clock;
    test::ClearGroups m_groups;
    std::unique_ptr<NoDirectory> m_directory;
    const test::PaperLists m_nobody;
    test::PaperShelf m_lists { m_nobody };
    std::unique_ptr<trust::AccountBook> m_accounts;
    std::unique_ptr<session::RelayClock> m_relayTime;
    std::unique_ptr<session::StoreGreeter> m_greeter;
    std::unique_ptr<sim::SimLink> m_link;
    std::unique_ptr<session::Engine> m_engine;
    Uuid m_epoch; ///< Of the relay on the other side of this connection.
};

} // namespace pc::histories
