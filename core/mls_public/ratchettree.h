// SPDX-License-Identifier: GPL-3.0-or-later
// The public tree of a group: RFC 9420, sections 4, 7.5, 7.7 to 7.9. It changes as proposals and commits say, and knows its
// hashes; whether a tree that somebody sent is a valid one is asked in treevalidation.h. No private key is ever in it.
//
// A tree is a value: whoever tries a commit copies it and keeps or drops the copy. That happens for each commit at up to
// 2,000 leaves, so copies share their nodes: those are immutable behind std::shared_ptr, and a change puts another node
// in the slot. Hashes are kept beside the slots and forgotten along the path of a change. They are filled in when asked
// for, also in a const tree: one tree is for one thread at a time.

#pragma once

#include "core/crypto/sha256.h"
#include "core/mls_public/commit.h"
#include "core/mls_public/treenode.h"

#include <memory>
#include <span>

namespace pc::mls {

using Hash = crypto::Digest;

class RatchetTree
{
public:
    /// One member, at leaf 0: how a group begins.
    explicit RatchetTree(LeafNode creator);

    /// Section 12.4.3.3. Errors: TreeEmpty, TreeTooLarge, TreeEndsBlank, NodeTypeMisplaced.
    static Result<RatchetTree> fromNodes(TreeNodes nodes);
    TreeNodes nodes() const;

    bool operator==(const RatchetTree &other) const;

    /// Slots, blank or not: a power of two.
    std::uint32_t leafCount() const { return static_cast<std::uint32_t>(m_leaves.size()); }
    NodeIndex root() const { return rootOf(leafCount()); }

    /// Null for a blank leaf and for one behind the last slot. Valid until the tree changes.
    const LeafNode *leaf(LeafIndex index) const;

    /// Null for a blank parent; `node` must be a parent of this tree.
    const ParentNode *parent(NodeIndex node) const;

    bool isBlank(NodeIndex node) const;
    const Bytes &encryptionKey(NodeIndex node) const; ///< of a node that is not blank
    std::vector<LeafIndex> members() const; ///< leaves that are not blank

    // Section 4: paths.
    std::vector<NodeIndex> resolution(NodeIndex node) const;
    bool hasEmptyResolution(NodeIndex node) const;
    std::vector<NodeIndex> filteredDirectPath(LeafIndex leaf) const;

    /// What a path secret is sealed to: the copath child's resolution without leaves that this commit added (7.5).
    std::vector<NodeIndex> copathResolution(NodeIndex pathNode, LeafIndex leaf, std::span<const LeafIndex> added) const;

    // Sections 12.1.1 to 12.1.3. The caller has checked that the leaves named here are there.
    LeafIndex add(LeafNode leaf);
    void update(LeafIndex index, LeafNode leaf);
    void remove(LeafIndex index);

    /// The leftmost blank leaf; the tree grows when there is none.
    LeafIndex reserveLeaf();

    /// Section 7.5: blanks the leaf's direct path, puts one key a node on its filtered direct path and computes their parent
    /// hashes. Gives the parent hash that the new leaf must carry. There must be as many keys as nodes.
    Bytes setPath(LeafIndex leaf, std::span<const Bytes> encryptionKeys);
    void setLeaf(LeafIndex index, LeafNode leaf);

    /// The recipient's side of it. Errors: PathLengthWrong, ParentHashWrong; the tree is of no use then.
    Result<void> mergePath(LeafIndex leaf, const UpdatePath &path);

    // Section 7.8
    const Hash &treeHash() const { return treeHash(root()); }
    const Hash &treeHash(NodeIndex node) const;

    /// Section 7.9: the hash of a node as if these leaves, in increasing order, had not been added.
    Hash treeHashWithout(NodeIndex node, std::span<const LeafIndex> leaves) const;

    /// Section 7.9: of a parent that is not blank, seen from the child that is not `sibling`.
    Hash parentHash(NodeIndex parent, NodeIndex sibling) const;

private:
    RatchetTree() = default;

    void setParent(NodeIndex node, std::shared_ptr<const ParentNode> parent);
    void blankDirectPath(LeafIndex leaf);
    void forgetHashes(NodeIndex from);
    void resize(std::uint32_t leaves);
    void truncate();

    std::vector<std::shared_ptr<const LeafNode>> m_leaves;
    std::vector<std::shared_ptr<const ParentNode>> m_parents; ///< the node 2i + 1 at i
    mutable std::vector<std::optional<Hash>> m_hashes; ///< by node
};

} // namespace pc::mls
