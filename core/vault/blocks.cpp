// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/blocks.h"

#include <QtEndian>

#include <cstring>

namespace pc::vault {

namespace {

constexpr qsizetype kLengthBytes = 4;

} // namespace

crypto::SecretBytes joinBlocks(const std::vector<QByteArrayView> &blocks)
{
    qsizetype size = 0;
    for (const QByteArrayView block : blocks)
        size += kLengthBytes + block.size();
    crypto::SecretBytes joined(size);
    quint8 *out = joined.mutableView().data();
    for (const QByteArrayView block : blocks) {
        qToBigEndian(quint32(block.size()), out);
        if (!block.isEmpty())
            std::memcpy(out + kLengthBytes, block.data(), size_t(block.size()));
        out += kLengthBytes + block.size();
    }
    return joined;
}

std::optional<QByteArrayView> takeBlock(QByteArrayView &rest)
{
    if (rest.size() < kLengthBytes)
        return std::nullopt;
    const auto size = qsizetype(qFromBigEndian<quint32>(rest.data()));
    if (size > rest.size() - kLengthBytes)
        return std::nullopt;
    const QByteArrayView block = rest.sliced(kLengthBytes, size);
    rest = rest.sliced(kLengthBytes + size);
    return block;
}

std::optional<std::vector<QByteArrayView>> splitBlocks(QByteArrayView bytes)
{
    std::vector<QByteArrayView> blocks;
    while (!bytes.isEmpty()) {
        const auto block = takeBlock(bytes);
        if (!block)
            return std::nullopt;
        blocks.push_back(*block);
    }
    return blocks;
}

} // namespace pc::vault
