// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/groupinfo.h"

namespace pc::mls {

Bytes toBeSigned(const GroupInfo &groupInfo)
{
    Writer out;
    GroupInfo::signedFields(out, groupInfo);
    return std::move(out).bytes();
}

} // namespace pc::mls
