// SPDX-License-Identifier: GPL-3.0-or-later
// Vfs: SQLite's door to the disk (sqlite3_vfs) as a class to derive from. It stands before another one, which does
// whatever it does not do itself; so they can be stacked. Answers are SQLite's codes.
//
// SQLite finds a VFS by its name, in a list that a whole process shares: there is no other way to hand one to a
// connection. That list is the one thing here that nobody owns, and only vfs.cpp touches it. Each Vfs is in it under a
// name of its own from enlist() on until it goes, and must outlive the connections that were opened with it.
//
// Threads: those of all connections that were opened with it.

#pragma once

#include "core/sql/vfsfile.h"

#include <QByteArray>

namespace pc::sql {

/// The VFS that a connection gets which asks for none.
sqlite3_vfs &defaultVfs();

class Vfs
{
public:
    enum class Role : quint8 {
        ByName, ///< For connections that name it.
        Default, ///< Also for those that name none; for tests.
    };

    virtual ~Vfs();
    Vfs(const Vfs &) = delete;
    Vfs &operator=(const Vfs &) = delete;

    QByteArrayView name() const { return m_name; }

    /// Whether that is this one.
    bool is(const sqlite3_vfs *other) const { return other == &m_vfs; }

protected:
    /// `prefix` begins its name.
    Vfs(QByteArrayView prefix, sqlite3_vfs &below);

    /// From now on SQLite can call it.
    int enlist(Role role);

    sqlite3_vfs &below() const { return m_below; }

    /// See sqlite3_vfs.xOpen; `name` is null for a temporary file.
    virtual int open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file) = 0;
    virtual int remove(const char *name, int syncFolder);

private:
    struct Handle;
    struct Calls;

    sqlite3_vfs &m_below;
    QByteArray m_name;
    sqlite3_vfs m_vfs {};
    bool m_isListed = false;
};

} // namespace pc::sql
