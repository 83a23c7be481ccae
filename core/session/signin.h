// SPDX-License-Identifier: GPL-3.0-or-later
// The way in: log in or join at a relay, then ask it who this is. Nothing is stored here.

#pragma once

#include "core/link/httpapi.h"
#include "core/store/settings.h"

#include <optional>

namespace pc::session {

struct SignedIn
{
    link::Grant grant;
    store::Profile profile;
};

/// With an invite it joins, else it logs in. When the relay let us in and then does not say who we are, the new device
/// is signed out again. `api` outlives the reply.
void signInAt(link::HttpApi &api, const link::Credentials &credentials, const std::optional<QString> &invite,
    link::HttpApi::Reply<SignedIn> reply);

} // namespace pc::session
