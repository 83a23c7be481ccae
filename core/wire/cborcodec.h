// SPDX-License-Identifier: GPL-3.0-or-later
// Whole frames as CBOR; see codec.h for the contract.

#pragma once

#include "core/base/result.h"
#include "core/wire/frames.h"

#include <QByteArrayView>

namespace pc::wire {

QByteArray encodeCbor(const Frame &frame);
Result<Frame> decodeCbor(QByteArrayView bytes, qint64 maxBytes, std::optional<FrameId> &id);

} // namespace pc::wire
