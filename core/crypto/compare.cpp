// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/compare.h"

#include "core/crypto/wipingbytes.h"

namespace pc::crypto {

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    const auto bytes = [](QByteArrayView view) {
        return ByteView(reinterpret_cast<const std::uint8_t *>(view.data()), size_t(view.size()));
    };
    return equalSecrets(bytes(a), bytes(b));
}

} // namespace pc::crypto
