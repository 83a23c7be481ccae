// SPDX-License-Identifier: GPL-3.0-or-later
// LocalGroupKeeper: the GroupKeeper over this device's store.

#pragma once

#include "core/groups/groupkeeper.h"
#include "core/groups/workshop.h"

namespace pc::groups {

class LocalGroupKeeper final : public GroupKeeper
{
public:
    LocalGroupKeeper(const GroupKeeperParts &parts, DeviceIdentity identity)
        : m_workshop(parts, std::move(identity))
    {
    }

    Result<std::vector<QByteArray>> packagesToUpload(quint64 kept) override;
    Result<void> packagesUploaded() override;
    Result<Standing> standing(ConversationId conversation) override;
    Result<Need> needs(ConversationId conversation) override;
    Result<Taken> take(const LogEntry &entry) override;
    Result<Taken> skip(ConversationId conversation, store::Range range) override;
    Result<Taken> accepted(ConversationId conversation, MessageId message, Seq seq, UtcTime sentAt) override;
    Result<void> rewound(ConversationId conversation, Seq head, bool hasChanged) override;
    Result<Either<QByteArray, SealRefusal>> seal(
        ConversationId conversation, MessageId message, const QByteArray &content) override;
    QByteArray confirm(const ReceiptClaim &claim) override;
    Result<ProofVerdict> judge(const ReceiptClaim &claim, const ReceiptProof &proof) override;
    Result<Either<HandshakeDraft, DraftRefusal>> prepareCreate(
        ConversationId conversation, quint32 generation) override;
    Result<Either<HandshakeDraft, DraftRefusal>> prepareCommit(
        ConversationId conversation, const Changes &changes) override;
    Result<Either<HandshakeDraft, DraftRefusal>> prepareExternalJoin(
        ConversationId conversation, const QByteArray &groupInfo, const QByteArray &tree) override;
    Result<Either<Taken, JoinRefusal>> joinByWelcome(
        ConversationId conversation, const QByteArray &welcome, const QByteArray &tree, Seq began) override;
    Result<std::optional<HandshakeDraft>> pending(ConversationId conversation) override;
    Result<std::vector<ConversationId>> settling() override;
    Result<Taken> absent(ConversationId conversation) override;
    Result<void> refused(ConversationId conversation, MessageId message, RelayRefusal why) override;
    Result<void> repair(ConversationId conversation) override;
    Result<std::optional<QString>> epochCode(ConversationId conversation) override;
    Result<std::vector<Reader>> readers(ConversationId conversation) override;
    void forget() override;

private:
    Workshop m_workshop;
};

} // namespace pc::groups
