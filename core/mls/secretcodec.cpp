// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/secretcodec.h"

#include <algorithm>

namespace pc::mls {

void SecretWriter::write(const WipingBytes &secret)
{
    // The length alone goes through the public codec, which would leave copies behind.
    const Bytes header = encode(Bytes(secret.size()));
    raw(ByteView(header).first(header.size() - secret.size()));
    raw(secret.view());
}

void SecretWriter::raw(ByteView bytes)
{
    if (m_size + bytes.size() > m_room.size()) {
        WipingBytes wider(std::max(2 * m_room.size(), m_size + bytes.size() + 256));
        std::ranges::copy(m_room.view().first(m_size), wider.mutableView().begin());
        m_room = std::move(wider);
    }
    std::ranges::copy(bytes, m_room.mutableView().begin() + static_cast<std::ptrdiff_t>(m_size));
    m_size += bytes.size();
}

WipingBytes SecretWriter::finish() &&
{
    m_room.truncate(m_size);
    return std::move(m_room);
}

void SecretReader::read(WipingBytes &secret)
{
    Bytes bytes;
    m_in(bytes);
    secret = WipingBytes::takeFrom(bytes);
}

} // namespace pc::mls
