// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/groupstate.h"

#include "core/mls_public/signing.h"
#include "core/mls_public/transcripthash.h"

namespace pc::mls {

BegunEpoch beginEpoch(
    GroupContext provisional, ByteView interimBefore, const AuthenticatedContent &commit, const EpochInputs &inputs)
{
    BegunEpoch begun { std::move(provisional), {}, {}, {}, {} };
    begun.context.confirmedTranscriptHash = confirmedTranscriptHash(interimBefore, commit);
    const Bytes context = encode(begun.context);
    begun.joiner = joinerSecret(inputs.init.view(), inputs.commit.view(), context);
    begun.epoch = epochOf(begun.joiner.view(), inputs.psk.view(), context);
    begun.confirmationTag = confirmationTag(begun.epoch.secrets, begun.context.confirmedTranscriptHash);
    begun.interimTranscriptHash = interimTranscriptHash(begun.context.confirmedTranscriptHash, begun.confirmationTag);
    return begun;
}

std::optional<WipingBytes> GroupPsks::find(const PreSharedKeyId &id) const
{
    const auto *const resumption = std::get_if<ResumptionPsk>(&id.content);
    if (resumption && resumption->groupId == m_state.context.groupId && resumption->epoch == m_state.context.epoch)
        return m_state.secrets.resumptionPsk.copy();
    return m_others.find(id);
}

GroupInfo makeGroupInfo(const GroupState &state, const GroupInfoContent &content)
{
    GroupInfo info { state.context, {}, state.confirmationTag, state.own, {} };
    if (content.externalPub)
        info.extensions.set(ExternalPub { crypto::toBytes(externalKeyPair(state.secrets).publicKey) });
    if (content.ratchetTree)
        info.extensions.set(state.tree.nodes());
    info.signature = signWithLabel(state.signatureKey, label::kGroupInfo, toBeSigned(info));
    return info;
}

} // namespace pc::mls
