// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/grouppolicy.h"

namespace pc::relay::keys {

bool GroupPolicy::isEntitled(const identity::DeviceCertificate &certificate) const
{
    const auto known = m_entitled.find(certificate.device);
    return known != m_entitled.end() && known->second == certificate.user;
}

} // namespace pc::relay::keys
