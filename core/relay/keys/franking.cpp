// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/franking.h"

#include "core/crypto/hkdf.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"
#include "core/sql/statement.h"

#include <chrono>

namespace pc::relay::keys {

namespace {

using crypto::Bytes;

constexpr std::string_view kLabel = "pc/tag/1";
constexpr std::size_t kKeyBytes = 32;
constexpr Milliseconds kKeyLife = std::chrono::hours(24 * 365);

template<typename Number>
void appendNumber(Bytes &to, Number number)
{
    for (int shift = int(sizeof(Number)) * 8 - 8; shift >= 0; shift -= 8)
        to.push_back(std::uint8_t(number >> shift));
}

/// A new key that seals from `now` on. What came out of the database on the way is wiped.
Result<void> addKey(sql::Database &database, UtcTime now)
{
    Bytes fresh(kKeyBytes);
    crypto::systemRandom().fill(fresh);
    QByteArray key = crypto::toByteArray(fresh);
    crypto::wipe(fresh);
    sql::Statement insert(database, "INSERT INTO franking_keys(key, created) VALUES(?, ?)");
    const auto inserted = insert.run(key, now);
    crypto::wipe(key);
    if (!inserted)
        return inserted.error();
    return {};
}

} // namespace

Result<FrankingKeys> FrankingKeys::load(sql::Database &database, UtcTime now)
{
    sql::Statement newest(database, "SELECT max(created) FROM franking_keys");
    auto latest = newest.query();
    if (!latest)
        return latest.error();
    const bool needsOne = !latest->next() || latest->isNull(0) || now >= latest->time(0) + kKeyLife;
    if (needsOne) {
        if (auto added = addKey(database, now); !added)
            return added.error();
    }
    sql::Statement select(database, "SELECT number, created, key FROM franking_keys ORDER BY number");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    FrankingKeys keys;
    while (rows->next()) {
        QByteArray key = rows->bytes(2);
        keys.m_keys.push_back(
            { quint32(rows->integer(0)), rows->time(1), crypto::WipingBytes::copyOf(crypto::viewOf(key)) });
        crypto::wipe(key);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return keys;
}

const FrankingKeys::Key &FrankingKeys::keyAt(UtcTime time) const
{
    auto key = m_keys.end();
    do
        --key;
    while (key != m_keys.begin() && key->created > time);
    return *key;
}

QByteArray FrankingKeys::tag(const TaggedMessage &message) const
{
    const Key &key = keyAt(message.sentAt);
    Bytes sealed = crypto::toBytes(crypto::bytesOf(kLabel));
    appendNumber(sealed, key.number);
    crypto::append(sealed, message.groupId);
    appendNumber(sealed, quint64(message.seq.raw()));
    appendNumber(sealed, message.epoch);
    appendNumber(sealed, quint64(toMilliseconds(message.sentAt)));
    crypto::append(sealed, message.user.raw().bytes);
    crypto::append(sealed, message.device.raw().bytes);
    crypto::append(sealed, message.commitment);
    crypto::append(sealed, crypto::sha256Of(crypto::viewOf(message.content)));
    Bytes tag;
    appendNumber(tag, key.number);
    crypto::append(tag, crypto::hmacSha256(key.key.view(), sealed));
    return crypto::toByteArray(tag);
}

bool FrankingKeys::verify(const TaggedMessage &message, QByteArrayView claimed) const
{
    return crypto::equalSecrets(crypto::viewOf(tag(message)), crypto::viewOf(claimed));
}

} // namespace pc::relay::keys
