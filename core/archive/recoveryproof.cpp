// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/archive/recoveryproof.h"

namespace pc::archive {

crypto::Digest proofHash(crypto::ByteView proof)
{
    return crypto::Sha256().update(crypto::bytesOf("pc/recovery/proof/1")).update(proof).finish();
}

} // namespace pc::archive
