// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/errc.h"

#include <array>
#include <utility>

namespace pc {

namespace {

using Entry = std::pair<Errc, QLatin1StringView>;

constexpr std::array kTravelling {
    Entry { Errc::Invalid, QLatin1StringView("invalid") },
    Entry { Errc::Unauthenticated, QLatin1StringView("unauthenticated") },
    Entry { Errc::Forbidden, QLatin1StringView("forbidden") },
    Entry { Errc::NotFound, QLatin1StringView("not_found") },
    Entry { Errc::StaleEpoch, QLatin1StringView("stale_epoch") },
    Entry { Errc::TooLarge, QLatin1StringView("too_large") },
    Entry { Errc::RateLimited, QLatin1StringView("rate_limited") },
    Entry { Errc::Expired, QLatin1StringView("expired") },
    Entry { Errc::Unsupported, QLatin1StringView("unsupported") },
    Entry { Errc::Unavailable, QLatin1StringView("unavailable") },
    Entry { Errc::Internal, QLatin1StringView("internal") },
    Entry { Errc::Conflict, QLatin1StringView("conflict") },
};

} // namespace

QLatin1StringView wireName(Errc code)
{
    for (const auto &[known, name] : kTravelling) {
        if (known == code)
            return name;
    }
    switch (code) {
    case Errc::Timeout:
        return QLatin1StringView("timeout");
    case Errc::Cancelled:
        return QLatin1StringView("cancelled");
    case Errc::Network:
        return QLatin1StringView("network");
    case Errc::CertificateRefused:
        return QLatin1StringView("certificate_refused");
    case Errc::ProxyRefused:
        return QLatin1StringView("proxy_refused");
    case Errc::Disk:
        return QLatin1StringView("disk");
    case Errc::DiskFull:
        return QLatin1StringView("disk_full");
    case Errc::Corrupt:
        return QLatin1StringView("corrupt");
    case Errc::NewerVersion:
        return QLatin1StringView("newer_version");
    case Errc::Locked:
        return QLatin1StringView("locked");
    case Errc::NotSealed:
        return QLatin1StringView("not_sealed");
    case Errc::Sealed:
        return QLatin1StringView("sealed");
    case Errc::EngineMismatch:
        return QLatin1StringView("engine_mismatch");
    case Errc::KeyMissing:
        return QLatin1StringView("key_missing");
    case Errc::KeyMismatch:
        return QLatin1StringView("key_mismatch");
    case Errc::KeychainUnavailable:
        return QLatin1StringView("keychain_unavailable");
    case Errc::Invalid:
    case Errc::Unauthenticated:
    case Errc::Forbidden:
    case Errc::NotFound:
    case Errc::StaleEpoch:
    case Errc::TooLarge:
    case Errc::RateLimited:
    case Errc::Expired:
    case Errc::Unsupported:
    case Errc::Unavailable:
    case Errc::Internal:
    case Errc::Conflict:
        break; // in the table above
    }
    return QLatin1StringView("internal");
}

std::optional<Errc> errcFromWireName(QStringView name)
{
    for (const auto &[code, known] : kTravelling) {
        if (name == known)
            return code;
    }
    return std::nullopt;
}

bool isFinalRefusal(Errc code)
{
    return code == Errc::Forbidden || code == Errc::TooLarge || code == Errc::Invalid || code == Errc::Conflict
        || code == Errc::NotFound || code == Errc::Expired || code == Errc::Unsupported;
}

} // namespace pc
