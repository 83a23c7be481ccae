// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is shown who wants to know that somebody is who they seem. A value.

#pragma once

#include "core/identity/safetycode.h"
#include "core/people/person.h"

#include <QByteArray>

namespace pc::session {

using identity::SafetyCheck;

struct SafetyView
{
    people::Person person; ///< The other one: foreign text.
    identity::SafetyCode code;
    bool isConfirmed = false; ///< This code was, before.
    QByteArray shown {}; ///< For Session::confirmKeys() and confirmForSchool().
};

} // namespace pc::session
