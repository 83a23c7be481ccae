// SPDX-License-Identifier: GPL-3.0-or-later
// Whole frames as JSON; see codec.h for the contract.

#pragma once

#include "core/base/result.h"
#include "core/wire/frames.h"

#include <QByteArrayView>

namespace pc::wire {

QByteArray encodeJson(const Frame &frame);
Result<Frame> decodeJson(QByteArrayView bytes, qint64 maxBytes, std::optional<FrameId> &id);

} // namespace pc::wire
