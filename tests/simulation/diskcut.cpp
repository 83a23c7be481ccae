// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/diskcut.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

namespace pc::sim {

namespace {

sqlite3 *engineOf(const QString &connection)
{
    const QVariant handle = QSqlDatabase::database(connection, false).driver()->handle();
    return *static_cast<sqlite3 *const *>(handle.constData());
}

} // namespace

void copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDir().mkpath(to);
    for (const QString &name : QDir(from).entryList(QDir::Files)) {
        if (name.endsWith(QStringLiteral(".lock")) || name.endsWith(QStringLiteral("-shm")))
            continue;
        if (!QFile::copy(from + u'/' + name, to + u'/' + name))
            qFatal("no copy of %s", qPrintable(name));
    }
}

QByteArray pagesOf(const QString &connection)
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> image(
        sqlite3_serialize(engineOf(connection), "main", &size, 0), sqlite3_free);
    if (!image)
        qFatal("no pages of %s", qPrintable(connection));
    return { reinterpret_cast<const char *>(image.get()), qsizetype(size) };
}

DiskCut::DiskCut(const QString &connection, const QString &folder, const QString &image, int commit, CutAt at,
    std::function<void()> isCut)
    : m_folder(folder)
    , m_image(image)
    , m_at(at)
    , m_isCut(std::move(isCut))
    , m_left(commit)
{
    sqlite3 *engine = engineOf(connection);
    if (at == CutAt::BeforeCommit)
        sqlite3_commit_hook(engine, beforeCommit, this);
    else
        sqlite3_wal_hook(engine, afterCommit, this);
}

int DiskCut::beforeCommit(void *self)
{
    static_cast<DiskCut *>(self)->cut();
    return 0;
}

int DiskCut::afterCommit(void *self, sqlite3 *, const char *, int)
{
    static_cast<DiskCut *>(self)->cut();
    return SQLITE_OK;
}

void DiskCut::cut()
{
    if (m_left == 0 || --m_left > 0)
        return;
    copyFolder(m_folder, m_image);
    m_isCut();
}

} // namespace pc::sim
