// SPDX-License-Identifier: GPL-3.0-or-later
// Conversion: a plain database becomes a sealed one under the same name. At each moment, also when the power goes, one of
// the two is there whole:
//
//   begin     the plain file is opened, found sound, and its log moved into it
//   copy      every row goes into <path>-sealing, whose tables are made by our own migrations; synced
//   verify    that file is opened anew and compared with the plain one, row by row
//   replace   it takes the name; the plain one is now <path>-plain
//   erase     the plain one's bytes are overwritten, cut off, and the name removed
//
// Up to replace the plain file stands, and the next start begins again; after it the sealed one does, and the next start
// goes on erasing. Overwriting is as good as the disk lets it be: a journal, a snapshot or the spare blocks of flash may
// keep what was there before.
//
// Nobody else may have the files open. Thread: one.

#pragma once

#include "core/sql/database.h"
#include "core/sql/migrator.h"

class QFile;

namespace pc::sql {

class Conversion
{
public:
    /// Errors: NewerVersion (than these migrations; nothing is touched), Corrupt, Locked, DiskFull, Disk.
    static Result<std::unique_ptr<Conversion>> begin(
        const QString &path, const Sealing &sealing, std::vector<Migration> migrations);

    ~Conversion();

    // In this order. Errors: Corrupt, DiskFull, Disk; the plain file is as it was.
    Result<void> copy();
    Result<void> verify();
    Result<void> replace();

    /// What is left of it when this fails, eraseLeftovers() erases.
    void erase();

    /// All of it.
    static Result<void> run(const QString &path, const Sealing &sealing, std::vector<Migration> migrations);

    /// After the sealed file was opened: a plain one that an earlier run could not erase.
    static void eraseLeftovers(const QString &path);

private:
    Conversion(QString path, const Sealing &sealing, std::vector<Migration> migrations);

    QString beside(QLatin1StringView end) const { return m_path + end; }
    Result<std::unique_ptr<Database>> openBoth(OpenMode mode);
    void removeCopy();

    QString m_path;
    Sealing m_sealing;
    std::vector<Migration> m_migrations;
    std::unique_ptr<Database> m_plain;
    std::unique_ptr<QFile> m_old; ///< The plain file, whatever its name.
};

} // namespace pc::sql
