// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is shown who wants to know that somebody is who they seem. A value.

#pragma once

#include "core/identity/safetycode.h"
#include "core/people/person.h"

#include <QByteArray>
#include <QString>

namespace pc::session {

using identity::SafetyCheck;

/// A person as a screen showed them to who confirms them, with the key that was theirs then: what is signed for the school is made
/// of this, and of nothing that the relay says later.
struct SeenPerson
{
    people::Person person;
    QByteArray shown; ///< The public key.

    bool operator==(const SeenPerson &) const = default;
};

struct SafetyView
{
    people::Person person; ///< The other one: foreign text.
    identity::SafetyCode code;
    bool isConfirmed = false; ///< This code was, before.
    QByteArray shown {}; ///< For Session::confirmKeys().
    bool speaksForOffice = false; ///< They confirm people for the school already.
};

} // namespace pc::session
