// SPDX-License-Identifier: GPL-3.0-or-later
// transcript-hashes.json: both hashes after a commit.

#include "core/crypto/hkdf.h"
#include "core/mls_public/transcripthash.h"

#include "vectorkinds.h"

namespace pc::test {

using namespace mls;

Outcome runTranscriptHashes(const QJsonObject &vector)
{
    const Result<AuthenticatedContent> commit = decode<AuthenticatedContent>(bytesOf(vector[u"authenticated_content"]));
    if (!commit || commit->content.contentType() != ContentType::Commit)
        return failed("authenticated_content");
    const Bytes confirmed = confirmedTranscriptHash(bytesOf(vector[u"interim_transcript_hash_before"]), *commit);
    if (confirmed != bytesOf(vector[u"confirmed_transcript_hash_after"]))
        return failed("confirmed_transcript_hash_after");
    if (!crypto::equal(
            crypto::hmacSha256(bytesOf(vector[u"confirmation_key"]), confirmed), commit->auth.confirmationTag))
        return failed("confirmation_tag");
    if (interimTranscriptHash(confirmed, commit->auth.confirmationTag)
        != bytesOf(vector[u"interim_transcript_hash_after"]))
        return failed("interim_transcript_hash_after");
    return passed();
}

} // namespace pc::test
