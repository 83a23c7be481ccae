// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/keypackage.h"

namespace pc::mls {

Bytes toBeSigned(const KeyPackage &keyPackage)
{
    Writer out;
    KeyPackage::signedFields(out, keyPackage);
    return std::move(out).bytes();
}

} // namespace pc::mls
