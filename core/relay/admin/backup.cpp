// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/backup.h"

#include "core/base/durable.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/admin/backupfile.h"
#include "core/relay/admin/workfolder.h"
#include "core/relay/log/erasurelist.h"
#include "core/relay/store.h"
#include "core/sql/database.h"
#include "core/sql/survey.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLengthBytes = 4;
constexpr quint32 kLongestContents = 60 * 1024;

QString databaseIn(const QString &folder)
{
    return folder + u"/relay.db"_s;
}

struct Surveyed
{
    BackupSummary summary;
    QJsonObject rows; ///< Of each table.
};

/// What the copy holds: written into the backup, and compared when it is put back.
Result<Surveyed> survey(const QString &path)
{
    auto database = sql::Database::open(path, sql::OpenMode::Beside);
    if (!database)
        return database.error();
    if (auto sound = sql::checkEverything(**database); !sound)
        return sound.error();
    const auto tables = sql::surveyTables(**database);
    if (!tables)
        return tables.error();
    const auto verdict = accounts::AuditLog(**database).verify();
    if (!verdict)
        return verdict.error();
    if (!verdict->isGood())
        return { Errc::Corrupt, u"the audit log does not hold together"_s };
    Surveyed found;
    found.summary.auditNumber = verdict->head.number;
    found.summary.auditHead = verdict->head.hash;
    for (const sql::TableSize &table : *tables) {
        found.rows.insert(table.name, table.rows);
        found.summary.rows += table.rows;
    }
    return found;
}

QByteArray contentsOf(const Surveyed &found)
{
    return QJsonDocument(QJsonObject { { u"rows"_s, found.rows },
                             { u"auditHead"_s, QString::fromLatin1(found.summary.auditHead.toHex()) } })
        .toJson(QJsonDocument::Compact);
}

/// A copy of the database with its list of contents before it, as one device to be read.
class Contents final : public QIODevice
{
public:
    Contents(QByteArray head, const QString &path)
        : m_head(std::move(head))
        , m_file(path)
    {
        setOpenMode(m_file.open(QIODevice::ReadOnly) ? QIODevice::ReadOnly : QIODevice::NotOpen);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_head.isEmpty())
            return m_file.read(data, most);
        const qint64 count = std::min<qint64>(most, m_head.size());
        std::copy_n(m_head.constData(), count, data);
        m_head.remove(0, count);
        return count;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_head;
    QFile m_file;
};

/// Takes the plain bytes of a backup apart again.
class Unpacker
{
public:
    explicit Unpacker(const QString &path)
        : m_file(path)
    {
    }

    Result<void> take(QByteArrayView bytes)
    {
        if (!m_file.isOpen() && !(m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && makePrivate()))
            return { Errc::Disk, u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()) };
        if (m_hasContents)
            return put(bytes);
        m_head += bytes;
        if (m_head.size() < kLengthBytes)
            return {};
        const auto length = qFromBigEndian<quint32>(m_head.constData());
        if (length > kLongestContents)
            return { Errc::Corrupt, u"this backup has no list of contents"_s };
        const qsizetype end = kLengthBytes + qsizetype(length);
        if (m_head.size() < end)
            return {};
        m_hasContents = true;
        const QByteArray rest = m_head.sliced(end);
        m_head = m_head.sliced(kLengthBytes, qsizetype(length));
        return put(rest);
    }

    Result<void> finish()
    {
        if (!m_hasContents || !m_file.flush())
            return { Errc::Corrupt, u"this backup is empty, or the disk is full"_s };
        syncFile(m_file);
        m_file.close();
        return {};
    }

    const QByteArray &contents() const { return m_head; }

private:
    bool makePrivate() { return m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); }

    Result<void> put(QByteArrayView bytes)
    {
        if (m_file.write(bytes.data(), bytes.size()) == bytes.size())
            return {};
        return { Errc::Disk, u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()) };
    }

    QFile m_file;
    QByteArray m_head;
    bool m_hasContents = false;
};

