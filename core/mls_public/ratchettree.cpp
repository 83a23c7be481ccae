// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/ratchettree.h"

#include <algorithm>
#include <cassert>

namespace pc::mls {

namespace {

template<typename T>
bool sameValue(const std::shared_ptr<const T> &a, const std::shared_ptr<const T> &b)
{
    return a == b || (a && b && *a == *b);
}

} // namespace

RatchetTree::RatchetTree(LeafNode creator)
    : m_leaves { std::make_shared<const LeafNode>(std::move(creator)) }
    , m_hashes(1)
{
}

Result<RatchetTree> RatchetTree::fromNodes(TreeNodes nodes)
{
    if (nodes.nodes.empty())
        return Failure::TreeEmpty;
    if (!nodes.nodes.back())
        return Failure::TreeEndsBlank;
    const std::size_t leaves = nodes.nodes.size() / 2 + 1;
    if (leaves > kMostLeaves)
        return Failure::TreeTooLarge;

    RatchetTree tree;
    tree.resize(fullTreeFor(static_cast<std::uint32_t>(leaves)));
    for (std::size_t i = 0; i < nodes.nodes.size(); ++i) {
        if (!nodes.nodes[i])
            continue;
        auto &content = nodes.nodes[i]->content;
        auto *const leaf = std::get_if<LeafNode>(&content);
        if ((leaf != nullptr) != isLeaf({ static_cast<std::uint32_t>(i) }))
            return Failure::NodeTypeMisplaced;
        if (leaf)
            tree.m_leaves[i / 2] = std::make_shared<const LeafNode>(std::move(*leaf));
        else
            tree.m_parents[i / 2] = std::make_shared<const ParentNode>(std::move(*std::get_if<ParentNode>(&content)));
    }
    return tree;
}

TreeNodes RatchetTree::nodes() const
{
    TreeNodes out;
    out.nodes.resize(nodeCount(leafCount()));
    for (std::size_t i = 0; i < m_leaves.size(); ++i)
        if (m_leaves[i])
            out.nodes[2 * i] = Node { *m_leaves[i] };
    for (std::size_t i = 0; i < m_parents.size(); ++i)
        if (m_parents[i])
            out.nodes[2 * i + 1] = Node { *m_parents[i] };
    while (!out.nodes.empty() && !out.nodes.back())
        out.nodes.pop_back();
    return out;
}

bool RatchetTree::operator==(const RatchetTree &other) const
{
    return std::ranges::equal(m_leaves, other.m_leaves, sameValue<LeafNode>)
        && std::ranges::equal(m_parents, other.m_parents, sameValue<ParentNode>);
}

const LeafNode *RatchetTree::leaf(LeafIndex index) const
{
    return index.value < m_leaves.size() ? m_leaves[index.value].get() : nullptr;
}

const ParentNode *RatchetTree::parent(NodeIndex node) const
{
    assert(!isLeaf(node) && node.value < nodeCount(leafCount()));
    return m_parents[node.value / 2].get();
}

bool RatchetTree::isBlank(NodeIndex node) const
{
    return isLeaf(node) ? leaf(leafOf(node)) == nullptr : parent(node) == nullptr;
}

const Bytes &RatchetTree::encryptionKey(NodeIndex node) const
{
    assert(!isBlank(node));
    return isLeaf(node) ? leaf(leafOf(node))->encryptionKey : parent(node)->encryptionKey;
}

std::vector<LeafIndex> RatchetTree::members() const
{
    std::vector<LeafIndex> indices;
    for (std::uint32_t i = 0; i < leafCount(); ++i)
        if (m_leaves[i])
            indices.push_back({ i });
    return indices;
}

LeafIndex RatchetTree::add(LeafNode leaf)
{
    const LeafIndex index = reserveLeaf();
    for (const NodeIndex node : directPath(nodeOf(index), leafCount())) {
        const ParentNode *const old = parent(node);
        if (!old)
            continue;
        auto changed = std::make_shared<ParentNode>(*old);
        auto &unmerged = changed->unmergedLeaves;
        unmerged.insert(std::ranges::upper_bound(unmerged, index), index);
        setParent(node, std::move(changed));
    }
    setLeaf(index, std::move(leaf));
    return index;
}

void RatchetTree::update(LeafIndex index, LeafNode leaf)
{
    assert(this->leaf(index));
    blankDirectPath(index);
    setLeaf(index, std::move(leaf));
}

void RatchetTree::remove(LeafIndex index)
{
    assert(leaf(index));
    blankDirectPath(index);
    m_leaves[index.value].reset();
    forgetHashes(nodeOf(index));
    truncate();
}

LeafIndex RatchetTree::reserveLeaf()
{
    const auto blank = std::ranges::find(m_leaves, nullptr);
    const LeafIndex index { static_cast<std::uint32_t>(blank - m_leaves.begin()) };
    if (blank == m_leaves.end())
        resize(leafCount() * 2);
    return index;
}

void RatchetTree::setLeaf(LeafIndex index, LeafNode leaf)
{
    m_leaves[index.value] = std::make_shared<const LeafNode>(std::move(leaf));
    forgetHashes(nodeOf(index));
}

void RatchetTree::setParent(NodeIndex node, std::shared_ptr<const ParentNode> parent)
{
    m_parents[node.value / 2] = std::move(parent);
    forgetHashes(node);
}

void RatchetTree::blankDirectPath(LeafIndex leaf)
{
    for (const NodeIndex node : directPath(nodeOf(leaf), leafCount()))
        m_parents[node.value / 2].reset();
    forgetHashes(nodeOf(leaf));
}

void RatchetTree::resize(std::uint32_t leaves)
{
    m_leaves.resize(leaves);
    m_parents.resize(leaves - 1);
    m_hashes.resize(nodeCount(leaves));
}

void RatchetTree::truncate()
{
    std::uint32_t last = leafCount();
    while (last > 1 && !m_leaves[last - 1])
        --last;
    // Nodes that stay keep index, children and leaves, and with them their hashes.
    resize(fullTreeFor(last));
}

} // namespace pc::mls
