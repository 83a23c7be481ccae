// SPDX-License-Identifier: GPL-3.0-or-later
// CheckReport: what a check of the connection found, step by step. Codes and numbers, no sentence; of foreign text only
// who issued the certificate. Nothing in it tells who is signed in, so that it may be copied and sent to anybody.

#pragma once

#include "core/base/time.h"

#include <QString>

#include <array>
#include <optional>

namespace pc::link {

enum class CheckStep : quint8 {
    Name, ///< The relay's name becomes an address.
    Address, ///< Somebody answers there, or behind the proxy.
    Encryption, ///< TLS, and a certificate that verifies.
    Relay, ///< It is a relay.
    WebSocket,
    Polls,
    SignIn,
};

inline constexpr std::array kCheckSteps { CheckStep::Name, CheckStep::Address, CheckStep::Encryption, CheckStep::Relay,
    CheckStep::WebSocket, CheckStep::Polls, CheckStep::SignIn };

enum class CheckOutcome : quint8 { Waiting, Running, Passed, Failed, Skipped };

enum class CheckFinding : quint8 {
    Nothing, ///< All is well, or not known yet.
    // Why it was skipped.
    EarlierFailure,
    ProxyLooksUp, ///< Names are the proxy's business.
    NumericAddress,
    NotEncrypted, ///< The address says http.
    NobodySignedIn,
    // What failed.
    TooSlow,
    NameUnknown,
    NobodyListens,
    Unreachable,
    ProxyUnreachable,
    ProxyForbids, ///< It does not connect to that address.
    ProxyAsks, ///< For a login, or for another one.
    NoEncryption, ///< Whoever answers speaks no TLS of ours.
    CertificateExpired,
    CertificateNotYetValid,
    IssuerUnknown,
    NameWrong, ///< The certificate is for another name.
    CertificateBad, ///< Anything else about it.
    SomethingElse, ///< Whoever answers is no relay.
    Busy,
    NoWebSocket,
    NoPolls,
    SignedOut,
    NoAnswer,
};

struct CheckLine
{
    CheckStep step = CheckStep::Name;
    CheckOutcome outcome = CheckOutcome::Waiting;
    CheckFinding finding = CheckFinding::Nothing;
    Milliseconds took { 0 };

    bool operator==(const CheckLine &) const = default;
};

struct CheckReport
{
    std::array<CheckLine, kCheckSteps.size()> lines {}; ///< In the steps' order.
    QString proxy; ///< "host:port"; empty when there is none between.
    QString issuer; ///< Foreign text: of the certificate, once it was shown.
    std::optional<UtcTime> validUntil; ///< Likewise.
    bool hasOwnRoots = false; ///< Which were believed instead of the system's.
    bool isDone = false;

    const CheckLine &line(CheckStep step) const { return lines[size_t(step)]; }

    bool operator==(const CheckReport &) const = default;
};

/// Names for programs: "name", "address", … "passed", … "name_unknown", …
QLatin1StringView nameOf(CheckStep step);
QLatin1StringView nameOf(CheckOutcome outcome);
QLatin1StringView nameOf(CheckFinding finding);

} // namespace pc::link
