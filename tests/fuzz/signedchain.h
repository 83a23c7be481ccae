// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the next entry of a signed chain (a device list, a school's office), and as such a list.

#pragma once

#include "core/crypto/bytes.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace pc::test {

/// The same bytes, of at least a signature's size, signed: so that what lies behind the signature is looked at.
inline crypto::Bytes signedAnew(crypto::ByteView bytes, std::string_view label, const crypto::Ed25519Key &key)
{
    crypto::Bytes entry = crypto::toBytes(bytes);
    const auto body = crypto::ByteView(entry).first(entry.size() - crypto::kEd25519SignatureBytes);
    const auto signature = key.sign(crypto::concat({ crypto::bytesOf(label), body }));
    std::copy(signature.begin(), signature.end(), entry.end() - qsizetype(signature.size()));
    return entry;
}

/// What is refused changes nothing; what is taken is kept as bytes that give it back.
template<typename List>
void appendTo(List list, crypto::ByteView entry)
{
    const List before = list;
    if (list.append(entry)) {
        require(list.number() == before.number() + 1 && list.head() == crypto::sha256Of(entry));
        const auto again = List::decode(list.encode());
        require(again && *again == list);
    } else {
        require(list == before);
    }
}

template<typename List>
void tryAll(const List &begun, crypto::ByteView bytes, std::string_view label, const crypto::Ed25519Key &key)
{
    appendTo(List(), bytes);
    appendTo(begun, bytes);
    if (bytes.size() >= crypto::kEd25519SignatureBytes) {
        appendTo(List(), signedAnew(bytes, label, key));
        appendTo(begun, signedAnew(bytes, label, key));
    }
    if (const auto list = List::decode(bytes))
        require(crypto::equal(list->encode(), bytes));
}

} // namespace pc::test
