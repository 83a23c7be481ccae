// SPDX-License-Identifier: GPL-3.0-or-later
// Sealing what is too large for one piece: libsodium's secretstream (XChaCha20-Poly1305, rekeying). The pieces of a stream
// cannot be changed, reordered, dropped or repeated, and the last one says that it is the last, so a cut is seen. No Qt.
//
//   stream = header (24) ‖ chunk ‖ chunk ‖ ... ; a chunk is its plaintext and 17 bytes

#pragma once

#include "core/crypto/randomsource.h"

#include <array>
#include <optional>

namespace pc::crypto {

inline constexpr std::size_t kStreamKeyBytes = 32;
inline constexpr std::size_t kStreamHeaderBytes = 24;
inline constexpr std::size_t kStreamChunkBytes = 64 * 1024; ///< Plaintext of every chunk of a file but the last.
inline constexpr std::size_t kStreamOverhead = 17; ///< What sealing adds to a chunk.

enum class StreamPlace : std::uint8_t {
    More,
    Last,
};

/// libsodium's state, wiped when it goes.
class StreamState
{
public:
    StreamState() = default;
    StreamState(const StreamState &) = delete;
    StreamState &operator=(const StreamState &) = delete;
    ~StreamState() { wipe(bytes); }

    alignas(16) std::array<std::uint8_t, 64> bytes {};
};

class StreamSealer
{
public:
    /// A fresh stream; its header is random. The key has kStreamKeyBytes.
    explicit StreamSealer(ByteView key);

    ByteView header() const { return m_header; }

    /// `associated` is bound to this chunk and must be named again at opening.
    Bytes seal(ByteView chunk, StreamPlace place, ByteView associated = {});

private:
    StreamState m_state;
    std::array<std::uint8_t, kStreamHeaderBytes> m_header {};
};

class StreamOpener
{
public:
    struct Chunk
    {
        WipingBytes plain;
        StreamPlace place = StreamPlace::More;
    };

    /// A header of another length opens nothing.
    StreamOpener(ByteView key, ByteView header);

    /// Nothing when the chunk is not this stream's next one; nothing after the last, either. The stream ends there.
    std::optional<Chunk> open(ByteView sealed, ByteView associated = {});

    /// Whoever meets the end of the input before this is true holds a stream that was cut.
    bool isComplete() const { return m_phase == Phase::Complete; }

private:
    enum class Phase : std::uint8_t {
        Open,
        Complete,
        Broken,
    };

    StreamState m_state;
    Phase m_phase = Phase::Open;
};

} // namespace pc::crypto
