// SPDX-License-Identifier: GPL-3.0-or-later
// Access tokens, as they come from anybody. The key's seed is fixed, and the corpus holds one token that it signed: that
// one is read at its time, and no other text that a change makes of it.

#include "core/relay/accounts/jwt.h"

#include <cstdlib>

using namespace pc;
using namespace pc::relay::accounts;

namespace {

constexpr UtcTime kNow = utcFromMilliseconds(1'760'000'000'000);

const crypto::SigningKey &key()
{
    static const auto made = crypto::SigningKey::fromSeed(crypto::SecretBytes(crypto::kSeedBytes));
    return *made;
}

QByteArray good()
{
    return makeToken({ {}, {}, {}, kNow, kNow + Milliseconds { 900'000 } }, "k1", key());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const VerifyingKeys keys { { "k1", key().verifyingKey() } };
    static const QByteArray only = good();
    const QByteArrayView token(data, qsizetype(size));
    if (readToken(token, keys, kNow).ok() != (token == QByteArrayView(only)))
        std::abort();
    return 0;
}
