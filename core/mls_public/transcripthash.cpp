// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/transcripthash.h"

#include "core/crypto/sha256.h"

namespace pc::mls {

Bytes confirmedTranscriptHash(ByteView interimBefore, const AuthenticatedContent &content)
{
    Writer input;
    input.raw(interimBefore);
    input(content.wireFormat, content.content, content.auth.signature);
    return crypto::toBytes(crypto::sha256Of(input.bytes()));
}

Bytes interimTranscriptHash(ByteView confirmed, ByteView confirmationTag)
{
    Writer input;
    input.raw(confirmed);
    input.opaque(confirmationTag);
    return crypto::toBytes(crypto::sha256Of(input.bytes()));
}

} // namespace pc::mls
