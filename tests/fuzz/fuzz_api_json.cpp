// SPDX-License-Identifier: GPL-3.0-or-later
// A relay's answers over HTTP, as a client reads them: a relay may be broken, or not ours. Each is a value or an error.

#include "core/link/apijson.h"
#include "core/link/archivejson.h"
#include "core/link/historyapi.h"

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
    (void)parseArchiveInfo(json);
    (void)parseArchiveLease(json);
    (void)parseNextSegment(json);
    (void)parseRecoveryInfo(json);
    (void)parseRecoveryVersion(json);
    (void)parseRecoveryOpened(json);
    (void)parseHistoryNumber(json);
    (void)parseWantedHistory(json);
    // Segments are all of the bytes but their lengths.
    if (const auto segments = parseSegments(json)) {
        qsizetype bytes = 0;
        for (const QByteArray &segment : *segments)
            bytes += segment.size() + 4;
        if (bytes != json.size())
            std::abort();
    }
    // A grant is a renewal and a self, together.
    if (grant && (!renewal || !self))
        std::abort();
    for (const int status : { 400, 401, 429, 503 })
        (void)problemError(status, QStringLiteral("application/problem+json"), json);
    return 0;
}
