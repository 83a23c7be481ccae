// SPDX-License-Identifier: GPL-3.0-or-later
// Whole messages out of frames (RFC 6455 sections 5.4 to 5.6 and 8.1): fragments, control frames in between, size, UTF-8
// over the whole text, close codes. A message that comes in one piece is handed on where it lies; only what is cut is
// copied, and nothing is kept once it was delivered.

#pragma once

#include "core/relay/front/closecode.h"
#include "core/relay/front/frameparser.h"
#include "core/relay/front/utf8.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pc::relay::front {

struct Incoming
{
    enum class Kind : uint8_t { NeedMore, Text, Binary, Ping, Pong, Close, Failed };

    Kind kind = Kind::NeedMore;
    uint16_t code = kNoCloseCode; ///< Of Close: the peer's. Of Failed: what to close with.
    std::string_view payload; ///< Of Close and Failed: the reason. Valid until the next call and as long as the input.
};

class MessageReader
{
public:
    MessageReader(std::size_t messageBytes, int fragments);

    /// The next event from the front of `input`, which shrinks by what was used and is unmasked in place.
    Incoming next(std::span<char> &input);

    /// For the frames to come; a message under way is measured against the new limit from its next frame on.
    void setMessageLimit(std::size_t bytes) { m_limit = bytes; }

    /// A data message has begun and not ended.
    bool isInMessage() const { return m_fragments > 0; }

    /// A frame or a message has begun and not ended.
    bool isUnfinished() const { return isInMessage() || !m_frames.isBetweenFrames(); }

private:
    std::optional<Incoming> beginFrame();
    std::optional<Incoming> beginData();
    std::optional<Incoming> takePiece(std::string_view piece);
    std::optional<Incoming> endFrame(std::string_view lastPiece);
    Incoming endControl(std::string_view payload);
    Incoming endClose(std::string_view payload);
    std::optional<Incoming> endData(std::string_view lastPiece);
    std::string_view whole(std::string &kept, std::string_view lastPiece) const;
    Incoming fail(CloseCode code, std::string_view reason);
    void releaseDelivered();

    FrameParser m_frames;
    std::string m_message; ///< What came of the present message before the present piece.
    std::string m_control; ///< The same of a control frame.
    std::size_t m_limit;
    int m_maxFragments;
    int m_fragments = 0; ///< Frames of the present message so far; 0 outside of one.
    std::string_view m_failure;
    Utf8Checker m_utf8;
    CloseCode m_failureCode = CloseCode::ProtocolError;
    bool m_isText = false;
    bool m_wasDelivered = false;
    bool m_wasControlDelivered = false;
};

} // namespace pc::relay::front
