// SPDX-License-Identifier: GPL-3.0-or-later
// LeafPolicy: the one set of rules of who may be in a conversation's group and who may change it (RFC 9420 leaves both to
// the application: sections 5.3.1 and 12.2). Relay and members follow the same; they differ in what they know of the
// conversation's people, which a derived class says.
//
// Anybody adds and updates; a leaf is removed when nobody has a claim to it any more (its person left, its device was
// revoked), or by a device of the same person. Nobody changes the group's extensions, and nothing is joined to other
// groups.

#pragma once

#include "core/identity/leafholder.h"
#include "core/mls_public/policy.h"

namespace pc::identity {

class LeafPolicy : public mls::CredentialPolicy, public mls::ProposalPolicy
{
public:
    bool accepts(const mls::Credential &credential, mls::ByteView signatureKey) const final;
    bool acceptsSuccessor(const mls::LeafNode &before, const mls::LeafNode &after) const final;

    /// None: the school's office will be one.
    bool acceptsExternalSenders(const mls::ExternalSenders &senders) const final;

    /// A device.
    mls::Bytes clientOf(const mls::LeafNode &leaf) const final;

    bool allows(
        const mls::SentProposal &sent, const mls::RatchetTree &tree, const mls::GroupContext &context) const final;

protected:
    /// Whether this device may come into the group. Its certificate was checked.
    virtual bool mayEnter(const DeviceCertificate &certificate) const = 0;

    /// Whether only its own person may take this device out.
    virtual bool mayStay(const DeviceCertificate &certificate) const = 0;

private:
    bool allowsRemoval(const mls::Remove &remove, const mls::Sender &sender, const mls::RatchetTree &tree) const;
};

} // namespace pc::identity
