// SPDX-License-Identifier: GPL-3.0-or-later
// Administration: what who runs a relay or a school does: schools, people, invites, resets, revocations. Each act leaves
// a line in the audit log, in the same transaction. Asked by core/relay/admin, whose door is the data directory: whoever can
// open that is in charge.

#pragma once

#include "core/crypto/secret.h"
#include "core/relay/accounts/hashpool.h"
#include "core/relay/accounts/registry.h"
#include "core/sql/survey.h"

#include <QString>

namespace pc::relay::accounts {

struct NewPerson
{
    SchoolId school;
    QString name;
    people::Role role = people::Role::Guardian;
    QString label;
};

struct NewInvite
{
    SchoolId school; ///< Ignored when `person` is set.
    std::optional<UserId> person;
    people::Role role = people::Role::Guardian;
    QString label;
    Milliseconds life { qint64(14) * 24 * 60 * 60 * 1'000 };
    int uses = 1;
};

struct MadeInvite
{
    Invite invite;
    QString code; ///< Shown once; the relay keeps a digest.
};

struct Statistics
{
    std::vector<sql::TableSize> tables;
    qint64 freeBytes = 0; ///< Of pages that hold nothing.
    qint64 people = 0; ///< Known to a school.
    qint64 joined = 0;
    qint64 devices = 0; ///< Not signed out.
    qint64 devicesSeen = 0; ///< Within a day.
    qint64 expired = 0; ///< Entries that retention took, ever.
    std::optional<UtcTime> lastExpiry;
};

class Administration
{
public:
    Administration(Registry &registry, HashPool &hashes)
        : m_registry(registry)
        , m_hashes(hashes)
    {
    }

    /// Error: Invalid (the name).
    void createSchool(const QString &name, const people::SchoolPolicy &policy, Reply<School> reply);

    /// Error: NotFound.
    void setPolicy(SchoolId school, const people::SchoolPolicy &policy, Reply<School> reply);

    /// How long the school keeps what is said. Errors: Invalid (days), NotFound.
    void setRetention(SchoolId school, int days, Reply<School> reply);

    /// Errors: Invalid (name or label), NotFound (the school).
    void createPerson(const NewPerson &request, Reply<PersonRecord> reply);

    /// Errors: Invalid, NotFound (school or person), Conflict (the person has joined already).
    void createInvite(const NewInvite &request, Reply<MadeInvite> reply);
    void withdrawInvite(InviteId invite, Reply<void> reply);

    /// A new random password, shown once; every device is signed out. Error: NotFound (also: has not joined).
    void resetPassword(UserId user, Reply<QString> reply);

    void setDisabled(UserId user, bool disabled, Reply<PersonRecord> reply);
    void revokeDevice(DeviceId device, Reply<void> reply);

    void schools(Reply<std::vector<School>> reply);
    void people(
        SchoolId school, const QString &search, const QString &after, int limit, Reply<Page<PersonRecord>> reply);
    void invites(SchoolId school, const QString &after, int limit, Reply<Page<Invite>> reply);
    void devices(UserId user, const QString &after, int limit, Reply<Page<Device>> reply);

    /// Error: NotFound.
    void person(UserId user, Reply<PersonRecord> reply);

    /// Makes known what is left of somebody whom the log has erased: nobody, who is signed out everywhere.
    void publishErased(const PersonRecord &person, const std::vector<Device> &devices);

    /// Of every table in the file, and of what is free in it. Reads all of it.
    void statistics(Reply<Statistics> reply);

    /// Notes an act that needs no other change, such as that a backup was made.
    void note(QLatin1StringView act, Reply<void> reply, std::optional<Uuid> object = {});

    void auditPage(qint64 before, int limit, Reply<std::vector<AuditEntry>> reply);
    void auditHead(Reply<AuditHead> reply);
    void verifyAudit(const QByteArray &known, Reply<AuditVerdict> reply);

private:
    void signOutEverywhere(const std::vector<Device> &devices);

    Registry &m_registry;
    HashPool &m_hashes;
};

} // namespace pc::relay::accounts
