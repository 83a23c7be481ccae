// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials: RFC 9420, section 5.3. What one says is judged by a CredentialPolicy, never here.

#pragma once

#include "core/mls_public/codec.h"
#include "core/mls_public/constants.h"

namespace pc::mls {

struct BasicCredential
{
    Bytes identity;

    bool operator==(const BasicCredential &) const = default;
    static void fields(auto &io, auto &self) { io(self.identity); }
};

struct X509Credential
{
    std::vector<Bytes> certificates; ///< DER, the end entity's first

    bool operator==(const X509Credential &) const = default;
    static void fields(auto &io, auto &self) { io(self.certificates); }
};

/// The length of a credential of another type is not known, so those are refused where they stand.
struct Credential
{
    std::variant<BasicCredential, X509Credential> content;

    bool operator==(const Credential &) const = default;

    CredentialType type() const { return content.index() == 0 ? CredentialType::Basic : CredentialType::X509; }

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<CredentialType::Basic, CredentialType::X509> {}, self.content, Failure::UnknownCredentialType);
    }
};

} // namespace pc::mls
