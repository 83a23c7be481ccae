// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveSweep: takes out of people's archives what is older than their school keeps, from the beginning of each, and all of those
// that are gone (accounts/archives.h). What a hold covers stays. Some segments a step: a pass goes over all archives, then the next
// one begins.
//
// When a segment was stored is what counts: one that was sealed anew is as old as that, so whoever compacts an archive leaves out
// what is too old.
//
// Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/base/time.h"
#include "core/relay/accounts/archivestore.h"
#include "core/relay/log/holds.h"
#include "core/sql/statement.h"

namespace pc::relay::log {

class ArchiveSweep
{
public:
    /// Looked at in one step, and taken at most: 16 MiB.
    static constexpr int kArchivesAtOnce = 200;
    static constexpr int kSegmentsAtOnce = 64;

    struct Step
    {
        int segments = 0; ///< That were taken.
        bool more = false; ///< The pass is not at its end.
    };

    /// Both must outlive this.
    ArchiveSweep(sql::Database &database, Holds &holds);

    /// The next step, with a line in the audit log for each school whose people's archives lost what was too old.
    Result<Step> sweep(UtcTime now);

    /// The pass begins anew.
    void forget();

private:
    struct Found
    {
        UserId person;
        SchoolId school;
        int keptDays = 0;
        accounts::Generation generation;
    };

    struct Cut
    {
        int segments = 0;
        qint64 bytes = 0;
        quint32 last = 0;
    };

    Result<std::vector<Found>> look();
    Result<int> take(const Found &found, UtcTime now, int most);
    Result<Cut> tooOld(const Found &found, UtcTime before, int most);

    sql::Database &m_database;
    Holds &m_holds;
    UserId m_person; ///< Up to where this pass has come.
    quint32 m_generation = 0;
    sql::Statement m_look;
    sql::Statement m_segments;
    sql::Statement m_delete;
    sql::Statement m_forget;
};

} // namespace pc::relay::log
