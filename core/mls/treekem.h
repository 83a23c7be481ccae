// SPDX-License-Identifier: GPL-3.0-or-later
// TreeKEM: RFC 9420, sections 7.4 to 7.6. A committer makes fresh keys along its path and seals the secrets behind them to
// everybody beside it; a member opens the one that is meant for it and derives the rest. What changes in the public
// tree is RatchetTree's; here are the private halves.

#pragma once

#include "core/mls/labels.h"
#include "core/mls_public/ratchettree.h"

#include <map>

namespace pc::mls {

/// The private keys that one member holds: its leaf's, and those of nodes above it whose path secret it was given.
struct PrivateKeys
{
    crypto::X25519KeyPair leaf;
    std::map<NodeIndex, crypto::X25519KeyPair> parents;

    PrivateKeys copy() const;

    /// Null where this member cannot open what is sealed to the node.
    const crypto::X25519KeyPair *find(LeafIndex own, NodeIndex node) const;

    /// Drops the keys of nodes that are blank by now or carry another key.
    void keepOnly(const RatchetTree &tree);
};

/// Fresh keys for one leaf's path.
struct FreshPath
{
    crypto::X25519KeyPair leaf;
    std::vector<NodeIndex> nodes; ///< the filtered direct path
    std::vector<WipingBytes> secrets; ///< path_secret, by node
    std::vector<crypto::X25519KeyPair> keys; ///< by node
    WipingBytes commitSecret;

    std::vector<Bytes> publicKeys() const;

    /// What a new member at this leaf is told (12.4.3.1): the secret of the lowest node above it and the committer.
    const WipingBytes &secretFor(LeafIndex newMember) const;
};

/// Section 7.4. `leaf` may still be blank: that of who joins by an external commit.
FreshPath freshPath(const RatchetTree &tree, LeafIndex leaf, crypto::RandomSource &random);

/// Section 7.5: the path's nodes with their secrets sealed, in the tree that has the new keys. `groupContext` is the
/// provisional one, encoded. Error: NodeKeyInvalid, when somebody's public key is none.
Result<std::vector<UpdatePathNode>> sealPath(const CipherSuite &suite, const RatchetTree &tree, LeafIndex leaf,
    const FreshPath &path, std::span<const LeafIndex> added, ByteView groupContext, crypto::RandomSource &random);

/// What a path gives to who opened it.
struct OpenedPath
{
    std::map<NodeIndex, crypto::X25519KeyPair> keys;
    WipingBytes commitSecret;
};

/// The same from the other side, for a path that applyPath() took into `tree`: its lengths are right. Errors:
/// PathNotForUs, PathSecretUnopened, PathSecretLengthWrong, PathKeyWrong.
Result<OpenedPath> openPath(const CipherSuite &suite, const RatchetTree &tree, LeafIndex sender, const UpdatePath &path,
    std::span<const LeafIndex> added, LeafIndex own, const PrivateKeys &keys, ByteView groupContext);

/// Derives from the secret of the lowest node that `own` and the sender share, and holds each key to the tree's. Errors:
/// PathSecretLengthWrong, PathKeyWrong.
Result<OpenedPath> derivePath(const RatchetTree &tree, LeafIndex sender, LeafIndex own, WipingBytes pathSecret);

} // namespace pc::mls
