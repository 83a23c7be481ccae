// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

/// SignContent
Bytes toBeSigned(std::string_view label, ByteView content)
{
    Writer out;
    out.opaque(crypto::concat({ crypto::bytesOf(label::kPrefix), crypto::bytesOf(label) }));
    out.opaque(content);
    return std::move(out).bytes();
}

} // namespace

Bytes signWithLabel(const crypto::Ed25519Key &key, std::string_view label, ByteView content)
{
    return crypto::toBytes(key.sign(toBeSigned(label, content)));
}

bool verifyWithLabel(ByteView publicKey, std::string_view label, ByteView content, ByteView signature)
{
    return crypto::ed25519Verify(publicKey, toBeSigned(label, content), signature);
}

crypto::Digest refHash(std::string_view label, ByteView value)
{
    Writer out;
    out.opaque(crypto::bytesOf(label));
    out.opaque(value);
    return crypto::sha256Of(out.bytes());
}

KeyPackageRef refOf(const KeyPackage &keyPackage)
{
    return { crypto::toBytes(refHash(label::kKeyPackageRef, encode(keyPackage))) };
}

ProposalRef refOf(const AuthenticatedContent &content)
{
    assert(content.content.contentType() == ContentType::Proposal);
    return { crypto::toBytes(refHash(label::kProposalRef, encode(content))) };
}

} // namespace pc::mls
