// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/signin.h"

#include "core/session/profile.h"

#include <utility>

namespace pc::session {

void signInAt(link::HttpApi &api, const link::Credentials &credentials, const std::optional<QString> &invite,
    link::HttpApi::Reply<SignedIn> reply)
{
    const auto onGrant = [&api, reply = std::move(reply)](const Result<link::Grant> &grant) {
        if (!grant) {
            reply(grant.error());
            return;
        }
        api.self(grant->tokens.accessToken, [&api, reply, grant = *grant](const Result<link::SelfInfo> &self) {
            if (self) {
                reply(SignedIn { grant, profileOf(*self) });
                return;
            }
            api.logOut(grant.tokens.accessToken, [](const Result<void> &) {});
            reply(self.error());
        });
    };
    if (invite)
        api.registerByInvite(*invite, credentials, onGrant);
    else
        api.logIn(credentials, onGrant);
}

} // namespace pc::session
