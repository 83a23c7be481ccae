// SPDX-License-Identifier: GPL-3.0-or-later
// Recoveries: keeps what people's recovery sheets open, and hands it out for the proof that only the sheet gives. A device that has
// nothing but the password learns how its sheet would be stretched, and has ten wrong tries in 24 hours; these are counted on the
// disk, so that neither a restart nor another device gives more.
//
// A device of the person's list gets the blob without a proof: it has what is in it, and seals it anew when its keys change.

#pragma once

#include "core/archive/recoveryproof.h"
#include "core/relay/accounts/recoverystore.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

inline constexpr int kMostRecoveryTries = 10;
inline constexpr Milliseconds kRecoveryTriesLast { std::chrono::hours(24) };

struct TriesLeft
{
    int count = kMostRecoveryTries;
    Milliseconds until { 0 }; ///< How long until there are some again, where there are none.

    bool operator==(const TriesLeft &) const = default;
};

struct RecoveryState
{
    std::optional<RecoveryRecord> record; ///< Without the proof; the blob only for whom it is without one.
    TriesLeft tries;
};

struct RecoveryChange
{
    qint64 replaces = 0; ///< The version that the device knows; 0: none.
    QByteArray blob;
    QByteArray parameters {}; ///< Of another sheet; with none, parameters and proof stay.
    QByteArray proofHash {};
};

struct RecoveryOpening
{
    std::optional<QByteArray> blob; ///< When the proof was right.
    TriesLeft tries;
};

class Recoveries
{
public:
    explicit Recoveries(Registry &registry)
        : m_registry(registry)
    {
    }

    /// For any signed-in device.
    void state(const Actor &actor, Reply<RecoveryState> reply);

    /// The new version; a repeat is answered as it was. Errors: Forbidden (not linked), Invalid (sizes), Conflict (another version is
    /// there; or the account began anew since, and its old sheet opens the old account).
    void change(const Actor &actor, const RecoveryChange &change, Reply<qint64> reply);

    /// For any signed-in device. A right one gives all tries back. Error: NotFound (there is none).
    void open(const Actor &actor, const crypto::Digest &proofHash, Reply<RecoveryOpening> reply);

    /// For what is not there as well. Error: Forbidden (not linked).
    void remove(const Actor &actor, Reply<void> reply);

private:
    Result<qint64> changeNow(sql::Database &database, const Actor &actor, const RecoveryChange &change);
    Result<RecoveryOpening> openNow(sql::Database &database, const Actor &actor, const crypto::Digest &proofHash);

    Registry &m_registry;
};

} // namespace pc::relay::accounts
