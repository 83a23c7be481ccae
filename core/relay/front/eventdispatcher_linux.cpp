// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/epolldispatcher_linux.h"
#include "core/relay/front/eventdispatcher.h"

namespace pc::relay::front {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return std::make_unique<EpollDispatcher>();
}

} // namespace pc::relay::front
