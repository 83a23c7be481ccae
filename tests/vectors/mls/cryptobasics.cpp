// SPDX-License-Identifier: GPL-3.0-or-later
// crypto-basics.json: references, signatures, derivation and sealing, each with its label.

#include "core/mls/labels.h"
#include "core/mls_public/signing.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

bool refHashAgrees(const QJsonValue &vector)
{
    const std::string label = vector[u"label"].toString().toStdString();
    return crypto::equal(refHash(label, bytesOf(vector[u"value"])), bytesOf(vector[u"out"]));
}

bool signaturesAgree(const QJsonValue &vector)
{
    const std::string label = vector[u"label"].toString().toStdString();
    const Bytes content = bytesOf(vector[u"content"]);
    const Bytes publicKey = bytesOf(vector[u"pub"]);
    if (!verifyWithLabel(publicKey, label, content, bytesOf(vector[u"signature"])))
        return false;
    const auto key = crypto::Ed25519Key::fromSeed(bytesOf(vector[u"priv"]));
    return key && verifyWithLabel(publicKey, label, content, signWithLabel(*key, label, content));
}

std::string labelOf(const QJsonValue &vector)
{
    return vector[u"label"].toString().toStdString();
}

bool derivationsAgree(const QJsonObject &all)
{
    const QJsonValue expand = all[u"expand_with_label"];
    const WipingBytes expanded = expandWithLabel(bytesOf(expand[u"secret"]), labelOf(expand),
        bytesOf(expand[u"context"]), static_cast<std::size_t>(expand[u"length"].toInt()));
    const QJsonValue derive = all[u"derive_secret"];
    const WipingBytes derived = deriveSecret(bytesOf(derive[u"secret"]), labelOf(derive));
    const QJsonValue tree = all[u"derive_tree_secret"];
    const WipingBytes treeSecret = deriveTreeSecret(crypto::HkdfKey(bytesOf(tree[u"secret"])), labelOf(tree),
        static_cast<std::uint32_t>(tree[u"generation"].toInteger()), static_cast<std::size_t>(tree[u"length"].toInt()));
    return crypto::equal(expanded.view(), bytesOf(expand[u"out"]))
        && crypto::equal(derived.view(), bytesOf(derive[u"out"]))
        && crypto::equal(treeSecret.view(), bytesOf(tree[u"out"]));
}

bool sealingAgrees(const CipherSuite &suite, const QJsonValue &vector)
{
    const Bytes plain = bytesOf(vector[u"plaintext"]);
    const Bytes publicKey = bytesOf(vector[u"pub"]);
    const Bytes privateKey = bytesOf(vector[u"priv"]);
    const auto ownPublic = crypto::x25519PublicKey(privateKey);
    if (!ownPublic || !crypto::equal(*ownPublic, publicKey))
        return false;
    const crypto::X25519KeyPair pair { WipingBytes::copyOf(privateKey), *ownPublic };
    const crypto::HpkeAgreement agreement = encryptionFor(suite, labelOf(vector), bytesOf(vector[u"context"]));
    const auto opened
        = decryptWithLabel(agreement, pair, { bytesOf(vector[u"kem_output"]), bytesOf(vector[u"ciphertext"]) });
    const auto sealed = encryptWithLabel(agreement, publicKey, plain, crypto::systemRandom());
    if (!opened || !sealed || !crypto::equal(opened->view(), plain))
        return false;
    const auto again = decryptWithLabel(agreement, pair, *sealed);
    return again && crypto::equal(again->view(), plain);
}

} // namespace

Outcome runCryptoBasics(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    if (!refHashAgrees(vector[u"ref_hash"]))
        return failed("ref_hash");
    if (!signaturesAgree(vector[u"sign_with_label"]))
        return failed("sign_with_label");
    if (!derivationsAgree(vector))
        return failed("expand_with_label, derive_secret or derive_tree_secret");
    if (!sealingAgrees(*suite, vector[u"encrypt_with_label"]))
        return failed("encrypt_with_label");
    return passed();
}

} // namespace pc::test
