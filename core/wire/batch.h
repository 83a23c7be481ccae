// SPDX-License-Identifier: GPL-3.0-or-later
// Several frames in one body, for HTTP long poll: a CBOR sequence (RFC 8742) of a number, a flag, and each frame as a
// byte string, so that one frame that makes no sense does not spoil the others.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace pc::wire {

inline constexpr const char *kBatchContentType = "application/cbor-seq";

/// The request header that names a poll session. Never part of an address.
inline constexpr const char *kPollSessionField = "poll-session";

inline constexpr size_t kMaxBatchFrames = 256;

/// A whole body: the largest frame, its envelope, and what a batch adds.
inline constexpr qint64 kMaxBatchBytes = 1024 * 1024 + 64 * 1024;

struct Batch
{
    quint64 number
        = 0; ///< Up: 1, 2, 3 …; the same again is the same batch. Down: likewise, or what was acknowledged when it is empty.
    bool last = false; ///< Down: the session has ended, and this is all that it has to say.
    std::vector<QByteArray> frames; ///< Encoded, in their order.

    bool operator==(const Batch &) const = default;
};

QByteArray encodeBatch(const Batch &batch);

/// Total, like decode() of codec.h; frames are not looked into. Errors: TooLarge (a bound above), Invalid.
Result<Batch> decodeBatch(QByteArrayView bytes);

} // namespace pc::wire
