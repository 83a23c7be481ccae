// SPDX-License-Identifier: GPL-3.0-or-later
// AuditLog: what was done to accounts and to the relay, as a chain of hashes in the database. Whoever notes its head
// elsewhere can prove later that nothing up to there was changed, taken out or put in another order.
//
//   hash = BLAKE2b(hash before ‖ number ‖ at ‖ actor ‖ person ‖ times ‖ act ‖ objects), each with a fixed length or its length
//
// Thread: the database's. Transactions are the caller's: a line is written in the one that does what it tells of.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

enum class AuditActor : quint8 {
    Administrator, ///< Whoever may open the data directory.
    Person,
    Relay, ///< By itself: retention, room for another device.
    Stranger, ///< Not signed in.
};

inline constexpr AuditActor kLastAuditActor = AuditActor::Stranger;

QString auditActorName(AuditActor actor);

/// What is to be noted.
struct AuditAct
{
    QLatin1StringView act;
    std::vector<Uuid> objects = {}; ///< What it was done to: ids alone.
    AuditActor actor = AuditActor::Administrator;
    std::optional<UserId> person = std::nullopt; ///< With AuditActor::Person.
    qint64 times = 1;
};

/// A line of the log. Values as they lie in the table, so that a bad one can be shown as well.
struct AuditEntry
{
    qint64 number = 0; ///< From 1, without a gap.
    qint64 at = 0; ///< UTC milliseconds.
    qint64 actor = 0; ///< An AuditActor.
    QByteArray person;
    QString act;
    QByteArray objects;
    qint64 times = 1;
    QByteArray hash; ///< 32 bytes.
};

struct AuditHead
{
    qint64 number = 0; ///< 0: nothing was noted yet.
    QByteArray hash;
};

struct AuditVerdict
{
    AuditHead head; ///< Of the part that holds.
    std::optional<qint64> firstBad; ///< The lowest number that is not as it was written, or is not there.
    bool knownHead = true; ///< False when a head was asked about that was never in the chain.

    bool isGood() const { return !firstBad && knownHead; }
};

class AuditLog
{
public:
    explicit AuditLog(sql::Database &database)
        : m_database(database)
    {
    }

    Result<void> append(UtcTime at, const AuditAct &act);

    Result<AuditHead> head();

    /// Newest first, below `before` when that is not 0.
    Result<std::vector<AuditEntry>> page(qint64 before, int limit);

    /// Reads all of it. With `known`, a head that somebody noted: was it ever in this chain?
    Result<AuditVerdict> verify(const QByteArray &known = {});

private:
    sql::Database &m_database;
};

/// Of a line after `before`, by what it says.
QByteArray auditHash(const QByteArray &before, const AuditEntry &entry);

/// What a person does with what is theirs.
AuditAct actOf(UserId person, QLatin1StringView act, const Uuid &object);

/// One act of an administrator on one object.
Result<void> recordAct(sql::Database &database, UtcTime at, QLatin1StringView act, const Uuid &object);

/// Takes lines of before there was a chain into it. Called once after migrating; changes nothing when there are none.
Result<void> adoptEarlierActs(sql::Database &database);

} // namespace pc::relay::accounts
