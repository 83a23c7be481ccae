// SPDX-License-Identifier: GPL-3.0-or-later
// GatheringVfs: writes that follow each other in a file become one. SQLite writes a frame of its log in two pieces, and a
// commit of a busy relay is hundreds of frames: that many calls cost more than what they carry.
//
// Nothing is held back beyond the next sync, which is before a commit is answered and before other connections are told of
// it (the wal-index is written behind it): that rests on synchronous=FULL, which every writing Database sets. Whatever else is
// asked of a file writes first what waits for it. A write that fails is reported by the call that had to make it, at the latest
// by the sync, and what it carried is not written again.
//
// Thread: the connection's.

#pragma once

#include "core/base/result.h"
#include "core/sql/vfs.h"

#include <QString>

#include <memory>

namespace pc::sql {

class GatheringVfs final : public Vfs
{
public:
    /// Stands before the VFS that is the default now. Error: Internal, when SQLite does not take it.
    static Result<std::unique_ptr<GatheringVfs>> create();

    /// What a connection opens instead of `path`, which is absolute.
    QString uriOf(const QString &path) const;

private:
    GatheringVfs();

    int open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file) override;
};

} // namespace pc::sql
