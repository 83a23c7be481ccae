// SPDX-License-Identifier: GPL-3.0-or-later
// SealKeys: the keys of sealed files, by number. A connection is opened by a text (a URI), which SQLite keeps and shows;
// so the text holds the number, and the key stays here.
//
// Owned by whoever opens stores; outlives every connection. Thread: any.

#pragma once

#include "core/sql/framecipher.h"
#include "core/sql/pagecipher.h"

#include <map>
#include <mutex>

namespace pc::sql {

/// Everything that is made of one store's key.
struct StoreCipher
{
    explicit StoreCipher(const crypto::SecretBytes &storeKey)
        : pages(storeKey)
        , frames(storeKey)
    {
    }

    PageCipher pages;
    FrameCipher frames;
};

class SealKeys
{
public:
    using Id = qint64;

    /// Keeps what is derived from the key, not the key itself.
    Id add(const crypto::SecretBytes &storeKey);

    /// Null when there is none; else valid as long as this.
    const StoreCipher *find(Id id) const;

private:
    mutable std::mutex m_mutex;
    std::map<Id, StoreCipher> m_ciphers; // a map, so that what was found stays where it is
};

} // namespace pc::sql
