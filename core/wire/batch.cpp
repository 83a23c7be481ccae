// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/batch.h"

#include "core/wire/cborreader.h"
#include "core/wire/cborwriter.h"

namespace pc::wire {

namespace {

/// More than a number, a flag and the head of one byte string take.
constexpr qsizetype kHeads = 24;

} // namespace

QByteArray encodeBatch(const Batch &batch)
{
    qsizetype room = kHeads;
    for (const QByteArray &frame : batch.frames)
        room += frame.size() + kHeads;
    CborWriter out(room);
    out.number(batch.number);
    out.flag(batch.last);
    for (const QByteArray &frame : batch.frames)
        out.bytes(frame);
    return out.take();
}

Result<Batch> decodeBatch(QByteArrayView bytes)
{
    if (bytes.size() > kMaxBatchBytes)
        return { Errc::TooLarge, QStringLiteral("a batch of %1 bytes").arg(bytes.size()) };
    Batch batch;
    CborReader in(bytes);
    if (!in.number(batch.number, kMaxNumber) || !in.flag(batch.last))
        return { Errc::Invalid, QStringLiteral("no batch") };
    while (!in.atEnd()) {
        if (batch.frames.size() >= kMaxBatchFrames)
            return { Errc::TooLarge, QStringLiteral("too many frames in a batch") };
        if (!in.bytes(batch.frames.emplace_back(), qsizetype(kMaxBatchBytes)))
            return { Errc::Invalid, QStringLiteral("no frame in a batch") };
    }
    return batch;
}

} // namespace pc::wire
