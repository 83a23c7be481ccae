// SPDX-License-Identifier: GPL-3.0-or-later
// From what the relay's HTTP routes say of people to the values of people and store.

#pragma once

#include "core/link/apivalues.h"
#include "core/people/person.h"
#include "core/store/settings.h"

namespace pc::session {

people::Person personOf(const link::Profile &profile);
people::DirectoryPage directoryPage(const link::PeoplePage &page);
store::Profile profileOf(const link::SelfInfo &self);

} // namespace pc::session
