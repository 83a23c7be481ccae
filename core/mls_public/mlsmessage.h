// SPDX-License-Identifier: GPL-3.0-or-later
// The outermost frame of all that travels: RFC 9420, section 6.

#pragma once

#include "core/mls_public/framing.h"
#include "core/mls_public/groupinfo.h"
#include "core/mls_public/welcome.h"

namespace pc::mls {

struct MlsMessage
{
    ProtocolVersion version = ProtocolVersion::Mls10;
    std::variant<PublicMessage, PrivateMessage, Welcome, GroupInfo, KeyPackage> content;

    bool operator==(const MlsMessage &) const = default;

    WireFormat wireFormat() const { return static_cast<WireFormat>(content.index() + 1); }

    static void fields(auto &io, auto &self)
    {
        io(self.version);
        io.check(self.version == ProtocolVersion::Mls10, Failure::UnknownVersion);
        io.select(OneOf<WireFormat::PublicMessage, WireFormat::PrivateMessage, WireFormat::Welcome,
                      WireFormat::GroupInfo, WireFormat::KeyPackage> {},
            self.content, Failure::UnknownWireFormat);
        // Section 10: a key package in a message says the same version again.
        const auto *keyPackage = std::get_if<KeyPackage>(&self.content);
        io.check(!keyPackage || keyPackage->version == self.version, Failure::UnknownVersion);
    }
};

/// An MlsMessage that must be a PrivateMessage, read where it lies: for who looks at many and keeps none. As long-lived as
/// the input. Fails where decoding an MlsMessage fails, and with UnknownWireFormat on every other message.
struct PrivateMessageView
{
    ProtocolVersion version = ProtocolVersion::Mls10;
    WireFormat wireFormat = WireFormat::PrivateMessage;
    BasicPrivateMessage<ByteView> content;

    static void fields(auto &io, auto &self)
    {
        io(self.version);
        io.check(self.version == ProtocolVersion::Mls10, Failure::UnknownVersion);
        io(self.wireFormat);
        io.check(self.wireFormat == WireFormat::PrivateMessage, Failure::UnknownWireFormat);
        io(self.content);
    }
};

} // namespace pc::mls
