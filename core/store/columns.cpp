// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/columns.h"

namespace pc::store {

std::optional<QString> failureColumn(std::optional<Errc> failure)
{
    if (!failure)
        return std::nullopt;
    return QString(wireName(*failure));
}

std::optional<Errc> failureFromColumn(const QString &name)
{
    if (name.isEmpty())
        return std::nullopt;
    if (const auto travelling = errcFromWireName(name))
        return travelling;
    for (const Errc local : { Errc::Timeout, Errc::Network, Errc::KeyMissing, Errc::KeyMismatch }) {
        if (name == wireName(local))
            return local;
    }
    return Errc::Internal;
}

} // namespace pc::store
