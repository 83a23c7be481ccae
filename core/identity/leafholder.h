// SPDX-License-Identifier: GPL-3.0-or-later
// Whose a leaf of a group's tree is: the device certificate in its basic credential (RFC 9420, section 5.3).

#pragma once

#include "core/identity/devicecertificate.h"
#include "core/mls_public/leafnode.h"

#include <optional>

namespace pc::identity {

/// Of a leaf that stands in a tree already: its certificate was checked when it came there, and is only read now.
std::optional<DeviceCertificate> holderOf(const mls::LeafNode &leaf);

/// Of a credential that is new here, once its signature was checked.
std::optional<DeviceCertificate> certificateOf(const mls::Credential &credential);

} // namespace pc::identity
