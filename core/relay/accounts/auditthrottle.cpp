// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/auditthrottle.h"

namespace pc::relay::accounts {

AuditThrottle::Share AuditThrottle::take(const QByteArray &key)
{
    if (m_each.take(key) && m_all.take(QByteArray()))
        return { true, m_heldBack.exchange(0) };
    ++m_heldBack;
    return {};
}

} // namespace pc::relay::accounts
