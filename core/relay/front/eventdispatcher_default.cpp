// SPDX-License-Identifier: GPL-3.0-or-later
// Systems without a dispatcher of ours.

#include "core/relay/front/eventdispatcher.h"

namespace pc::relay::front {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return nullptr;
}

} // namespace pc::relay::front
