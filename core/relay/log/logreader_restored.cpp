// SPDX-License-Identifier: GPL-3.0-or-later
// LogReader: what devices are told that know the log as it was before it came back from a backup.

#include "core/relay/log/logreader.h"

#include <algorithm>

namespace pc::relay::log {

/// The first restore that a device with this epoch has not heard of, which is all of them when nothing is known of it; nothing
/// when it is the present one.
Result<std::optional<qint64>> LogReader::restoresSince(const std::optional<Uuid> &epoch)
{
    if (!epoch)
        return std::optional<qint64>(); // it holds nothing yet, or is of a version that tells nothing
    const QByteArray known = epoch->toByteArray();
    auto present = m_epoch.query(known);
    if (!present)
        return present.error();
    if (present->next())
        return std::optional<qint64>();
    if (auto end = present->finish(); !end)
        return end.error();
    auto rows = m_restore.query(known);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::Corrupt, QStringLiteral("a maximum gave no row") };
    return std::optional(rows->integer(0));
}

/// What was made after a restore has no row of it: nothing is kept of what somebody may know under that id.
Result<wire::Head> LogReader::kept(const Visible &of, qint64 firstRestore)
{
    auto rows = m_kept.query(of.row, firstRestore);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::Corrupt, QStringLiteral("a minimum gave no row") };
    if (!rows->flag(2))
        return wire::Head { of.conversation, {}, {} };
    return wire::Head { of.conversation, std::min(rows->seq(0), of.last), Revision { rows->integer(1) } };
}

Result<Greeting> LogReader::greetRestored(
    const accounts::Actor &actor, const std::vector<Visible> &all, qint64 firstRestore)
{
    Greeting greeting;
    for (const Visible &v : all) {
        greeting.heads.push_back({ v.conversation, v.last, v.revision });
        auto common = kept(v, firstRestore);
        if (!common)
            return common.error();
        greeting.kept.push_back(*common);
        auto described = state(actor.user, v.conversation);
        if (!described)
            return described.error();
        if (*described)
            greeting.runs.push_back({ { std::move(**described) }, {}, {} });
    }
    return greeting;
}

} // namespace pc::relay::log
