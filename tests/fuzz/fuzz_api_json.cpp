// SPDX-License-Identifier: GPL-3.0-or-later
// A relay's answers over HTTP, as a client reads them: a relay may be broken, or not ours. Each is a value or an error.

#include "core/link/apijson.h"

#include <cstdlib>

using namespace pc::link;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto grant = parseGrant(json);
    const auto renewal = parseRenewal(json);
    const auto self = parseSelf(json);
    (void)parsePeople(json);
    (void)parseDevices(json);
    (void)parseLinkMail(json);
    // A list is a number and entries, together.
    if (parseDeviceList(json) && !parseListNumber(json))
        std::abort();
    // A grant is a renewal and a self, together.
    if (grant && (!renewal || !self))
        std::abort();
    for (const int status : { 400, 401, 429, 503 })
        (void)problemError(status, QStringLiteral("application/problem+json"), json);
    return 0;
}
