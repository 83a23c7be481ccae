// SPDX-License-Identifier: GPL-3.0-or-later
// What a poll says in its head, as values. Pure; no state.

#pragma once

#include "core/base/time.h"
#include "core/relay/front/http.h"

#include <optional>
#include <string>

namespace pc::relay::poll {

inline constexpr std::string_view kFramesPath = "/v1/frames";

/// However long somebody wants to wait: well below FrontLimits::responseDeadline.
inline constexpr Milliseconds kLongestWait { 30'000 };

/// `GET /v1/frames?after=N&wait=S`: both whole numbers, both optional (0). Other keys are not looked at.
struct Wanted
{
    quint64 after = 0; ///< The last batch that arrived; this acknowledges it.
    Milliseconds wait { 0 };
};

/// Nothing when a number is none.
std::optional<Wanted> wantedOf(const front::HttpRequest &request);

/// Names a session: "<loop>.<uuid>".
std::string sessionName(int loop, const std::string &secret);

/// On which loop the session of this request lives; nothing when it names none that could be.
std::optional<int> loopOf(const front::HttpRequest &request);

} // namespace pc::relay::poll
