// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/signingkeystore.h"

#include "core/crypto/base64url.h"
#include "core/crypto/hash.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

constexpr qsizetype kKeyNameBytes = 9; // 12 letters: no two keys of one relay share them

KeyName nameOf(const crypto::SigningKey &key)
{
    return crypto::toBase64Url(crypto::blake2b(key.verifyingKey().view()).first(kKeyNameBytes));
}

} // namespace

Result<std::vector<NamedKey>> SigningKeyStore::current(UtcTime now)
{
    UtcTime newest {};
    auto keys = load(newest);
    if (!keys || (!keys->empty() && now < newest + kSigningKeyLife))
        return keys;
    return rotate(now);
}

Result<std::vector<NamedKey>> SigningKeyStore::rotate(UtcTime now)
{
    const auto fresh = crypto::SigningKey::generate();
    QByteArray seed = fresh.seed().toByteArrayView().toByteArray();
    sql::Statement insert(m_database,
        "INSERT INTO signing_keys (kid, seed, created) "
        "VALUES (?, ?, max(?, (SELECT coalesce(max(created), 0) + 1 FROM signing_keys)))");
    auto added = insert.run(nameOf(fresh), seed, now);
    crypto::wipe(seed);
    if (!added)
        return added.error();
    sql::Statement forget(m_database,
        "DELETE FROM signing_keys WHERE kid NOT IN (SELECT kid FROM signing_keys ORDER BY created DESC LIMIT 2)");
    if (auto forgotten = forget.run(); !forgotten)
        return forgotten.error();
    UtcTime newest {};
    return load(newest);
}

Result<std::vector<NamedKey>> SigningKeyStore::load(UtcTime &newest)
{
    sql::Statement select(m_database, "SELECT kid, seed, created FROM signing_keys ORDER BY created DESC LIMIT 2");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    std::vector<NamedKey> keys;
    while (rows->next()) {
        QByteArray seed = rows->bytes(1);
        auto key = crypto::SigningKey::fromSeed(crypto::SecretBytes::takeFrom(seed));
        if (!key)
            return { Errc::Corrupt, QStringLiteral("a signing key is damaged") };
        if (keys.empty())
            newest = rows->time(2);
        keys.push_back({ rows->text(0).toLatin1(), std::move(*key) });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return keys;
}

} // namespace pc::relay::accounts
