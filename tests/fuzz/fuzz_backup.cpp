// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is said to be a backup. The first byte chooses: the rest as it is, or sealed and then changed at one place.

#include "core/relay/admin/backupfile.h"

#include <QBuffer>

#include <algorithm>
#include <cstdlib>

using namespace pc;
using namespace pc::relay::admin;

namespace {

bool opens(QByteArray bytes, const crypto::SecretBytes &key, QByteArray &plain)
{
    QBuffer in(&bytes);
    if (!in.open(QIODevice::ReadOnly))
        std::abort();
    const auto done = openBackup(in, key, [&plain](QByteArrayView piece) {
        plain += piece;
        return Result<void>();
    });
    if (!done && done.error().detail.isEmpty())
        std::abort();
    return done.ok();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    static const crypto::SecretBytes key(32);
    QByteArray bytes(reinterpret_cast<const char *>(data) + 3, qsizetype(size) - 3);
    QByteArray plain;
    if (data[0] % 2 == 0) {
        if (opens(bytes, key, plain))
            std::abort(); // nobody has sealed it
        return 0;
    }
    QByteArray sealed;
    QBuffer in(&bytes);
    QBuffer out(&sealed);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly) || !sealBackup(in, out, key))
        std::abort();
    if (!opens(sealed, key, plain) || plain != bytes)
        std::abort();
    const qsizetype at = std::min<qsizetype>(qsizetype(data[1]) * 256 + data[2], sealed.size() - 1);
    sealed[at] = char(sealed[at] ^ (data[0] | 1));
    if (opens(sealed, key, plain))
        std::abort();
    return 0;
}
