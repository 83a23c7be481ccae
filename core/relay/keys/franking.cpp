// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/franking.h"

#include "core/crypto/hash.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"
#include "core/mls_public/profile.h"
#include "core/sql/statement.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <chrono>

namespace pc::relay::keys {

namespace {

constexpr std::string_view kLabel = "pc/tag/1";
constexpr std::size_t kKeyBytes = 32;
constexpr Milliseconds kKeyLife = std::chrono::hours(24 * 365);

/// What is sealed before the content, put together in place.
class Fixed
{
public:
    template<typename Number>
    void number(Number value)
    {
        qToBigEndian(value, m_bytes.data() + m_size);
        m_size += sizeof value;
    }

    void bytes(crypto::ByteView bytes)
    {
        std::ranges::copy(bytes, m_bytes.begin() + std::ptrdiff_t(m_size));
        m_size += bytes.size();
    }

    crypto::ByteView view() const { return crypto::ByteView(m_bytes).first(m_size); }

private:
    std::array<std::uint8_t, 192> m_bytes; ///< All of it takes 160.
    std::size_t m_size = 0;
};

/// A new key that seals from `now` on. What came out of the database on the way is wiped.
Result<void> addKey(sql::Database &database, UtcTime now)
{
    crypto::Bytes fresh(kKeyBytes);
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
    Q_ASSERT(message.groupId.size() == mls::kGroupIdBytes && message.commitment.size() == kCommitmentBytes);
    Fixed before;
    before.bytes(crypto::bytesOf(kLabel));
    before.number(key.number);
    before.bytes(message.groupId);
    before.number(quint64(message.seq.raw()));
    before.number(message.epoch);
    before.number(quint64(toMilliseconds(message.sentAt)));
    before.bytes(message.user.raw().bytes);
    before.bytes(message.device.raw().bytes);
    before.bytes(message.commitment);
    const crypto::Digest seal = crypto::blake2bOf(key.key.view(), { before.view(), crypto::viewOf(message.content) });
    QByteArray tag(kFrankingTagBytes, Qt::Uninitialized);
    qToBigEndian(key.number, tag.data());
    std::ranges::copy(seal, tag.begin() + sizeof key.number);
    return tag;
}

bool FrankingKeys::verify(const TaggedMessage &message, QByteArrayView claimed) const
{
    return crypto::equalSecrets(crypto::viewOf(tag(message)), crypto::viewOf(claimed));
}

} // namespace pc::relay::keys
