// SPDX-License-Identifier: GPL-3.0-or-later
// World: one seeded run. A school's devices write, come and go, die, and are put back, over a bad network and a relay that
// restarts; then it is quiet for a minute, and the run is judged. The same seed gives the same run.

#pragma once

#include "tests/simulation/judge.h"
#include "tests/simulation/logear.h"

#include <QTemporaryDir>

namespace pc::sim {

/// Stands in every text.
inline constexpr char kMarker[] = "pc-sim-text-";

class World;

/// A bug on purpose, which the invariants must find.
class Plant
{
public:
    virtual ~Plant() = default;

    virtual void begin(World &) { }
    virtual void afterStep(World &, [[maybe_unused]] int step) { }
    virtual void beforeQuiet(World &) { }

    /// The devices still run, and nothing more will happen to them.
    virtual void beforeJudging(World &) { }
};

struct RunOptions
{
    quint64 seed = 1;
    int steps = 80;
    int devices = 8;
    bool restores = false; ///< The relay may be put back to an older disk.
    Plant *plant = nullptr;
};

struct Outcome
{
    std::vector<Finding> findings;
    QStringList steps;
    Tally tally;
};

class World
{
public:
    explicit World(const RunOptions &options);
    ~World();

    /// All of it.
    Outcome run();

    // For plants.
    const School &school() const { return m_school; }
    std::vector<std::unique_ptr<SimDevice>> &devices() { return m_devices; }
    Network &network() { return m_network; }
    SimRelay &relay() { return m_relay; }
    Evidence &evidence() { return m_evidence; }
    FakeClock &clock() { return m_clock; }
    Random &random() { return m_random; }
    QString folder() const { return m_folder.path(); }
    QString relayFolder() const;
    void pass(Milliseconds time);

    /// Something that is readable in a failing run's steps.
    void say(const QString &what);

    // What goes wrong for good; world_trouble.cpp.

    /// A device is signed out by the school. `isSlow`: its connection lives on for a moment, and it uses that.
    void revoke(SimDevice &device, bool isSlow);
    bool isRevoked(const SimDevice &device) const { return m_relay.revoked().contains(device.self.device); }

    /// The next commit is one that nobody but its maker can take; and this device asks for one.
    void spoil(SimDevice &device, ConversationId where);

    /// The relay's disk is an older one. `isTold`: and its operator says so.
    void putRelayBack(bool isTold);

    /// A new text into one of the device's conversations; false where it may not write in any.
    bool write(SimDevice &device);

private:
    struct Move
    {
        int weight = 0;
        void (World::*make)() = nullptr;
    };

    static const std::vector<Move> &moves();
    static QString roomyFolder();

    void openSchool();
    void step();
    void beQuiet();
    void judge();

    void startDevice(SimDevice &device);
    void buryTheDead();
    void reconnect();
    SimDevice *anyOf(const std::function<bool(SimDevice &)> &fits);
    SimDevice *anyRunning();
    SimDevice *anyOnline();
    std::optional<ConversationId> conversationOf(SimDevice &device);
    UserId anybody();

    // Moves; world_moves.cpp.
    void someoneWrites();
    void someoneCreatesGroup();
    void someoneCreatesDirect();
    void someoneAdds();
    void someoneRemoves();
    void someoneLeaves();
    void someoneConnects();
    void someoneDisconnects();
    void someoneStarts();
    void someoneStops();
    void powerGoes();
    void someoneKeepsCopy();
    void copyIsPutBack();
    void relayRestarts();
    void packagesRunOut();
    void daysPass();

    // world_trouble.cpp
    void someoneIsRevoked();
    void someoneCommitsBadly();
    void relayIsCopied();
    void relayIsPutBack();
    void forgottenIsForgotten();
    void repairWhatIsBroken();

    const RunOptions m_options;
    LogEar m_ear;
    FakeClock m_clock;
    SeededRandom m_random;
    QTemporaryDir m_folder { roomyFolder() };
    School m_school;
    Evidence m_evidence;
    test::PaperLists m_lists;
    Network m_network;
    SimRelay m_relay;
    std::vector<std::unique_ptr<SimDevice>> m_devices;
    QStringList m_steps;
    Tally m_tally;
    int m_texts = 0;
    int m_titles = 0;
    int m_relayDown = 0; ///< Steps until it comes back.
    int m_spoiled = 0; ///< Bad commits that were made ready.
    bool m_isQuiet = false;
};

} // namespace pc::sim
