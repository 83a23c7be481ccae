// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/requestparser.h"

#include <algorithm>
#include <utility>

namespace pc::relay::front {

RequestParser::RequestParser(const RequestLimits &limits, BodyLimit bodyLimit)
    : m_limits(limits)
    , m_bodyLimit(std::move(bodyLimit))
    , m_chunks(limits.bodyBytes)
{
}

void RequestParser::fail(const HttpFault &fault)
{
    m_fault = fault;
    m_state = State::Failed;
}

std::size_t RequestParser::feed(std::string_view bytes)
{
    std::size_t used = 0;
    while (used < bytes.size() && (m_state == State::Head || m_state == State::Body)) {
        const std::string_view rest = bytes.substr(used);
        used += m_state == State::Head ? feedHead(rest) : feedBody(rest);
    }
    return used;
}

std::size_t RequestParser::feedHead(std::string_view bytes)
{
    const std::size_t newline = bytes.find('\n');
    const bool isWhole = newline != std::string_view::npos;
    const std::size_t part = isWhole ? newline + 1 : bytes.size();
    if (part > m_limits.headerBytes - m_headBytes) {
        fail(m_hasRequestLine ? HttpFault { 431, "Header too large" } : HttpFault { 414, "Request target too long" });
        return part;
    }
    m_headBytes += part;
    m_line.append(bytes.substr(0, part));
    if (isWhole)
        endLine();
    return part;
}

void RequestParser::endLine()
{
    std::string_view line = m_line;
    line.remove_suffix(1);
    if (!line.ends_with('\r') || line.find('\r') != line.size() - 1)
        return fail({ 400, "Line end is not CRLF" });
    line.remove_suffix(1);
    if (line.empty() && m_hasRequestLine)
        return endHead();
    if (m_request.fields.size() >= m_limits.headerFields)
        return fail({ 431, "Too many header fields" });
    const auto fault
        = m_hasRequestLine ? parseFieldLine(line, m_request) : parseRequestLine(line, m_request, m_authority);
    if (fault)
        return fail(*fault);
    m_hasRequestLine = true;
    m_line.clear();
}

void RequestParser::endHead()
{
    if (m_bodyLimit) {
        m_limits.bodyBytes = m_bodyLimit(m_request, m_limits.bodyBytes);
        m_chunks = ChunkedBody(m_limits.bodyBytes);
    }
    if (const auto fault = judgeHead(m_request, m_authority, m_limits.bodyBytes, m_framing))
        return fail(*fault);
    m_line = {};
    m_state = m_framing.isChunked || m_framing.contentLength > 0 ? State::Body : State::Complete;
}

std::size_t RequestParser::feedBody(std::string_view bytes)
{
    if (!m_framing.isChunked) {
        const std::size_t part = std::min(bytes.size(), m_framing.contentLength - m_request.body.size());
        m_request.body.append(bytes.substr(0, part));
        if (m_request.body.size() == m_framing.contentLength)
            m_state = State::Complete;
        return part;
    }
    const std::size_t used = m_chunks.feed(bytes, m_request.body);
    switch (m_chunks.state()) {
    case ChunkedBody::State::Reading:
        break;
    case ChunkedBody::State::Complete:
        m_state = State::Complete;
        break;
    case ChunkedBody::State::Malformed:
        fail({ 400, "Malformed chunk" });
        break;
    case ChunkedBody::State::TooLarge:
        fail({ 413, "Body too large" });
        break;
    }
    return used;
}

} // namespace pc::relay::front
