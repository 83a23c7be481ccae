// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/compare.h"

#include <sodium.h>

namespace pc::crypto {

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && (a.isEmpty() || sodium_memcmp(a.data(), b.data(), size_t(a.size())) == 0);
}

} // namespace pc::crypto
