// SPDX-License-Identifier: GPL-3.0-or-later
// A key package, signed anew, so that what lies behind its signatures is reached.

#include "core/mls_public/keypackagevalidation.h"

#include "madeupgroup.h"
#include "mlsroundtrip.h"

using namespace pc::mls;
using namespace pc::test;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Person person("anna");
    static const Policies policies;
    std::optional<KeyPackage> keyPackage = decodeAndCheck<KeyPackage>({ data, size });
    if (!keyPackage)
        return 0;
    keyPackage->leafNode.signatureKey = pc::crypto::toBytes(person.key.publicKey());
    keyPackage->leafNode = signedLeaf(std::move(keyPackage->leafNode), person, {}, {});
    keyPackage = signedKeyPackage(std::move(*keyPackage), person);
    const Rules rules { policies, policies, LifetimeRules { kNow, 0, 1'000'000 } };
    if (validateKeyPackage(*keyPackage, kSuite, rules))
        must(keyPackage->cipherSuite == kSuite && keyPackage->initKey != keyPackage->leafNode.encryptionKey);
    return 0;
}
