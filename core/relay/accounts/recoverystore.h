// SPDX-License-Identifier: GPL-3.0-or-later
// RecoveryStore: the tables of what recovery sheets open. As PeopleStore: values, no transactions.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QByteArray>

#include <optional>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

struct RecoveryRecord
{
    qint64 version = 0; ///< Counts its changes, from 1 on.
    UtcTime made; ///< When its sheet was.
    UtcTime changed;
    quint32 begun = 0; ///< How often the person's device list had begun when the sheet was made.
    QByteArray parameters; ///< How the sheet is stretched: a client's to read.
    QByteArray proofHash; ///< archive::proofHash() of what the blob is handed out for.
    QByteArray blob; ///< Sealed.

    bool operator==(const RecoveryRecord &) const = default;
};

/// Wrong proofs.
struct RecoveryTries
{
    int wrong = 0;
    UtcTime since; ///< The first of them.
};

class RecoveryStore
{
public:
    explicit RecoveryStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<std::optional<RecoveryRecord>> record(UserId person);
    Result<void> save(UserId person, const RecoveryRecord &record);
    Result<void> remove(UserId person);

    Result<RecoveryTries> tries(UserId person);
    Result<void> save(UserId person, const RecoveryTries &tries);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
