// SPDX-License-Identifier: GPL-3.0-or-later
// CrashImages: the files as they may lie on the disk when the power goes after a certain operation. What was synced is
// there. Of the rest a disk may have anything: each sector of 512 bytes as it was at any moment since the last sync, the
// size of a file likewise, a new file not at all, and a removed one still.
//
// A whole sector is never torn: that is the one promise SQLite asks of a disk (powersafe overwrite).

#pragma once

#include "tests/support/crashvfs/disklog.h"

#include <map>
#include <random>

namespace pc::test {

enum class CrashShape : quint8 {
    Dropped, ///< Nothing that was not synced.
    Kept, ///< All of it: the program died and not the system.
    Torn, ///< In order up to some operation, of which a part is there.
    Reordered, ///< Each sector for itself.
};
inline constexpr int kCrashShapes = 4;

class CrashImages
{
public:
    using Image = std::map<QString, QByteArray>; ///< Content by path; a file that is not there is not in it.

    /// `log` is finished and outlives this.
    explicit CrashImages(const DiskLog &log);

    /// Moves on to the moment after as many operations; never back.
    void advanceTo(size_t position);

    Image make(CrashShape shape, std::mt19937_64 &random) const;

private:
    struct State
    {
        QByteArray safe;
        std::vector<const DiskOp *> pending; ///< Since the last sync.
        bool isSafe = true; ///< That there is such a file.
        bool isRemoved = false;
    };

    void apply(const DiskOp &op);
    QByteArray contentOf(const State &state, CrashShape shape, std::mt19937_64 &random) const;

    const DiskLog &m_log;
    std::vector<State> m_states;
    std::map<QString, std::vector<size_t>> m_byPath; ///< Those that may be there, the newest last.
    size_t m_position = 0;
};

} // namespace pc::test
