// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody holds before a camera in place of a safety code's picture. The one picture that matches is known; nothing else does.

#include "core/identity/safetycode.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::identity;
using namespace pc::test;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const SafetyParty me { UserId { Uuid { { 1 } } }, { 2 } };
    static const SafetyParty them { UserId { Uuid { { 3 } } }, { 4 } };
    static const SafetyCode code(me, them);
    static const QString right = SafetyCode(them, me).picture();
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    require((code.check(text) == SafetyCheck::Match) == (text == right));
    return 0;
}
