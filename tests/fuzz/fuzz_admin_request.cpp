// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody may send to the door for administration: a line of JSON, read as every command reads it. Whatever was
// wrong has words.

#include "core/relay/admin/adminarguments.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace pc;
using namespace pc::relay::admin;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace Qt::StringLiterals;
    const auto document = QJsonDocument::fromJson({ reinterpret_cast<const char *>(data), qsizetype(size) });
    Arguments given(document.object().value(u"arguments").toObject());
    const auto school = given.id<SchoolId>("school"_L1);
    const auto members = given.ids<UserId>("members"_L1);
    const QString name = given.displayName("name"_L1);
    const int limit = given.page();
    const int days = given.number("days"_L1, 14);
    (void)given.role("role"_L1);
    (void)given.policy();
    if (limit < 1 || limit > 200 || (days < 0 && !given.error()))
        std::abort();
    if (given.error()) {
        if (given.error()->code != Errc::Invalid || given.error()->detail.isEmpty())
            std::abort();
        return 0;
    }
    if (members.empty() || name.trimmed().isEmpty() || !idFromString<SchoolId>(school.raw().toString()))
        std::abort();
    return 0;
}
