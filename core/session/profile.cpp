// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/profile.h"

#include "core/session/translate.h"

namespace pc::session {

people::Person personOf(const link::Profile &profile)
{
    return { profile.id, profile.school, profile.name, fromWire(profile.role), profile.label };
}

people::DirectoryPage directoryPage(const link::PeoplePage &page)
{
    people::DirectoryPage result;
    for (const link::Profile &profile : page.people)
        result.people.push_back(personOf(profile));
    result.next = page.next;
    return result;
}

store::Profile profileOf(const link::SelfInfo &self)
{
    return { personOf(self.person), self.device,
        { self.policy.guardiansMayWriteToGuardians, self.policy.guardiansMayCreateGroups }, self.schoolName };
}

} // namespace pc::session
