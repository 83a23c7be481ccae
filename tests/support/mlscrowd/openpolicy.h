// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that leave everything to RFC 9420: who made the vectors had no application around them, and their lifetimes are over.

#pragma once

#include "core/mls_public/policy.h"

namespace pc::test {

class OpenPolicy final : public mls::CredentialPolicy, public mls::ProposalPolicy
{
public:
    bool accepts(const mls::Credential &, mls::ByteView) const override { return true; }
    bool acceptsSuccessor(const mls::LeafNode &, const mls::LeafNode &) const override { return true; }
    bool acceptsExternalSenders(const mls::ExternalSenders &) const override { return true; }

    bool allows(const mls::SentProposal &, const mls::RatchetTree &, const mls::GroupContext &) const override
    {
        return true;
    }
};

inline const mls::Rules &openRules()
{
    static const OpenPolicy policy;
    static const mls::Rules rules { policy, policy };
    return rules;
}

} // namespace pc::test
