// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/secretstream.h"

#include <sodium.h>

#include <cassert>
#include <new>

namespace pc::crypto {

namespace {

using SodiumStream = crypto_secretstream_xchacha20poly1305_state;
static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == kStreamKeyBytes);
static_assert(crypto_secretstream_xchacha20poly1305_HEADERBYTES == kStreamHeaderBytes);
static_assert(crypto_secretstream_xchacha20poly1305_ABYTES == kStreamOverhead);
static_assert(sizeof(SodiumStream) <= sizeof(StreamState::bytes) && alignof(SodiumStream) <= 16);

SodiumStream *stateIn(StreamState &room)
{
    return std::launder(reinterpret_cast<SodiumStream *>(room.bytes.data()));
}

} // namespace

StreamSealer::StreamSealer(ByteView key)
{
    assert(key.size() == kStreamKeyBytes);
    crypto_secretstream_xchacha20poly1305_init_push(
        new (m_state.bytes.data()) SodiumStream, m_header.data(), key.data());
}

Bytes StreamSealer::seal(ByteView chunk, StreamPlace place, ByteView associated)
{
    const unsigned char tag = place == StreamPlace::Last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                         : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    Bytes sealed(chunk.size() + kStreamOverhead);
    crypto_secretstream_xchacha20poly1305_push(stateIn(m_state), sealed.data(), nullptr, chunk.data(), chunk.size(),
        associated.data(), associated.size(), tag);
    return sealed;
}

StreamOpener::StreamOpener(ByteView key, ByteView header)
{
    assert(key.size() == kStreamKeyBytes);
    if (header.size() != kStreamHeaderBytes
        || crypto_secretstream_xchacha20poly1305_init_pull(
               new (m_state.bytes.data()) SodiumStream, header.data(), key.data())
            != 0)
        m_phase = Phase::Broken;
}

std::optional<StreamOpener::Chunk> StreamOpener::open(ByteView sealed, ByteView associated)
{
    if (m_phase != Phase::Open || sealed.size() < kStreamOverhead)
        return std::nullopt;
    Chunk chunk { WipingBytes(sealed.size() - kStreamOverhead), StreamPlace::More };
    unsigned char tag = 0;
    const int failed = crypto_secretstream_xchacha20poly1305_pull(stateIn(m_state), chunk.plain.mutableView().data(),
        nullptr, &tag, sealed.data(), sealed.size(), associated.data(), associated.size());
    const bool isLast = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (failed != 0 || (!isLast && tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)) {
        m_phase = Phase::Broken;
        return std::nullopt;
    }
    if (isLast) {
        chunk.place = StreamPlace::Last;
        m_phase = Phase::Complete;
    }
    return chunk;
}

} // namespace pc::crypto
