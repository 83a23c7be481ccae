// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the room of deleted rows: pages that hold nothing go back to the disk some at a time, the log is emptied
// once what was deleted need not lie in it any more, and a whole file can be written anew.
//
// secure_delete overwrites what is deleted where it lies; copies that SQLite left behind when it moved a row to another page
// go only when the file is written anew.
//
// Thread: the connection's, which must be the one that writes.

#pragma once

#include "core/base/result.h"

#include <QtGlobal>

namespace pc::sql {

class Database;

struct FileSpace
{
    qint64 pages = 0; ///< All of the file's.
    qint64 free = 0; ///< Of them, those that hold nothing.

    /// So many that it pays to give some back; less is soon used again.
    bool isWasteful() const { return free > kSlackPages && free > pages / 8; }

    static constexpr qint64 kSlackPages = 256;
};

Result<FileSpace> fileSpace(Database &database);

/// Gives back at most 256 pages, in the transaction that runs. Nothing happens in a sealed file, nor in a plain one that was made
/// before files could shrink, until it is rebuilt.
Result<void> giveBack(Database &database);

/// Moves the log into the file and empties it, unless somebody reads just now: then false, and nobody is waited for. Not
/// within a transaction.
Result<bool> emptyLog(Database &database);

enum class Shrinking : quint8 {
    WhenRebuilt,
    LittleByLittle, ///< giveBack() works from then on: plain files alone.
};

/// Writes the whole file anew, without what is free in it; needs that much room again for a while, and keeps everything
/// else on this connection waiting. Not within a transaction.
Result<void> rebuild(Database &database, Shrinking shrinking);

} // namespace pc::sql
