// SPDX-License-Identifier: GPL-3.0-or-later
// GroupPolicy: who may be in a conversation's group, by what the relay knows: the conversation's members and their devices.
// Members ask the same of each other (core/identity/leafpolicy.h); the relay asks first, so that what they would refuse
// never gets into the log.

#pragma once

#include "core/base/ids.h"
#include "core/identity/leafpolicy.h"

#include <map>

namespace pc::relay::keys {

/// Devices that may be in the group, with whose they are: not revoked, of people who are in the conversation now.
using EntitledDevices = std::map<DeviceId, UserId>;

using identity::holderOf;

class GroupPolicy final : public identity::LeafPolicy
{
public:
    /// `entitled` must outlive this.
    explicit GroupPolicy(const EntitledDevices &entitled)
        : m_entitled(entitled)
    {
    }

private:
    bool mayEnter(const identity::DeviceCertificate &certificate) const override { return isEntitled(certificate); }
    bool mayStay(const identity::DeviceCertificate &certificate) const override { return isEntitled(certificate); }
    bool isEntitled(const identity::DeviceCertificate &certificate) const;

    const EntitledDevices &m_entitled;
};

} // namespace pc::relay::keys
