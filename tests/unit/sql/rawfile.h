// SPDX-License-Identifier: GPL-3.0-or-later
// RawFile: a file as SQLite opens one through a VFS, for tests that want to say themselves what SQLite says to it.

#pragma once

#include "core/sql/sealedvfs.h"

#include <QByteArray>
#include <QFile>

#include <array>
#include <vector>

namespace pc::test {

using Bytes = std::vector<quint8>;

class RawFile
{
public:
    /// `kind` is SQLITE_OPEN_MAIN_DB or another of them; `parameters` are names and values in turn.
    RawFile(const sql::Vfs &vfs, const QString &path, int kind, const std::vector<QByteArray> &parameters)
    {
        const QByteArray base = QFile::encodeName(path);
        std::vector<const char *> pointers;
        for (const QByteArray &parameter : parameters)
            pointers.push_back(parameter.constData());
        const QByteArray journal = base + "-journal";
        const QByteArray log = base + "-wal";
        m_name = sqlite3_create_filename(
            base.constData(), journal.constData(), log.constData(), int(pointers.size() / 2), pointers.data());
        const char *name = kind == SQLITE_OPEN_WAL ? sqlite3_filename_wal(m_name)
            : kind == SQLITE_OPEN_MAIN_JOURNAL     ? sqlite3_filename_journal(m_name)
                                                   : m_name;
        sqlite3_vfs *raw = sqlite3_vfs_find(vfs.name().toByteArray().constData());
        code = raw ? sql::openBelow(*raw, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | kind, nullptr, m_file)
                   : SQLITE_ERROR;
    }

    ~RawFile()
    {
        m_file.reset();
        sqlite3_free_filename(const_cast<char *>(m_name));
    }

    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;

    int write(const Bytes &bytes, qint64 offset)
    {
        return m_file->pMethods->xWrite(m_file.get(), bytes.data(), int(bytes.size()), offset);
    }

    int read(Bytes &out, qint64 offset)
    {
        return m_file->pMethods->xRead(m_file.get(), out.data(), int(out.size()), offset);
    }

    /// What was read, or nothing.
    Bytes bytes(int amount, qint64 offset)
    {
        Bytes out(size_t(amount), 0xaa);
        return read(out, offset) == SQLITE_OK ? out : Bytes();
    }

    int truncate(qint64 size) { return m_file->pMethods->xTruncate(m_file.get(), size); }
    int control(int operation, void *argument)
    {
        return m_file->pMethods->xFileControl(m_file.get(), operation, argument);
    }
    int characteristics() { return m_file->pMethods->xDeviceCharacteristics(m_file.get()); }
    int version() const { return m_file->pMethods->iVersion; }

    int code = SQLITE_ERROR; ///< What opening said.

private:
    const char *m_name = nullptr;
    sql::FileBelow m_file;
};

} // namespace pc::test
