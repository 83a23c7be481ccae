// SPDX-License-Identifier: GPL-3.0-or-later
// The ciphersuite that a case is of: the product's, or suite 1 with the AES of the tests.

#pragma once

#include "core/mls/ciphersuite.h"
#include "tests/support/suite1/aes128gcm.h"

#include <optional>

#include "vectorkinds.h"

namespace pc::test {

/// Nothing for a suite that nobody here speaks.
inline std::optional<mls::CipherSuite> suiteOf(const QJsonObject &vector)
{
    switch (vector[u"cipher_suite"].toInt()) {
    case 1:
        return mls::CipherSuite(mls::CipherSuiteId::X25519Aes128, aes128Gcm());
    case 3:
        return mls::productSuite();
    default:
        return std::nullopt;
    }
}

inline constexpr const char *kForeignSuite = "a ciphersuite that is not ours";

} // namespace pc::test
