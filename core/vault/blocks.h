// SPDX-License-Identifier: GPL-3.0-or-later
// Several byte strings as one and back, each behind its length (u32, big-endian): for what a vault keeps, since it can
// be put together and taken apart within locked memory, which a general codec would copy out of.

#pragma once

#include "core/crypto/secret.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace pc::vault {

crypto::SecretBytes joinBlocks(const std::vector<QByteArrayView> &blocks);

/// The first block; `rest` is then what follows it. Nothing when its length does not fit.
std::optional<QByteArrayView> takeBlock(QByteArrayView &rest);

/// All blocks, as views into `bytes`; nothing unless they fill it exactly.
std::optional<std::vector<QByteArrayView>> splitBlocks(QByteArrayView bytes);

} // namespace pc::vault
