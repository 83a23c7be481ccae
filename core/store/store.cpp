// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/store.h"

#include "core/sql/conversion.h"
#include "core/sql/database.h"
#include "core/sql/fileform.h"
#include "core/sql/freespace.h"
#include "core/sql/migrator.h"
#include "core/sql/storeseal.h"
#include "core/sql/transaction.h"

#include <QDir>

#include <utility>
#include <vector>

static void initSchemaResource()
{
    Q_INIT_RESOURCE(store_schema); // of a static library: nothing else would pull it in
}

namespace pc::store {

namespace {

constexpr QLatin1StringView kSchemaFolder(":/pc/store/schema");

Result<void> sealIfPlain(
    const QString &path, const sql::Sealing &sealing, const std::vector<sql::Migration> &migrations)
{
    const auto form = sql::formOfFile(path);
    if (!form)
        return form.error();
    return *form == sql::FileForm::Plain ? sql::Conversion::run(path, sealing, migrations) : Result<void>();
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const QString &path, const crypto::SecretBytes &key, PlainStore plain)
{
    initSchemaResource();
    const auto migrations = sql::loadMigrations({ QString(kSchemaFolder) });
    if (!migrations)
        return migrations.error();
    auto seal = sql::StoreSeal::create(key);
    if (!seal)
        return seal.error();
    if (plain == PlainStore::Seal) {
        if (auto sealed = sealIfPlain(path, (*seal)->sealing(), *migrations); !sealed)
            return sealed.error();
    }
    auto database = sql::Database::open(path, sql::OpenMode::ReadWrite, (*seal)->sealing());
    if (!database)
        return database.error();
    if (auto version = sql::migrate(**database, *migrations); !version)
        return version.error();
    if (auto sound = (*database)->checkIntegrity(); !sound)
        return sound.error();
    sql::Conversion::eraseLeftovers(path);
    return std::unique_ptr<Store>(new Store(std::move(*seal), std::move(*database)));
}

Store::Store(std::unique_ptr<sql::StoreSeal> seal, std::unique_ptr<sql::Database> database)
    : m_seal(std::move(seal))
    , m_database(std::move(database))
    , settings(*m_database)
    , people(*m_database)
    , conversations(*m_database)
    , members(*m_database)
    , receipts(*m_database)
    , held(*m_database)
    , messages(*m_database)
    , openings(*m_database)
    , outbox(*m_database)
    , deviceKeys(*m_database)
    , groups(*m_database)
    , handshakes(*m_database)
    , accountPins(*m_database)
    , archive(*m_database)
    , recovery(*m_database)
    , expiry(*m_database, held)
{
}

Store::~Store() = default;

Result<void> Store::transact(const std::function<Result<void>()> &work)
{
    auto transaction = sql::Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    if (auto done = work(); !done)
        return done;
    return transaction->commit();
}

Result<void> Store::giveBackRoom()
{
    auto space = sql::fileSpace(*m_database);
    if (!space)
        return space.error();
    if (space->isWasteful()) {
        if (auto rebuilt = sql::rebuild(*m_database, sql::Shrinking::WhenRebuilt); !rebuilt)
            return rebuilt;
    }
    auto emptied = sql::emptyLog(*m_database);
    return emptied ? Result<void>() : Result<void>(emptied.error());
}

QString Store::path() const
{
    return m_database->path();
}

} // namespace pc::store
