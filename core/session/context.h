// SPDX-License-Identifier: GPL-3.0-or-later
// Context: what every service of one session works with. References only; Engine owns the ledger, others the rest.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/groups/groupkeeper.h"
#include "core/link/link.h"
#include "core/session/ledger.h"
#include "core/store/store.h"
#include "core/trust/accountbook.h"

namespace pc::session {

struct Context
{
    store::Store &store;
    link::Link &link;
    groups::GroupKeeper &groups;
    trust::AccountBook &accounts;
    Clock &clock;
    Random &random;
    Ledger &ledger;
    store::Profile self;

    bool isReady() const { return link.phase() == link::LinkPhase::Ready && !ledger.isFailing(); }
    UserId user() const { return self.person.id; }
};

} // namespace pc::session
