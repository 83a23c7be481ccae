// SPDX-License-Identifier: GPL-3.0-or-later
// Judge: whether what devices hold and show after a run is what E2EE.md section 10 promises. Each invariant is judged by
// the relay's log and by what was noted on the way, not by what the client believes of itself.

#pragma once

#include "tests/simulation/logtruth.h"
#include "tests/simulation/simdevice.h"

#include <memory>

namespace pc::sim {

/// Counted so that a run which proved nothing is seen to.
struct Tally
{
    int shown = 0; ///< Texts of others, on all devices.
    int placeholders = 0;
    int own = 0;
    int epochs = 0;
    int reports = 0; ///< Texts that were proven to be what was sent.
    int reopened = 0; ///< Messages that a state on a disk was asked to open again.
    int probes = 0; ///< Messages that somebody who was removed tried to open.
    qint64 bytes = 0; ///< Of disks and pages that were looked through.
    int revoked = 0;
    int restored = 0; ///< How often the relay came back with an older disk.
    int begunAnew = 0; ///< Groups that were frozen, or lost, and made again.

    Tally &operator+=(const Tally &other);
    bool operator==(const Tally &) const = default;
};

class Judge
{
public:
    using Devices = std::vector<std::unique_ptr<SimDevice>>;

    /// All outlive this. Devices that do not run are left out.
    Judge(const Devices &devices, const LogTruth &truth, Evidence &evidence);

    // judge_timeline.cpp
    void messagesAreShownOnce(); ///< I2
    void nothingIsReadAfterLeaving(); ///< I4

    // judge_groups.cpp
    void onlyMembersHaveLeaves(); ///< I5
    void everyoneHasArrived(); ///< I7
    void usedSecretsAreGone(); ///< I8

    // judge_disk.cpp
    void disksShowNothing(const QString &folder); ///< I8: of the folder with all disks.

    // judge_relay.cpp
    void whatIsShownCanBeReported(const QString &relayDatabase); ///< I6
    void relayReadsNothing(const QString &relayFolder, const QByteArray &logged); ///< I9

    const Tally &tally() const { return m_tally; }

private:
    void find(Invariant invariant, const SimDevice &device, const TruthConversation &where, const QString &what);
    void judgeTimeline(SimDevice &device, const TruthConversation &where, const TruthMember &member);
    void judgeEntitled(const SimDevice &device, const TruthConversation &where, const TruthMessage &message);
    void judgeOwn(SimDevice &device);
    bool isRevoked(const SimDevice &device) const { return m_evidence.revoked.contains(device.self.device); }

    /// Who is signed out, and put back to a disk of before the relay was, never learns that its log is another one.
    bool isOfAnotherLog(SimDevice &device) const;
    std::optional<Seq> outSince(const SimDevice &device, const TruthConversation &where) const;
    void judgeShown(SimDevice &device, const TruthConversation &where, const TruthMessage &message,
        const chat::Message &shown, bool isMember);
    void probe(SimDevice &device, const TruthConversation &where, Seq end, std::optional<mls::Group> group);
    void judgeRevoked(DeviceId device, const std::map<ConversationId, Seq> &stood, const TruthConversation &where);
    void judgeArrival(SimDevice &device, const TruthConversation &where);
    void judgeSecrets(SimDevice &device, const std::vector<QByteArray> &rows);
    void judgePages(SimDevice &device);
    void judgeReopening(SimDevice &device, const TruthConversation &where);
    bool proves(const SimDevice &device, const relay::keys::FrankingKeys &keys, const TruthMessage &message,
        const QByteArray &tag, const chat::Message &shown) const;

    const Devices &m_devices;
    const LogTruth &m_truth;
    Evidence &m_evidence;
    Tally m_tally;
};

/// The first commit of a member above `seq`: what ends the keys of who left there.
std::optional<Seq> commitAfter(const TruthConversation &where, Seq seq);

} // namespace pc::sim
