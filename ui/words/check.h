// SPDX-License-Identifier: GPL-3.0-or-later
// What a check of the connection found, in sentences for people, and the whole of it as a text that one can send on.

#pragma once

#include "core/session/networkdesk.h"

#include <QString>

namespace pc::words {

QString checkTitle(session::CheckStep step);
QString checkOutcome(session::CheckOutcome outcome);

/// One sentence about this step: what failed and what to do, or what was seen; empty while there is nothing to say.
QString checkSentence(const session::CheckReport &report, session::CheckStep step);

/// How all of it stands, in one sentence.
QString checkSummary(const session::CheckReport &report);

/// "12 ms"; empty for steps that were not taken.
QString checkDuration(const session::CheckLine &line);

/// All of it as plain text: no name of a person, no password, nothing of anybody's messages.
QString checkText(const session::CheckReport &report);

/// Why a file cannot be a school's own certificate.
QString rootsRefusal(Errc code);

} // namespace pc::words
