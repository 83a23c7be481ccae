// SPDX-License-Identifier: GPL-3.0-or-later
// secret-tree.json: keys of sender data, and of generations of each leaf's two ratchets.

#include "core/mls/secrettree.h"

#include "core/mls/privateframing.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

bool is(const KeyAndNonce &made, const QJsonValue &key, const QJsonValue &nonce)
{
    return crypto::equal(made.key.view(), bytesOf(key)) && crypto::equal(made.nonce.view(), bytesOf(nonce));
}

bool generationAgrees(SecretTree &tree, LeafIndex leaf, const QJsonValue &expected)
{
    const auto generation = static_cast<std::uint32_t>(expected[u"generation"].toInteger());
    auto handshake = tree.at(leaf, RatchetKind::Handshake, generation);
    if (!handshake || !is(handshake->key, expected[u"handshake_key"], expected[u"handshake_nonce"]))
        return false;
    tree.take(std::move(*handshake));
    auto application = tree.at(leaf, RatchetKind::Application, generation);
    if (!application || !is(application->key, expected[u"application_key"], expected[u"application_nonce"]))
        return false;
    tree.take(std::move(*application));
    return true;
}

} // namespace

Outcome runSecretTree(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    const QJsonValue sender = vector[u"sender_data"];
    const KeyAndNonce key
        = senderDataKey(*suite, bytesOf(sender[u"sender_data_secret"]), bytesOf(sender[u"ciphertext"]));
    if (!is(key, sender[u"key"], sender[u"nonce"]))
        return failed("sender_data");
    const QJsonArray leaves = vector[u"leaves"].toArray();
    const auto count = static_cast<std::uint32_t>(leaves.size());
    SecretTree tree(*suite, count, WipingBytes::copyOf(bytesOf(vector[u"encryption_secret"])));
    for (std::uint32_t i = 0; i < count; ++i) {
        const QJsonArray generations = leaves[i].toArray();
        for (const QJsonValue &expected : generations)
            if (!generationAgrees(tree, { i }, expected))
                return failed("leaves");
    }
    return passed();
}

} // namespace pc::test
