// SPDX-License-Identifier: GPL-3.0-or-later
// ErasureList: the file beside the database that says who was erased: one id a line, only ever added to. A backup that is put
// back knows nothing of an erasure after it; this file does, since it is not part of the database.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QString>

#include <vector>

namespace pc::relay::log {

class ErasureList
{
public:
    explicit ErasureList(QString path)
        : m_path(std::move(path))
    {
    }

    /// That of the database at this path.
    static ErasureList beside(const QString &database);

    /// Nothing while there is no file. A last line that a power cut left unfinished is none. Errors: Corrupt, Disk.
    Result<std::vector<UserId>> read() const;

    /// Durable when this succeeds; once for each id. Errors as above.
    Result<void> add(UserId person) const;

private:
    QString m_path;
};

} // namespace pc::relay::log
