// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a key package is a valid one for a group of this suite: RFC 9420, sections 10 and 10.1. Its leaf must also fit
// the group that it joins, which validateMembers() asks once it stands in the tree.

#pragma once

#include "core/mls_public/policy.h"

namespace pc::mls {

/// Errors: KeyPackageVersionWrong, KeyPackageSuiteWrong, PublicKeyInvalid, InitKeyReused, those of
/// validateLeaf(), KeyPackageSignatureInvalid. Extensions that nobody knows are no error (section 13.4).
Result<void> validateKeyPackage(const KeyPackage &keyPackage, CipherSuiteId suite, const Rules &rules);

} // namespace pc::mls
