// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/histories/disk.h"

#include "tests/simulation/diskcut.h"
#include "tests/simulation/must.h"
#include "tests/support/testkey/testkey.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <sqlite3.h>

namespace pc::histories {

using sim::must;

namespace {

void run(sqlite3 *engine, const QByteArray &sql)
{
    if (sqlite3_exec(engine, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", sql.constData(), sqlite3_errmsg(engine));
}

/// In memory where the system offers that: a disk's flushes are not the matter.
QString roomyFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
        + QStringLiteral("/parentconnect-histories-XXXXXX");
}

} // namespace

Disk::Disk(const QString &path)
{
    const QStringList others = QSqlDatabase::connectionNames();
    m_store = must(store::Store::open(path, test::testKey()));
    for (const QString &connection : QSqlDatabase::connectionNames()) {
        if (!others.contains(connection))
            m_connection = connection;
    }
    const QVariant handle = QSqlDatabase::database(m_connection, false).driver()->handle();
    m_engine = *static_cast<sqlite3 *const *>(handle.constData());
    run(m_engine, "PRAGMA synchronous=OFF");
    run(m_engine, "PRAGMA secure_delete=OFF");
    run(m_engine, "PRAGMA locking_mode=EXCLUSIVE"); // and no lock is taken for each statement
    sqlite3_commit_hook(m_engine, onCommit, this);
}

Disk::~Disk() = default;

void Disk::wipe()
{
    revive();
    run(m_engine, "BEGIN; PRAGMA defer_foreign_keys=ON");
    for (const QVariant &table : rows(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' AND (name "
                                                     "NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')")))
        run(m_engine, "DELETE FROM \"" + table.toList().front().toByteArray() + '"');
    run(m_engine, "COMMIT");
}

void Disk::dieAt(Death death, int commit, std::function<void()> dies)
{
    if (m_death || m_isDead)
        return; // one is on its way
    m_death = death;
    m_left = commit;
    m_dies = std::move(dies);
}

void Disk::revive()
{
    m_death.reset();
    m_isDead = false;
    m_dies = {};
    setFull(false);
}

void Disk::setFull(bool isFull)
{
    if (std::exchange(m_isFull, isFull) != isFull)
        run(m_engine, isFull ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF");
}

int Disk::onCommit(void *self)
{
    return static_cast<Disk *>(self)->mayCommit() ? 0 : 1;
}

bool Disk::mayCommit()
{
    if (m_isDead)
        return false;
    if (!m_death || --m_left > 0)
        return true;
    m_isDead = true;
    m_dies();
    return std::exchange(m_death, std::nullopt) == Death::AfterCommit;
}

QVariantList Disk::rows(const QString &sql) const
{
    QVariantList all;
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql))
        qFatal("%s", qPrintable(sql));
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        all.append(QVariant(row));
    }
    return all;
}

Disks::Disks(int devices)
    : m_folder(roomyFolder())
{
    for (int device = 0; device < devices; ++device)
        m_disks.push_back(std::make_unique<Disk>(m_folder.filePath(QStringLiteral("%1.db").arg(device))));
}

QString Disks::layRelay(const std::function<void(const QString &folder)> &prepare)
{
    const QString made = m_folder.filePath(QStringLiteral("school"));
    if (QDir().mkdir(made))
        prepare(made);
    const QString folder = m_folder.filePath(QStringLiteral("relay"));
    sim::copyFolder(made, folder);
    QDir(folder + QStringLiteral("-backup")).removeRecursively();
    return folder;
}

} // namespace pc::histories
