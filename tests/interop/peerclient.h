// SPDX-License-Identifier: GPL-3.0-or-later
// One MLS client of our library, driven by the protocol's operations (README.md). It believes every credential: whom a group
// admits is no matter of these tests.

#pragma once

#include <functional>

#include "peermessage.h"
#include "storedgroup.h"

namespace pc::interop {

/// External pre-shared keys by their ids.
class KnownPsks final : public mls::PskSource
{
public:
    void put(Bytes id, ByteView psk) { m_known.insert_or_assign(std::move(id), crypto::WipingBytes::copyOf(psk)); }
    void clear() { m_known.clear(); }
    std::optional<crypto::WipingBytes> find(const mls::PreSharedKeyId &id) const override;

private:
    std::map<Bytes, crypto::WipingBytes> m_known;
};

class PeerClient
{
public:
    /// Carries out one operation. One that fails changes nothing.
    Answer answer(const Request &request);

private:
    using Operation = Answer (PeerClient::*)(const Request &);
    using WithGroup = std::function<Answer(StoredGroup &, mls::Group &)>;
    static Operation operationOf(const QString &name);

    // peerclient.cpp: who the client is, and its ways into a group.
    Answer init(const Request &request);
    Answer keyPackage(const Request &request);
    Answer createGroup(const Request &request);
    Answer join(const Request &request);
    Answer externalJoin(const Request &request);
    Answer joinRequest(const Request &request);
    Answer psk(const Request &request);
    Answer load(const Request &request);
    Answer forget(const Request &request);
    Answer signatureKey(const Request &request);
    Answer externalSenders(const Request &request);
    Answer externalPropose(const Request &request);

    // peergroup.cpp: what it does as a member.
    Answer groupInfo(const Request &request);
    Answer ratchetTree(const Request &request);
    Answer add(const Request &request);
    Answer remove(const Request &request);
    Answer update(const Request &request);
    Answer commit(const Request &request);
    Answer merge(const Request &request);
    Answer discard(const Request &request);
    Answer propose(const Request &request);
    Answer encrypt(const Request &request);
    Answer process(const Request &request);
    Answer exportSecret(const Request &request);
    Answer save(const Request &request);

    Answer withGroup(const Request &request, const WithGroup &action);
    Answer begin(const mls::Group &group, QJsonObject answer = {});
    Answer commitWith(const Request &request, std::vector<mls::Proposal> proposals);
    Answer receive(StoredGroup &stored, const mls::Group &group, mls::Received received);
    mls::LeafIdentity identity() const;
    mls::KeyPackageBundle makeBundle(const Request &request) const;
    mls::KeyPackageBundle *bundleFor(const mls::Welcome &welcome);

    Bytes m_identity;
    mls::Capabilities m_capabilities;
    std::optional<crypto::Ed25519Key> m_signatureKey {};
    std::map<Bytes, mls::KeyPackageBundle> m_keyPackages; // by reference
    std::map<Bytes, StoredGroup> m_groups; // by id
    KnownPsks m_psks;
};

/// Takes every credential, and key packages of a clock that is a day off.
mls::Rules rules();

/// What an add, remove, psk or group_context_extensions proposal says. Errors: those of the codec, UnknownProposalType.
mls::Result<mls::Proposal> proposalOf(const Request &given);

Answer refused(mls::Failure failure);

/// The content of a message that holds T. Errors: those of the codec, UnknownWireFormat.
template<typename T>
mls::Result<T> contentOfMessage(ByteView bytes)
{
    mls::Result<mls::MlsMessage> message = mls::decode<mls::MlsMessage>(bytes);
    if (!message)
        return message.failure();
    T *content = std::get_if<T>(&message->content);
    if (!content)
        return mls::Failure::UnknownWireFormat;
    return std::move(*content);
}

} // namespace pc::interop
