// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/checkreport.h"

namespace pc::link {

using Name = QLatin1StringView;

QLatin1StringView nameOf(CheckStep step)
{
    switch (step) {
    case CheckStep::Name:
        return Name("name");
    case CheckStep::Address:
        return Name("address");
    case CheckStep::Encryption:
        return Name("encryption");
    case CheckStep::Relay:
        return Name("relay");
    case CheckStep::WebSocket:
        return Name("websocket");
    case CheckStep::Polls:
        return Name("polls");
    case CheckStep::SignIn:
        return Name("sign_in");
    }
    return {};
}

QLatin1StringView nameOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Waiting:
        return Name("waiting");
    case CheckOutcome::Running:
        return Name("running");
    case CheckOutcome::Passed:
        return Name("passed");
    case CheckOutcome::Failed:
        return Name("failed");
    case CheckOutcome::Skipped:
        return Name("skipped");
    }
    return {};
}

QLatin1StringView nameOf(CheckFinding finding)
{
    static constexpr std::array kNames {
        Name("nothing"),
        Name("earlier_failure"),
        Name("proxy_looks_up"),
        Name("numeric_address"),
        Name("not_encrypted"),
        Name("nobody_signed_in"),
        Name("too_slow"),
        Name("name_unknown"),
        Name("nobody_listens"),
        Name("unreachable"),
        Name("proxy_unreachable"),
        Name("proxy_forbids"),
        Name("proxy_asks"),
        Name("no_encryption"),
        Name("certificate_expired"),
        Name("certificate_not_yet_valid"),
        Name("issuer_unknown"),
        Name("name_wrong"),
        Name("certificate_bad"),
        Name("something_else"),
        Name("busy"),
        Name("no_websocket"),
        Name("no_polls"),
        Name("signed_out"),
        Name("no_answer"),
    };
    static_assert(kNames.size() == size_t(CheckFinding::NoAnswer) + 1);
    return kNames[size_t(finding)];
}

} // namespace pc::link
