// SPDX-License-Identifier: GPL-3.0-or-later
// WatchedKeeper: a device's real GroupKeeper, with somebody who notes what was sealed and what each new epoch looks like
// in the store.

#pragma once

#include "core/groups/groupkeeper.h"
#include "core/mls/group.h"
#include "core/store/store.h"
#include "tests/simulation/watchedcrypto.h"
#include "tests/support/enrolled/paperlists.h"

#include <memory>

namespace pc::sim {

/// The group as it is on the disk; nothing when this device is not in it.
std::optional<mls::Group> storedGroup(store::Store &store, const mls::CipherSuite &suite, ConversationId conversation);

class WatchedKeeper final : public groups::GroupKeeper
{
public:
    /// `isDead`: nothing is noted any more once it is true. All outlive this.
    WatchedKeeper(const groups::GroupKeeperParts &parts, Evidence &evidence, WatchedAead &aead, const bool &isDead,
        test::PaperLists &lists);

    Result<std::vector<QByteArray>> packagesToUpload(quint64 kept) override { return m_inner->packagesToUpload(kept); }
    Result<void> packagesUploaded() override { return m_inner->packagesUploaded(); }
    Result<groups::Standing> standing(ConversationId where) override { return m_inner->standing(where); }
    Result<groups::Need> needs(ConversationId where) override { return m_inner->needs(where); }
    Result<groups::Taken> take(const groups::LogEntry &entry) override;
    Result<groups::Taken> skip(ConversationId where, store::Range range) override;
    Result<groups::Taken> accepted(ConversationId where, MessageId message, Seq seq, UtcTime sentAt) override;
    Result<void> rewound(ConversationId where, Seq head, bool hasChanged) override
    {
        return m_inner->rewound(where, head, hasChanged);
    }
    Result<groups::Either<QByteArray, groups::SealRefusal>> seal(
        ConversationId where, MessageId message, const QByteArray &content) override;
    QByteArray confirm(const groups::ReceiptClaim &claim) override { return m_inner->confirm(claim); }
    Result<groups::ProofVerdict> judge(const groups::ReceiptClaim &claim, const groups::ReceiptProof &proof) override
    {
        return m_inner->judge(claim, proof);
    }
    Result<groups::Either<groups::HandshakeDraft, groups::DraftRefusal>> prepareCreate(
        ConversationId where, quint32 generation) override;
    Result<groups::Either<groups::HandshakeDraft, groups::DraftRefusal>> prepareCommit(
        ConversationId where, const groups::Changes &changes) override;
    Result<groups::Either<groups::HandshakeDraft, groups::DraftRefusal>> prepareExternalJoin(
        ConversationId where, const QByteArray &groupInfo, const QByteArray &tree) override;
    Result<groups::Either<groups::Taken, groups::JoinRefusal>> joinByWelcome(
        ConversationId where, const QByteArray &welcome, const QByteArray &tree, Seq began) override;
    Result<std::optional<groups::HandshakeDraft>> pending(ConversationId where) override;
    Result<std::vector<ConversationId>> settling() override { return m_inner->settling(); }
    Result<groups::Taken> absent(ConversationId where) override { return m_inner->absent(where); }
    Result<void> refused(ConversationId where, MessageId message, groups::RelayRefusal why) override;
    Result<void> repair(ConversationId where) override { return m_inner->repair(where); }
    Result<std::optional<QString>> epochCode(ConversationId where) override { return m_inner->epochCode(where); }
    Result<std::vector<groups::Reader>> readers(ConversationId where) override { return m_inner->readers(where); }
    void forget() override { m_inner->forget(); }

    /// What was noted until now is on the disk.
    void committed();

    /// How often this device found that its store had been put back.
    int rollbacks() const { return m_rollbacks; }

private:
    Result<groups::Taken> noted(ConversationId where, Result<groups::Taken> taken);
    void note(ConversationId where);

    groups::GroupKeeperParts m_parts;
    Evidence &m_evidence;
    WatchedAead &m_aead;
    const bool &m_isDead;
    std::unique_ptr<groups::GroupKeeper> m_inner;
    std::vector<EpochName> m_fresh; ///< Epochs since committed().
    int m_rollbacks = 0;
};

} // namespace pc::sim
