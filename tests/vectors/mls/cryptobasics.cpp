// SPDX-License-Identifier: GPL-3.0-or-later
// crypto-basics.json: here what needs no secret, references and signatures.

#include "core/mls_public/signing.h"

#include "vectorkinds.h"

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

} // namespace

Outcome runCryptoBasics(const QJsonObject &vector)
{
    if (!refHashAgrees(vector[u"ref_hash"]))
        return failed("ref_hash");
    if (!signaturesAgree(vector[u"sign_with_label"]))
        return failed("sign_with_label");
    return passed();
}

} // namespace pc::test
