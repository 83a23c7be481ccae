// SPDX-License-Identifier: GPL-3.0-or-later
// History: what happens between one relay and the devices of five people while everything goes wrong that a seed chooses;
// then what is left is judged. One thread, one clock, and the real code from a person's word to the relay's disk and back.
// The same seed gives the same history.

#pragma once

#include "tests/histories/device.h"
#include "tests/simulation/network.h"

namespace pc::histories {

inline constexpr int kPeople = 5;
inline constexpr int kDevicesEach = 3;

struct Plan
{
    quint64 seed = 1;
    int steps = 30;
};

struct Tally
{
    int histories = 0;
    int messages = 0;
    int acknowledged = 0;
    int relayDeaths = 0;
    int deviceDeaths = 0;
    int refusals = 0; ///< Commits of either side that did not reach the disk.
    int restores = 0;
    int silences = 0; ///< Connections that carried nothing more.

    Tally &operator+=(const Tally &other);
    bool operator==(const Tally &) const = default;
};

struct Outcome
{
    QStringList findings;
    QStringList steps;
    Tally tally;
};

class History
{
public:
    /// `disks` outlives this, and serves one history at a time.
    History(const Plan &plan, Disks &disks);
    ~History();

    Outcome run();

private:
    struct Move
    {
        int weight = 0;
        void (History::*make)() = nullptr;
    };

    static const std::vector<Move> &moves();
    static sim::School schoolOf();
    static void prepareRelay(const QString &folder);

    void say(const QString &what);
    void pass(Milliseconds time);
    void step();
    void beQuiet();
    Device *anyOf(const std::function<bool(Device &)> &fits);
    Device *anyRunning();
    Device *anyOnline();

    // Moves.
    void someoneWrites();
    void someoneReads();
    void someoneConnects();
    void someoneDisconnects();
    void someoneFallsSilent();
    void someoneStarts();
    void someoneStops();
    void someoneDies();
    void someonesDiskRefuses();
    void someonesClockIsSet();
    void relayDies();
    void relayStops();
    void relaysDiskRefuses();
    void relayIsCopied();
    void relayIsPutBack();

    // judge.cpp
    struct Entry
    {
        Seq seq;
        MessageId message;
        QByteArray inside;
        UserId sender;
    };
    using Log = std::vector<Entry>;
    void judge();
    std::map<ConversationId, Log> readLogs();
    void judgeLog(ConversationId where, const Log &log);
    void judgePromises(const std::map<ConversationId, Log> &logs);
    void judgeTimeline(Device &device, ConversationId where, const Log &log);
    void judgeOrder(Device &device, ConversationId where, const Log &log);
    void judgeReceipts(ConversationId where, const Log &log);
    void judgeMarks(
        Device &device, ConversationId where, const Log &log, const std::map<std::pair<UserId, int>, qint64> &marks);

    const Plan m_plan;
    FakeClock m_clock;
    SeededRandom m_random;
    sim::School m_school;
    Witness m_witness;
    sim::Network m_network;
    int m_restores = 0;
    std::unique_ptr<sim::SimRelay> m_relay;
    std::vector<std::unique_ptr<Device>> m_devices;
    QStringList m_steps;
    Tally m_tally;
    int m_relayDown = 0; ///< Steps until it comes back.
    int m_texts = 0;
};

/// The conversations of the school, and who is in each.
struct Talk
{
    ConversationId id;
    std::vector<int> people; ///< From 0.
};
const std::vector<Talk> &talks();

} // namespace pc::histories
