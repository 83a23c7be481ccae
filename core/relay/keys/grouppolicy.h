// SPDX-License-Identifier: GPL-3.0-or-later
// GroupPolicy: who may be in a conversation's group, by what the relay knows: the conversation's members and their devices.
// Members ask the same of each other; the relay asks first, so that what they would refuse never gets into the log.
//
// Who may commit what: anybody adds and updates; a leaf is removed when its device is entitled no more (its person left, or
// it was revoked), or by a device of the same person. Nobody changes the group's extensions, and nothing is joined to
// other groups.

#pragma once

#include "core/base/ids.h"
#include "core/identity/devicecertificate.h"
#include "core/mls_public/policy.h"

#include <map>
#include <optional>

namespace pc::relay::keys {

/// Devices that may be in the group, with whose they are: not revoked, of people who are in the conversation now.
using EntitledDevices = std::map<DeviceId, UserId>;

/// Whose a leaf is that stands in a tree already. Its certificate was checked when it came there, and is only read now.
std::optional<identity::DeviceCertificate> holderOf(const mls::LeafNode &leaf);

class GroupPolicy final : public mls::CredentialPolicy, public mls::ProposalPolicy
{
public:
    /// `entitled` must outlive this.
    explicit GroupPolicy(const EntitledDevices &entitled)
        : m_entitled(entitled)
    {
    }

    bool accepts(const mls::Credential &credential, mls::ByteView signatureKey) const override;
    bool acceptsSuccessor(const mls::LeafNode &before, const mls::LeafNode &after) const override;

    /// None: the school's office will be one.
    bool acceptsExternalSenders(const mls::ExternalSenders &senders) const override;

    /// A device.
    mls::Bytes clientOf(const mls::LeafNode &leaf) const override;

    bool allows(
        const mls::SentProposal &sent, const mls::RatchetTree &tree, const mls::GroupContext &context) const override;

private:
    bool allowsRemoval(const mls::Remove &remove, const mls::Sender &sender, const mls::RatchetTree &tree) const;
    bool isEntitled(const identity::DeviceCertificate &certificate) const;

    const EntitledDevices &m_entitled;
};

} // namespace pc::relay::keys
