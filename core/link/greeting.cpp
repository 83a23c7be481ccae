// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/greeting.h"

#include "core/wire/codec.h"

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

/// No cursor takes fewer bytes than its conversation's id; so many at the most can ever fit.
constexpr size_t kMostCursors = size_t(kLargestHelloBytes) / sizeof(Uuid);

/// At least what one cursor takes, so that cutting by it never cuts too few rounds too many.
constexpr size_t kGenerousCursorBytes = 64;

} // namespace

QByteArray encodeGreeting(FrameId id, UtcTime now, wire::Hello hello)
{
    if (hello.cursors.size() > kMostCursors) {
        hello.cursors.resize(kMostCursors);
        hello.partial = true;
    }
    wire::Frame frame { id, now, std::move(hello) };
    QByteArray bytes = wire::encode(frame);
    while (bytes.size() > kLargestHelloBytes) {
        auto &greeting = std::get<wire::Hello>(frame.data);
        if (greeting.cursors.empty())
            break;
        const size_t excess = size_t(bytes.size() - kLargestHelloBytes);
        const size_t cut = std::clamp<size_t>(excess / kGenerousCursorBytes, 1, greeting.cursors.size());
        greeting.cursors.resize(greeting.cursors.size() - cut);
        greeting.partial = true;
        bytes = wire::encode(frame);
    }
    return bytes;
}

} // namespace pc::link
