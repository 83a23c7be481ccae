// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is shown who wants to know that somebody is who they seem. A value.

#pragma once

#include "core/identity/safetycode.h"

#include <QByteArray>
#include <QString>

namespace pc::session {

using identity::SafetyCheck;

struct SafetyView
{
    QString name; ///< The other person's: foreign text.
    identity::SafetyCode code;
    bool isConfirmed = false; ///< This code was, before.
    QByteArray shown {}; ///< For Session::confirmKeys().
};

} // namespace pc::session
