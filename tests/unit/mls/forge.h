// SPDX-License-Identifier: GPL-3.0-or-later
// What a malicious member can send: it has all secrets of its epoch and signs whatever it likes. Built on the same functions
// as the honest one, with a place to spoil each step.

#pragma once

#include "tests/support/mlscrowd/crowd.h"

#include <functional>

namespace pc::test {

/// A member's state, to do anything with.
mls::GroupState stateOf(const mls::Group &group);
mls::SecretTree secretTreeOf(const mls::Group &group);

/// A commit as an honest member would make it, in all its pieces.
mls::CommitMade madeBy(Crowd &crowd, const mls::GroupState &state, std::vector<mls::Proposal> proposals,
    mls::PathUse pathUse = mls::PathUse::Always, const mls::PskSource &psks = mls::noPsks(),
    const mls::Rules &rules = openRules());

/// Signs what the commit says by now and tags it as a member does; the confirmation tag stays as it is.
mls::Bytes framed(const mls::GroupState &state, mls::AuthenticatedContent content);

/// The commit in it, to be spoilt before it is framed.
mls::Commit &commitIn(mls::CommitMade &made);

/// The sealed secret on the path that `reader` would open.
mls::HpkeCiphertext &secretFor(mls::CommitMade &made, const mls::GroupState &reader);

/// Seals something else to that reader.
void resealSecret(Crowd &crowd, mls::CommitMade &made, const mls::GroupState &reader, mls::ByteView secret);

/// A private message of application data, with its sender data and generation chosen freely.
mls::PrivateMessage privateMessage(
    Crowd &crowd, const mls::GroupState &state, mls::LeafIndex sender, std::uint32_t generation, std::string_view text);

mls::Bytes encoded(auto content)
{
    return mls::encode(mls::MlsMessage { mls::ProtocolVersion::Mls10, std::move(content) });
}

template<typename T>
T decoded(const mls::Bytes &message)
{
    return std::get<T>(sure(mls::decode<mls::MlsMessage>(message)).content);
}

/// What a result failed of; nothing when it did not.
template<typename T>
std::optional<mls::Failure> failureOf(const mls::Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.failure());
}

/// What the group says to a message that it must refuse; nothing also when the refusal changed one bit of its state.
std::optional<mls::Failure> refusal(
    mls::Group &group, const mls::Bytes &message, const mls::PskSource &psks = mls::noPsks());

} // namespace pc::test
