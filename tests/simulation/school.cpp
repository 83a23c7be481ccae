// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/school.h"

#include <algorithm>

namespace pc::sim {

School School::of(int devices)
{
    School school;
    const int people = std::max(2, (2 * devices + 2) / 3);
    for (int n = 0; n < devices; ++n) {
        const auto person = quint32(n % people);
        const auto role = person % 3 == 0 ? people::Role::Staff : people::Role::Guardian;
        school.devices.push_back(
            { numbered<UserId>(0x01, person + 1), role, school.id, numbered<DeviceId>(0xde, quint32(n + 1)) });
    }
    return school;
}

std::vector<UserId> School::people() const
{
    std::vector<UserId> people;
    for (const relay::accounts::Actor &device : devices) {
        if (std::ranges::find(people, device.user) == people.end())
            people.push_back(device.user);
    }
    return people;
}

const relay::accounts::Actor *School::find(DeviceId device) const
{
    const auto found = std::ranges::find(devices, device, &relay::accounts::Actor::device);
    return found == devices.end() ? nullptr : &*found;
}

} // namespace pc::sim
