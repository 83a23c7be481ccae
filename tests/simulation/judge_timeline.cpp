// SPDX-License-Identifier: GPL-3.0-or-later
// I2 and I4: what devices show, and what those could open who are out.

#include "core/crypto/qtbytes.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/must.h"
#include "tests/support/mlscrowd/openpolicy.h"

#include <algorithm>

namespace pc::sim {

using chat::ContentKind;
using relay::log::EntryKind;

namespace {

bool isCovered(const std::vector<chat::Hole> &holes, Seq seq)
{
    return std::ranges::any_of(holes, [&](const chat::Hole &hole) { return hole.first <= seq && seq <= hole.last; });
}

} // namespace

Tally &Tally::operator+=(const Tally &other)
{
    shown += other.shown;
    placeholders += other.placeholders;
    own += other.own;
    epochs += other.epochs;
    reports += other.reports;
    reopened += other.reopened;
    probes += other.probes;
    bytes += other.bytes;
    revoked += other.revoked;
    restored += other.restored;
    begunAnew += other.begunAnew;
    return *this;
}

Judge::Judge(const Devices &devices, const LogTruth &truth, Evidence &evidence)
    : m_devices(devices)
    , m_truth(truth)
    , m_evidence(evidence)
{
    for (const TruthConversation &where : truth.conversations)
        m_tally.epochs += int(where.epochs.size());
    for (const TruthConversation &where : truth.conversations)
        m_tally.begunAnew += where.epochs.empty() ? 0 : int(where.epochs.rbegin()->first.first);
}

void Judge::find(Invariant invariant, const SimDevice &device, const TruthConversation &where, const QString &what)
{
    m_evidence.find(invariant, QStringLiteral("%1 in %2: %3").arg(device.name(), shortName(where.id), what));
}

std::optional<Seq> commitAfter(const TruthConversation &where, Seq seq)
{
    std::optional<Seq> first;
    for (const auto &[name, epoch] : where.epochs) {
        if (epoch.began > seq && !epoch.fromOutside && (!first || epoch.began < *first))
            first = epoch.began;
    }
    return first;
}

void Judge::messagesAreShownOnce()
{
    for (const auto &device : m_devices) {
        for (const TruthConversation &where : m_truth.conversations) {
            const TruthMember *member = where.find(device->self.user);
            if (member && device->isRunning())
                judgeTimeline(*device, where, *member);
        }
        if (device->isRunning() && !isRevoked(*device))
            judgeOwn(*device);
    }
}

void Judge::judgeTimeline(SimDevice &device, const TruthConversation &where, const TruthMember &member)
{
    const auto known = device.conversations();
    if (std::ranges::find(known, where.id) == known.end())
        return; // a member must know it in the end: see everyoneHasArrived()
    std::multimap<MessageId, chat::Message> rows;
    std::set<QString> texts;
    for (const chat::Message &message : device.timeline(where.id)) {
        rows.emplace(message.id, message);
        if (message.content.kind == ContentKind::Text && !texts.insert(message.content.text).second)
            find(Invariant::ShownOnce, device, where, QStringLiteral("a text is shown twice"));
        if (message.missesEarlier)
            find(Invariant::ShownOnce, device, where,
                QStringLiteral("something is said to be missing before %1").arg(message.seq.raw()));
    }
    const auto holes = device.holes(where.id);
    for (const TruthMessage &message : where.messages) {
        const Seq seq = message.entry.seq;
        if (seq < member.first || seq > member.last)
            continue;
        const auto [from, to] = rows.equal_range(message.entry.message);
        if (isRevoked(device)) { // it may have been sent nothing more
            if (from != to && from->second.content.kind != ContentKind::Unreadable && from->second.seq == seq)
                judgeEntitled(device, where, message);
            continue;
        }
        if (std::distance(from, to) == 1 && from->second.seq == seq) {
            judgeShown(device, where, message, from->second, member.isPresent);
        } else if (std::distance(from, to) > 1 || !isCovered(holes, seq)) {
            find(Invariant::ShownOnce, device, where,
                QStringLiteral("message %1 is there %2 times").arg(seq.raw()).arg(std::distance(from, to)));
        }
    }
}

/// Whoever was in the epoch that it was sealed in reads it.
void Judge::judgeShown(SimDevice &device, const TruthConversation &where, const TruthMessage &message,
    const chat::Message &shown, bool isMember)
{
    const bool isOwn = message.entry.device == device.self.device;
    const bool isPlaceholder = shown.content.kind == ContentKind::Unreadable;
    if (isOwn)
        ++m_tally.own;
    else if (isPlaceholder)
        ++m_tally.placeholders;
    else
        ++m_tally.shown;
    const auto written = m_evidence.written.find(message.entry.message);
    if (!isPlaceholder && (written == m_evidence.written.end() || shown.content.text != written->second.text))
        find(Invariant::ShownOnce, device, where,
            QStringLiteral("message %1 says what nobody wrote").arg(message.entry.seq.raw()));
    const bool hadKeys
        = m_evidence.wasIn(device.self.device, { where.id, message.sealed.generation, message.sealed.epoch });
    // Who had read what the relay forgot came in anew, while who had not wrote on in the epoch of before.
    const bool cameInAnew = m_evidence.wasPutBack && shown.content.missing == chat::Missing::BeforeThisDevice;
    const bool mustRead = (isOwn || hadKeys) && !device.wasRolledBack() && !cameInAnew;
    const bool isComing = isPlaceholder && shown.content.missing == chat::Missing::NotYet && isMember;
    if (isComing)
        find(Invariant::Converges, device, where,
            QStringLiteral("message %1 is still to come").arg(message.entry.seq.raw()));
    if (isPlaceholder && mustRead)
        find(Invariant::ShownOnce, device, where,
            QStringLiteral("message %1 is not readable (%2)")
                .arg(message.entry.seq.raw())
                .arg(int(shown.content.missing)));
    if (!isPlaceholder && !isOwn)
        judgeEntitled(device, where, message);
}

/// What is shown as sent is in the log, also when the relay forgot it in between.
void Judge::judgeOwn(SimDevice &device)
{
    for (const ConversationId id : device.conversations()) {
        const TruthConversation *where = m_truth.find(id);
        std::set<MessageId> logged;
        for (size_t n = 0; where && n < where->messages.size(); ++n)
            logged.insert(where->messages[n].entry.message);
        for (const chat::Message &message : device.timeline(id)) {
            const bool isSent = message.outgoing && message.device == device.self.device
                && message.content.kind == ContentKind::Text && message.state >= chat::DeliveryState::Sent
                && message.state != chat::DeliveryState::Failed;
            if (isSent && !logged.contains(message.id))
                m_evidence.find(Invariant::ShownOnce,
                    QStringLiteral("%1 shows %2 as sent, and the log of %3 has it not")
                        .arg(device.name(), message.content.text, shortName(id)));
        }
    }
}

/// The first commit after which a device that was taken out has no keys any more.
std::optional<Seq> Judge::outSince(const SimDevice &device, const TruthConversation &where) const
{
    if (const auto left = where.leftAt(device.self.user))
        return commitAfter(where, *left);
    const auto revoked = m_evidence.revoked.find(device.self.device);
    if (revoked == m_evidence.revoked.end())
        return std::nullopt;
    const auto since = revoked->second.find(where.id);
    if (since == revoked->second.end())
        return std::nullopt;
    std::optional<Seq> out;
    for (const auto &[name, epoch] : where.epochs) {
        if (epoch.began > since->second && !epoch.leaves.contains(device.self.device) && (!out || epoch.began < *out))
            out = epoch.began;
    }
    return out;
}

void Judge::judgeEntitled(const SimDevice &device, const TruthConversation &where, const TruthMessage &message)
{
    const TruthEpoch *epoch = where.epochOf(message);
    const auto end = outSince(device, where);
    // What it read before the relay forgot it, it may go on showing.
    const bool isOfBefore = m_evidence.wasPutBack && !device.aead().opened(message.entry.body);
    const bool isOut = !isOfBefore && message.entry.device != device.self.device
        && ((end && message.entry.seq > *end) || (epoch && !epoch->leaves.contains(device.self.device)));
    if (isOut)
        find(Invariant::RemovedReadNothing, device, where,
            QStringLiteral("message %1 was read by somebody who is out").arg(message.entry.seq.raw()));
}

void Judge::nothingIsReadAfterLeaving()
{
    for (auto &[place, group] : m_evidence.hoard) {
        const auto &[id, where] = place;
        const TruthConversation *conversation = m_truth.find(where);
        const auto device = std::ranges::find_if(m_devices, [&](const auto &d) { return d->self.device == id; });
        if (!conversation || device == m_devices.end())
            continue;
        if (const auto end = outSince(**device, *conversation))
            probe(**device, *conversation, *end, std::move(group));
    }
}

/// With a relay that hides nothing and a client that never lets go of a key.
void Judge::probe(SimDevice &device, const TruthConversation &where, Seq end, std::optional<mls::Group> group)
{
    for (const relay::log::Entry &entry : where.entries) {
        if (entry.kind == EntryKind::Conversation || !group)
            continue;
        const wire::Frame frame = relay::log::toFrame(entry);
        const auto *handshake = std::get_if<wire::Handshake>(&frame.data);
        if (handshake && handshake->op == wire::HandshakeOp::Create)
            continue;
        const QByteArray &body = handshake ? handshake->content : entry.body;
        auto received = group->process(crypto::viewOf(body), test::openRules());
        const bool isPast = entry.seq > end;
        if (!handshake && isPast)
            ++m_tally.probes;
        if (!received)
            continue;
        auto *commit = std::get_if<mls::ReceivedCommit>(&received->content);
        if (commit && commit->next)
            group = std::move(commit->next);
        else if (isPast && std::holds_alternative<mls::ReceivedApplication>(received->content))
            find(Invariant::RemovedReadNothing, device, where,
                QStringLiteral("message %1 opens to somebody who was taken out at %2")
                    .arg(entry.seq.raw())
                    .arg(end.raw()));
    }
}

} // namespace pc::sim
