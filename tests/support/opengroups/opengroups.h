// SPDX-License-Identifier: GPL-3.0-or-later
// OpenGroups: a GroupKeeper for tests of what stands on one, where groups are not the matter: this device is in every
// group, and what is sealed is the content itself. In no product: core/session knows the interface alone.

#pragma once

#include "core/groups/groupkeeper.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace pc::test {

class OpenGroups : public groups::GroupKeeper
{
public:
    using Draft = groups::Either<groups::HandshakeDraft, groups::DraftRefusal>;

    Result<std::vector<QByteArray>> packagesToUpload(quint64) override { return std::vector<QByteArray>(); }
    Result<void> packagesUploaded() override { return {}; }

    Result<groups::Standing> standing(ConversationId conversation) override
    {
        groups::Standing standing;
        standing.place = groups::Place::Joined;
        const auto stopped = cursors.find(conversation);
        standing.cursor = stopped == cursors.end() ? Seq { std::numeric_limits<qint64>::max() } : stopped->second;
        return standing;
    }

    Result<groups::Need> needs(ConversationId) override { return groups::Need {}; }

    Result<groups::Taken> take(const groups::LogEntry &entry) override
    {
        groups::Taken taken;
        if (entry.kind == groups::EntryKind::Message)
            taken.messages.push_back({ entry.seq, entry.message, groups::Opened { entry.body } });
        return taken;
    }

    Result<groups::Taken> skip(ConversationId, store::Range) override { return groups::Taken {}; }
    Result<groups::Taken> accepted(ConversationId, MessageId, Seq, UtcTime) override { return groups::Taken {}; }
    Result<void> rewound(ConversationId, Seq, bool) override { return {}; }

    Result<groups::Either<QByteArray, groups::SealRefusal>> seal(
        ConversationId, MessageId, const QByteArray &content) override
    {
        return groups::Either<QByteArray, groups::SealRefusal>(content);
    }

    /// The key of a device stands in for its leaf: who it is of is in it, so that another person's device has another one.
    static crypto::Ed25519Key leafKeyOf(UserId user, DeviceId device)
    {
        auto key = crypto::Ed25519Key::fromSeed(crypto::concat({ user.raw().bytes, device.raw().bytes }));
        return std::move(*key);
    }

    QByteArray confirm(const groups::ReceiptClaim &claim) override
    {
        return groups::proveReceipt(claim, leafKeyOf(claim.user, claim.device));
    }

    Result<groups::ProofVerdict> judge(const groups::ReceiptClaim &claim, const groups::ReceiptProof &proof) override
    {
        if (unknown.contains(claim.device))
            return groups::ProofVerdict::Unknown;
        crypto::Ed25519PublicKey key {};
        const crypto::Ed25519Key leafKey = leafKeyOf(claim.user, claim.device);
        std::ranges::copy(leafKey.publicKey(), key.begin());
        return groups::isReceiptOf(claim, proof, key) ? groups::ProofVerdict::Holds : groups::ProofVerdict::False;
    }

    /// Where a group has not come to the end of its log.
    std::map<ConversationId, Seq> cursors;

    /// Devices that are nobody's as far as this one knows.
    std::set<DeviceId> unknown;

    Result<Draft> prepareCreate(ConversationId, quint32) override { return nothing(); }
    Result<Draft> prepareCommit(ConversationId, const groups::Changes &) override { return nothing(); }
    Result<Draft> prepareExternalJoin(ConversationId, const QByteArray &, const QByteArray &) override
    {
        return nothing();
    }

    Result<groups::Either<groups::Taken, groups::JoinRefusal>> joinByWelcome(
        ConversationId, const QByteArray &, const QByteArray &, Seq) override
    {
        return groups::Either<groups::Taken, groups::JoinRefusal>(groups::JoinRefusal::InGroup);
    }

    Result<std::optional<groups::HandshakeDraft>> pending(ConversationId) override
    {
        return std::optional<groups::HandshakeDraft>();
    }

    Result<std::vector<ConversationId>> settling() override { return std::vector<ConversationId>(); }
    Result<groups::Taken> absent(ConversationId) override { return groups::Taken {}; }
    Result<void> refused(ConversationId, MessageId, groups::RelayRefusal) override { return {}; }
    Result<void> repair(ConversationId) override { return {}; }
    Result<std::optional<QString>> epochCode(ConversationId) override { return std::optional<QString>(); }
    Result<std::vector<groups::Reader>> readers(ConversationId) override { return std::vector<groups::Reader>(); }
    void forget() override { }

private:
    static Draft nothing() { return Draft(groups::DraftRefusal::NothingToDo); }
};

} // namespace pc::test
