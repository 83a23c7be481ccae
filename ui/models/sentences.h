// SPDX-License-Identifier: GPL-3.0-or-later
// Whole sentences about values of core, for every view that shows them: one place says how a state is called.

#pragma once

#include "core/base/errc.h"
#include "core/chat/content.h"
#include "core/chat/message.h"

#include <QString>
#include <QStringList>

namespace pc::ui {

/// "Sending", "Sent", "Delivered", "Read", "Not sent".
QString stateText(chat::DeliveryState state);

/// Why a message did not leave, as a sentence that begins with "Not sent".
QString failureText(std::optional<Errc> reason);

/// "Ada Okafor added Luis". `who` is foreign text; empty means oneself.
QString eventText(const chat::Content &content, const QString &who);

/// What is shown in place of a text that cannot be: empty for kinds that have one.
QString placeholderText(const chat::Content &content);

/// The line below it: what becomes of the message, or what one can do. Empty where there is no placeholder. `isAmongSeveral`: in a class
/// or group, where others bring what is missing here.
QString placeholderHint(const chat::Content &content, bool isAmongSeveral = false);

/// Is there a reason to be careful, rather than to be patient?
bool warns(const chat::Content &content);

/// "Ada is typing…", "Ada and Luis are typing…", "3 people are typing…"; empty for nobody.
QString typingText(const QStringList &names);

} // namespace pc::ui
