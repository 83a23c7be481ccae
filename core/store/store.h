// SPDX-License-Identifier: GPL-3.0-or-later
// Store: everything that this device keeps of one account, in one sealed SQLite file. One class a table group answers with
// plain values; what belongs together is written in one transact() by session. See README.md for the tables.
//
// Thread: the one that opened it.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"
#include "core/store/accountpins.h"
#include "core/store/archiverows.h"
#include "core/store/conversations.h"
#include "core/store/devicekeys.h"
#include "core/store/expiry.h"
#include "core/store/groups.h"
#include "core/store/handshakes.h"
#include "core/store/heldranges.h"
#include "core/store/members.h"
#include "core/store/messages.h"
#include "core/store/openings.h"
#include "core/store/outboxrows.h"
#include "core/store/people.h"
#include "core/store/receipts.h"
#include "core/store/recoveryrows.h"
#include "core/store/settings.h"

#include <functional>
#include <memory>

namespace pc::sql {
class Database;
class StoreSeal;
} // namespace pc::sql

namespace pc::store {

/// What to do with a store that lies there unsealed, as the first release left it.
enum class PlainStore : quint8 {
    Refuse,
    Seal, ///< Only where it is certain that this store never was sealed: a plain one may have been put in its place.
};

class Store
{
public:
    /// Makes the file when there is none, brings an older schema forward. Errors: NewerVersion (nothing is touched),
    /// Corrupt, NotSealed, KeyMismatch, EngineMismatch, Locked (another process has it), DiskFull, Disk.
    static Result<std::unique_ptr<Store>> open(
        const QString &path, const crypto::SecretBytes &key, PlainStore plain = PlainStore::Refuse);

    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// Runs `work` as one transaction: all of it is on the disk when this succeeds, nothing of it otherwise. Not nested.
    Result<void> transact(const std::function<Result<void>()> &work);

    /// After much was deleted: the file becomes smaller, and its log is emptied. Not within a transaction.
    Result<void> giveBackRoom();

    QString path() const;

private:
    Store(std::unique_ptr<sql::StoreSeal> seal, std::unique_ptr<sql::Database> database);

    std::unique_ptr<sql::StoreSeal> m_seal; // first: the database is open through it
    std::unique_ptr<sql::Database> m_database; // before the tables below, which hold on to it

public:
    Settings settings;
    People people;
    Conversations conversations;
    Members members;
    Receipts receipts;
    HeldRanges held;
    Messages messages;
    Openings openings;
    OutboxRows outbox;
    DeviceKeys deviceKeys;
    Groups groups;
    Handshakes handshakes;
    AccountPins accountPins;
    ArchiveRows archive;
    RecoveryRows recovery;
    Expiry expiry;
};

} // namespace pc::store
