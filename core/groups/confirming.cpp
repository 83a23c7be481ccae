// SPDX-License-Identifier: GPL-3.0-or-later
// GroupKeeper: receipts, this device's and what others' are worth.

#include "core/groups/localgroupkeeper.h"

#include <algorithm>

namespace pc::groups {

namespace {

/// What the device shows in the group; nothing where it has no leaf.
std::optional<identity::DeviceCertificate> leafOf(const mls::Group &group, UserId user, DeviceId device)
{
    for (const mls::MemberView &member : group.members()) {
        auto holder = identity::holderOf(*member.node);
        if (holder && holder->device == device && holder->user == user)
            return holder;
    }
    return std::nullopt;
}

} // namespace

QByteArray LocalGroupKeeper::confirm(const ReceiptClaim &claim)
{
    return proveReceipt(claim, m_workshop.identity.leafKey);
}

/// A person's list is in memory, their groups often are not: it is asked first.
Result<ProofVerdict> LocalGroupKeeper::judge(const ReceiptClaim &claim, const ReceiptProof &proof)
{
    const identity::DeviceCertificate &own = m_workshop.identity.certificate;
    if (claim.device == own.device && claim.user == own.user)
        return isReceiptOf(claim, proof, own.leafKey) ? ProofVerdict::Holds : ProofVerdict::False;
    trust::Accounts &accounts = m_workshop.parts.accounts;
    auto key = accounts.signingKeyOf(claim.user, claim.device, std::nullopt);
    if (!key)
        return key.error();
    if (!*key) {
        auto row = m_workshop.row(claim.conversation);
        if (!row)
            return row.error();
        if (row->place != store::GroupPlace::Joined)
            return ProofVerdict::Unknown;
        auto group = m_workshop.shelf.find(claim.conversation);
        if (!group)
            return group.error();
        const auto leaf = *group ? leafOf(**group, claim.user, claim.device) : std::nullopt;
        key = leaf ? accounts.signingKeyOf(claim.user, claim.device, leaf)
                   : Result<std::optional<crypto::Ed25519PublicKey>>(std::nullopt);
        if (!key)
            return key.error();
    }
    if (!*key)
        return ProofVerdict::Unknown;
    return isReceiptOf(claim, proof, **key) ? ProofVerdict::Holds : ProofVerdict::False;
}

} // namespace pc::groups
