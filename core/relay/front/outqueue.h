// SPDX-License-Identifier: GPL-3.0-or-later
// What waits to be written to one socket: bytes of its own, gathered, and bytes shared with other sockets, by reference.
// An empty queue holds no memory.

#pragma once

#include "core/relay/front/sparebuffers.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pc::relay::front {

class OutQueue
{
public:
    /// Shared because the same framed message waits for many sockets, and the last of them frees it.
    using SharedBytes = std::shared_ptr<const std::string>;

    /// `spares` must outlive this.
    explicit OutQueue(SpareBuffers &spares)
        : m_spares(spares)
    {
    }

    void append(std::string_view bytes);

    /// Small ones are copied: one write takes them together with what else waits.
    void append(const SharedBytes &bytes);

    /// A place at the end to append own bytes to; call grew() with their number afterwards.
    std::string &tail();
    void grew(std::size_t bytes) { m_size += bytes; }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Fills `pieces` from the front and returns how many were filled; they are valid until the queue changes.
    std::size_t peek(std::span<std::string_view> pieces) const;

    /// Forgets `bytes` from the front: they were written.
    void drop(std::size_t bytes);

    void clear();

private:
    struct Piece
    {
        std::string own;
        SharedBytes shared;

        std::string_view view() const { return shared ? std::string_view(*shared) : std::string_view(own); }
    };

    SpareBuffers &m_spares;
    std::vector<Piece> m_pieces;
    std::size_t m_first = 0; ///< Pieces before this one are written.
    std::size_t m_offset = 0; ///< Bytes written of the first piece.
    std::size_t m_size = 0;
};

} // namespace pc::relay::front
