// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as RFC 9457 problem details: { type, title, status, code }, where `code` is the name that `error` frames use too.

#pragma once

#include "core/base/result.h"
#include "core/relay/front/http.h"

namespace pc::relay::accounts {

/// What a client is told. Store failures show as unavailable; details of ours stay here.
front::HttpResponse problem(const Error &error);

/// For statuses that have no code of ours: 405, 415.
front::HttpResponse problem(int status, Errc code, const char *title);

} // namespace pc::relay::accounts
