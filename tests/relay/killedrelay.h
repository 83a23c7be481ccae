// SPDX-License-Identifier: GPL-3.0-or-later
// KilledRelay: the relay's program under load from devices of a school, killed at moments that a seed chooses and started
// again on the same files; what was not answered is said again. What the devices heard is in a KillLedger.

#pragma once

#include "core/base/random.h"
#include "tests/relay/killledger.h"
#include "tests/support/program/program.h"
#include "tests/support/relay/testrelay.h"

#include <QWebSocket>

#include <deque>
#include <memory>

namespace pc::test {

struct KillOptions
{
    QString program;
    quint64 seed = 1;
    QStringList environment {};
};

struct KillTally
{
    int rounds = 0;
    int kills = 0; ///< Of a relay that was under load.
    qint64 answers = 0;
    qint64 repeats = 0; ///< Messages that were said again, since no answer had come.
    qint64 receipts = 0;
    qint64 startTook = 0; ///< In ms, all starts together.
};

class KilledRelay : public QObject
{
public:
    explicit KilledRelay(KillOptions options);
    ~KilledRelay() override;

    /// Makes the school. False when it cannot be.
    bool prepare();

    /// One life of the relay and a look at what it left; what is wrong, or nothing.
    QString round();

    /// A last life, in which all is said; then a look at everything.
    QString finish();

    const KillTally &tally() const { return m_tally; }

private:
    struct Said
    {
        wire::Message message;
        bool isOut = false; ///< On this connection.
    };

    class Device;

    bool start();
    bool connectAll();
    void kill();
    void spin(const std::function<bool()> &done, Milliseconds within);
    QString writeConfig();

    KillOptions m_options;
    SeededRandom m_chance;
    TestRelay m_school;
    std::vector<Enrolled> m_people;
    std::vector<ConversationId> m_talks;
    std::unique_ptr<KillLedger> m_ledger;
    std::unique_ptr<Program> m_program;
    std::vector<std::unique_ptr<Device>> m_devices;
    KillTally m_tally;
    std::function<void()> m_heard; ///< Of the loop that spins.
    int m_answersNow = 0; ///< In this life.
    bool m_isEnding = false; ///< Nothing new is said.
};

} // namespace pc::test
