// SPDX-License-Identifier: GPL-3.0-or-later
// tree-math.json: for each node of a tree its children, parent and sibling.

#include "core/mls_public/treemath.h"

#include "vectorkinds.h"

namespace pc::test {

using namespace mls;

namespace {

bool is(const QJsonValue &expected, std::optional<NodeIndex> node)
{
    return node ? expected.toInteger(-1) == node->value : expected.isNull();
}

} // namespace

Outcome runTreeMath(const QJsonObject &vector)
{
    const auto leaves = static_cast<std::uint32_t>(vector[u"n_leaves"].toInteger());
    if (vector[u"n_nodes"].toInteger() != nodeCount(leaves))
        return failed("n_nodes");
    if (!is(vector[u"root"], rootOf(leaves)))
        return failed("root");
    for (std::uint32_t i = 0; i < nodeCount(leaves); ++i) {
        const NodeIndex node { i };
        const auto at = static_cast<qsizetype>(i);
        const bool isRoot = node == rootOf(leaves);
        using Maybe = std::optional<NodeIndex>;
        if (!is(vector[u"left"][at], isLeaf(node) ? Maybe() : leftOf(node)))
            return failed("left");
        if (!is(vector[u"right"][at], isLeaf(node) ? Maybe() : rightOf(node)))
            return failed("right");
        if (!is(vector[u"parent"][at], isRoot ? Maybe() : parentOf(node)))
            return failed("parent");
        if (!is(vector[u"sibling"][at], isRoot ? Maybe() : siblingOf(node)))
            return failed("sibling");
    }
    return passed();
}

} // namespace pc::test
