// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace pc::crypto {

/// Takes the same time wherever the bytes differ. For hashes and tags; different lengths answer at once.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace pc::crypto
