// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/networkwatch.h"

#include <QNetworkInformation>

namespace pc::link {

void NetworkWatch::start()
{
    m_isAvailable = QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    const QNetworkInformation *information = QNetworkInformation::instance();
    if (!m_isAvailable || !information)
        return;
    using Reachability = QNetworkInformation::Reachability;
    connect(information, &QNetworkInformation::reachabilityChanged, this, [this](Reachability now) {
        // A school's closed network reaches its own relay without reaching the world.
        if (now == Reachability::Online || now == Reachability::Site || now == Reachability::Local)
            Q_EMIT networkCame();
    });
}

} // namespace pc::link
