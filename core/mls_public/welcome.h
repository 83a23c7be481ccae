// SPDX-License-Identifier: GPL-3.0-or-later
// The sealed invitation of who was added: RFC 9420, section 12.4.3.1. What is sealed in it (GroupSecrets) belongs to
// core/mls.

#pragma once

#include "core/mls_public/commit.h"

namespace pc::mls {

struct EncryptedGroupSecrets
{
    KeyPackageRef newMember;
    HpkeCiphertext encryptedGroupSecrets;

    bool operator==(const EncryptedGroupSecrets &) const = default;
    static void fields(auto &io, auto &self) { io(self.newMember, self.encryptedGroupSecrets); }
};

struct Welcome
{
    CipherSuiteId cipherSuite {};
    std::vector<EncryptedGroupSecrets> secrets;
    Bytes encryptedGroupInfo;

    bool operator==(const Welcome &) const = default;
    static void fields(auto &io, auto &self) { io(self.cipherSuite, self.secrets, self.encryptedGroupInfo); }
};

} // namespace pc::mls
