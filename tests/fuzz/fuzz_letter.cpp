// SPDX-License-Identifier: GPL-3.0-or-later
// Letters: what stands behind a link, what whoever joins hands in, and what lies sealed at the relay. What is read is written again as
// the same bytes; a proof is one only with the secret.

#include "core/identity/letter.h"
#include "tests/fuzz/signedchain.h"

using namespace pc;
using namespace pc::identity;
using namespace pc::test;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    static const crypto::SecretBytes secret(qsizetype { kLetterSecretBytes });
    const SchoolId school { Uuid { { 1 } } };
    const UserId person { Uuid { { 2 } } };

    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto token = readLetterToken(text))
        require(letterTokenText(*token) == text);
    if (const auto proved = readLetterProof(bytes, secret, school, person))
        require(crypto::equal(makeLetterProof(secret, school, person, *proved), bytes));
    if (const auto letter = openLetter(bytes, LetterId { Uuid { { 5 } } }, key))
        require(!letter->name.isEmpty() && letter->role <= 2 && letter->code.size() == kLetterCodeLength);
    return 0;
}
