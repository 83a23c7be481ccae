// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/messagereader.h"

namespace pc::relay::front {

MessageReader::MessageReader(std::size_t messageBytes, int fragments)
    : m_limit(messageBytes)
    , m_maxFragments(fragments)
{
}

Incoming MessageReader::fail(CloseCode code, std::string_view reason)
{
    m_failure = reason;
    m_failureCode = code;
    m_message = {};
    m_control = {};
    return { Incoming::Kind::Failed, static_cast<uint16_t>(code), reason };
}

void MessageReader::releaseDelivered()
{
    if (m_wasDelivered)
        m_message = {};
    if (m_wasControlDelivered)
        m_control = {};
    m_wasDelivered = false;
    m_wasControlDelivered = false;
}

Incoming MessageReader::next(std::span<char> &input)
{
    if (!m_failure.empty())
        return { Incoming::Kind::Failed, static_cast<uint16_t>(m_failureCode), m_failure };
    releaseDelivered();
    for (;;) {
        std::optional<Incoming> event;
        switch (m_frames.next(input)) {
        case FrameParser::Step::NeedMore:
            return {};
        case FrameParser::Step::Failed:
            return fail(CloseCode::ProtocolError, m_frames.reason());
        case FrameParser::Step::Header:
            event = beginFrame();
            if (!event && m_frames.isFrameComplete())
                event = endFrame({});
            break;
        case FrameParser::Step::Payload:
            event = takePiece(m_frames.piece());
            break;
        }
        if (event)
            return *event;
    }
}

std::optional<Incoming> MessageReader::beginFrame()
{
    return isControl(m_frames.header().opcode) ? std::nullopt : beginData();
}

std::optional<Incoming> MessageReader::beginData()
{
    const FrameHeader &header = m_frames.header();
    const bool isContinuation = header.opcode == Opcode::Continuation;
    if (isContinuation != isInMessage())
        return fail(CloseCode::ProtocolError, isContinuation ? "nothing to continue" : "message not finished");
    if (!isContinuation) {
        m_isText = header.opcode == Opcode::Text;
        m_utf8.reset();
    }
    if (++m_fragments > m_maxFragments)
        return fail(CloseCode::PolicyViolation, "too many fragments");
    // An empty last fragment ends what some libraries stream and can come once a message; others are only a flood.
    if (isContinuation && header.length == 0 && !header.isFinal)
        return fail(CloseCode::PolicyViolation, "empty fragment");
    if (m_message.size() > m_limit || header.length > m_limit - m_message.size())
        return fail(CloseCode::TooBig, "message too big");
    return std::nullopt;
}

std::optional<Incoming> MessageReader::takePiece(std::string_view piece)
{
    const bool isControlFrame = isControl(m_frames.header().opcode);
    if (!isControlFrame && m_isText && !m_utf8.feed(piece))
        return fail(CloseCode::InvalidPayload, "text is not UTF-8");
    if (m_frames.isFrameComplete())
        return endFrame(piece);
    (isControlFrame ? m_control : m_message).append(piece);
    return std::nullopt;
}

/// All of a payload: the last piece itself when nothing came before it, else what was kept, with the piece.
std::string_view MessageReader::whole(std::string &kept, std::string_view lastPiece) const
{
    if (kept.empty())
        return lastPiece;
    kept.append(lastPiece);
    return kept;
}

std::optional<Incoming> MessageReader::endFrame(std::string_view lastPiece)
{
    if (!isControl(m_frames.header().opcode))
        return endData(lastPiece);
    m_wasControlDelivered = true;
    return endControl(whole(m_control, lastPiece));
}

std::optional<Incoming> MessageReader::endData(std::string_view lastPiece)
{
    if (!m_frames.header().isFinal) {
        m_message.append(lastPiece);
        return std::nullopt;
    }
    if (m_isText && !m_utf8.isAtBoundary())
        return fail(CloseCode::InvalidPayload, "text is not UTF-8");
    m_fragments = 0;
    m_wasDelivered = true;
    const auto kind = m_isText ? Incoming::Kind::Text : Incoming::Kind::Binary;
    return Incoming { kind, kNoCloseCode, whole(m_message, lastPiece) };
}

Incoming MessageReader::endControl(std::string_view payload)
{
    switch (m_frames.header().opcode) {
    case Opcode::Ping:
        return { Incoming::Kind::Ping, kNoCloseCode, payload };
    case Opcode::Pong:
        return { Incoming::Kind::Pong, kNoCloseCode, payload };
    case Opcode::Close:
    case Opcode::Continuation:
    case Opcode::Text:
    case Opcode::Binary:
        break; // data never comes here
    }
    return endClose(payload);
}

Incoming MessageReader::endClose(std::string_view payload)
{
    if (payload.empty())
        return { Incoming::Kind::Close, kNoCloseCode, {} };
    if (payload.size() == 1)
        return fail(CloseCode::ProtocolError, "malformed close frame");
    const auto code
        = static_cast<uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
    if (!isCloseCodeThatTravels(code))
        return fail(CloseCode::ProtocolError, "malformed close frame");
    if (!isUtf8(payload.substr(2)))
        return fail(CloseCode::InvalidPayload, "text is not UTF-8");
    return { Incoming::Kind::Close, code, payload.substr(2) };
}

} // namespace pc::relay::front
