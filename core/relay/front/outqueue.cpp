// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/outqueue.h"

#include <algorithm>
#include <utility>

namespace pc::relay::front {

namespace {

constexpr std::size_t kGatherBytes = 32 * 1024; ///< A piece of this size takes no more: growing it would copy it.
constexpr std::size_t kSmallBytes = 1024; ///< Copied rather than shared.
constexpr std::size_t kWrittenPieces = 64; ///< So many written pieces are worth moving the rest.

} // namespace

std::string &OutQueue::tail()
{
    if (m_pieces.empty() || m_pieces.back().shared || m_pieces.back().own.size() >= kGatherBytes)
        m_pieces.push_back({ m_spares.take(), {} });
    return m_pieces.back().own;
}

void OutQueue::append(std::string_view bytes)
{
    tail().append(bytes);
    grew(bytes.size());
}

void OutQueue::append(const SharedBytes &bytes)
{
    if (bytes->size() <= kSmallBytes)
        return append(std::string_view(*bytes));
    m_size += bytes->size();
    m_pieces.push_back({ {}, bytes });
}

std::size_t OutQueue::peek(std::span<std::string_view> pieces) const
{
    const std::size_t count = std::min(pieces.size(), m_pieces.size() - m_first);
    for (std::size_t i = 0; i < count; ++i)
        pieces[i] = m_pieces[m_first + i].view();
    if (count > 0)
        pieces[0].remove_prefix(m_offset);
    return count;
}

void OutQueue::drop(std::size_t bytes)
{
    m_size -= bytes;
    if (m_size == 0)
        return clear();
    m_offset += bytes;
    while (m_offset >= m_pieces[m_first].view().size()) {
        m_offset -= m_pieces[m_first].view().size();
        m_spares.giveBack(std::move(m_pieces[m_first].own));
        m_pieces[m_first] = {};
        ++m_first;
    }
    if (m_first >= kWrittenPieces && m_first * 2 >= m_pieces.size()) {
        m_pieces.erase(m_pieces.begin(), m_pieces.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    }
}

void OutQueue::clear()
{
    for (Piece &piece : m_pieces)
        m_spares.giveBack(std::move(piece.own));
    m_pieces = {};
    m_first = 0;
    m_offset = 0;
    m_size = 0;
}

} // namespace pc::relay::front