/// Unpacks into the new file `path` and compares what it holds with what it is said to hold.
Result<BackupSummary> unpack(const QString &backup, const QString &path, const crypto::SecretBytes &key)
{
    QFile sealed(backup);
    if (!sealed.open(QIODevice::ReadOnly))
        return { Errc::NotFound, u"%1: %2"_s.arg(backup, sealed.errorString()) };
    Unpacker unpacker(path);
    if (auto opened = openBackup(sealed, key, [&unpacker](QByteArrayView bytes) { return unpacker.take(bytes); });
        !opened)
        return opened.error();
    if (auto done = unpacker.finish(); !done)
        return done.error();
    auto found = survey(path);
    if (!found)
        return found.error();
    if (contentsOf(*found) != unpacker.contents())
        return { Errc::Corrupt, u"this backup does not hold what it says"_s };
    found->summary.bytes = sealed.size();
    return found->summary;
}

} // namespace

Result<BackupSummary> createBackup(const QString &dataDirectory, const QString &backup, const crypto::SecretBytes &key)
{
    if (QFileInfo::exists(backup))
        return { Errc::Conflict, u"%1 is there already, and was left as it is"_s.arg(backup) };
    const WorkFolder beside(dataDirectory, u"backup"_s);
    if (!beside.isValid())
        return { QFileInfo::exists(dataDirectory) ? Errc::Disk : Errc::NotFound,
            u"there is no place for a copy in %1"_s.arg(dataDirectory) };
    const QString copy = databaseIn(beside.path());
    {
        auto database = sql::Database::open(databaseIn(dataDirectory), sql::OpenMode::Beside);
        if (!database)
            return { database.code(),
                u"the data in %1 cannot be read: %2"_s.arg(dataDirectory, database.error().detail) };
        if (auto copied = sql::copyInto(**database, copy); !copied)
            return copied.error();
    }
    auto found = survey(copy);
    if (!found)
        return found.error();
    const QByteArray contents = contentsOf(*found);
    std::array<char, kLengthBytes> length {};
    qToBigEndian(quint32(contents.size()), length.data());
    Contents plain(QByteArray(length.data(), kLengthBytes) + contents, copy);
    const QString part = backup + u".part"_s;
    QFile::remove(part); // of one that was cut off
    QFile sealed(part);
    if (!sealed.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return { Errc::Disk, u"%1: %2"_s.arg(part, sealed.errorString()) };
    sealed.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    auto done = sealBackup(plain, sealed, key);
    if (done && !sealed.flush())
        done = { Errc::Disk, u"%1: %2"_s.arg(part, sealed.errorString()) };
    syncFile(sealed);
    found->summary.bytes = sealed.size();
    sealed.close();
    if (done && !QFile::rename(part, backup))
        done = { Errc::Disk, u"%1 cannot be named %2"_s.arg(part, backup) };
    if (!done) {
        QFile::remove(part);
        return done.error();
    }
    syncFolder(QFileInfo(backup).absolutePath());
    return found->summary;
}

Result<BackupSummary> verifyBackup(const QString &backup, const crypto::SecretBytes &key)
{
    const WorkFolder beside(QFileInfo(backup).absolutePath(), u"verify"_s);
    if (!beside.isValid())
        return { Errc::Disk, u"there is no place beside %1 to put it back into"_s.arg(backup) };
    return unpack(backup, databaseIn(beside.path()), key);
}

Result<BackupSummary> restoreBackup(
    const QString &backup, const QString &dataDirectory, const crypto::SecretBytes &key, Clock &clock, Random &random)
{
    const QString path = databaseIn(dataDirectory);
    for (const QString &taken : { path, path + u"-wal"_s }) {
        if (QFileInfo::exists(taken))
            return { Errc::Conflict, u"%1 is there already, and was left as it is"_s.arg(taken) };
    }
    if (!QDir().mkpath(dataDirectory))
        return { Errc::Disk, u"%1 cannot be made"_s.arg(dataDirectory) };
    QFile::setPermissions(dataDirectory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const WorkFolder beside(dataDirectory, u"restore"_s);
    const QString made = databaseIn(beside.path());
    const auto summary = unpack(backup, made, key);
    if (!summary)
        return summary;
    // Before it has its name: a relay that starts in between must not take it for what it was.
    if (auto marked = Store::markRestored(made, clock, random); !marked)
        return marked.error();
    if (auto erased = Store::reapplyErasures(made, log::ErasureList::beside(path), clock); !erased)
        return erased.error();
    if (!QFile::rename(made, path))
        return { Errc::Disk, u"%1 cannot be given its name"_s.arg(path) };
    syncFolder(dataDirectory);
    return summary;
}

} // namespace pc::relay::admin
