// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/conversion.h"

#include "core/base/diskspace.h"
#include "core/base/durable.h"
#include "core/base/log.h"
#include "core/sql/fileuri.h"
#include "core/sql/sealedvfs.h"
#include "core/sql/statement.h"
#include "core/sql/tablecopy.h"
#include "core/sql/transaction.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace pc::sql {

namespace {

constexpr QLatin1StringView kSealing("-sealing");
constexpr QLatin1StringView kPlain("-plain");

std::filesystem::path native(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

Result<int> versionOf(Database &database)
{
    Statement statement(database, "PRAGMA user_version");
    auto rows = statement.query();
    if (!rows)
        return rows.error();
    return rows->next() ? Result<int>(rows->number(0)) : Result<int>(Errc::Corrupt);
}

/// Best effort, and said so in the header.
void overwrite(QFile &file)
{
    constexpr qint64 kBlock = 64 * 1024;
    const QByteArray zeros(kBlock, '\0');
    const qint64 size = file.size();
    bool written = file.seek(0);
    for (qint64 at = 0; written && at < size; at += kBlock)
        written = file.write(zeros.constData(), std::min(kBlock, size - at)) > 0;
    syncFile(file);
    file.resize(0);
    syncFile(file);
}

} // namespace

Conversion::Conversion(QString path, const Sealing &sealing, std::vector<Migration> migrations)
    : m_path(std::move(path))
    , m_sealing(sealing)
    , m_migrations(std::move(migrations))
{
}

Conversion::~Conversion() = default;

Result<std::unique_ptr<Conversion>> Conversion::begin(
    const QString &path, const Sealing &sealing, std::vector<Migration> migrations)
{
    auto conversion = std::unique_ptr<Conversion>(new Conversion(path, sealing, std::move(migrations)));
    auto plain = Database::open(path, OpenMode::ReadWrite);
    if (!plain)
        return plain.error();
    const auto version = versionOf(**plain);
    if (!version)
        return version.error();
    if (*version > int(conversion->m_migrations.size()))
        return { Errc::NewerVersion, QStringLiteral("schema %1 of a newer program").arg(*version) };
    if (auto sound = (*plain)->checkIntegrity(); !sound)
        return sound.error();
    if (auto moved = (*plain)->checkpoint(); !moved)
        return moved.error();
    conversion->m_migrations.resize(size_t(*version));
    conversion->m_plain = *std::move(plain);
    conversion->removeCopy();
    return conversion;
}

void Conversion::removeCopy()
{
    for (const char *end : { "-new", "-wal", "-shm", ".lock", "" })
        QFile::remove(beside(kSealing) + QLatin1StringView(end));
    QFile::remove(beside(kPlain)); // a second name of a file that still has its first
}

/// The copy, with the plain file beside it as "plain".
Result<std::unique_ptr<Database>> Conversion::openBoth(OpenMode mode)
{
    auto database = Database::open(beside(kSealing), mode, m_sealing);
    if (!database)
        return database;
    Statement attach(**database, "ATTACH ? AS plain");
    const QString uri = QStringLiteral("%1?mode=ro&vfs=%2")
                            .arg(fileUri(QFileInfo(m_path).absoluteFilePath()), QString::fromUtf8(defaultVfs().zName));
    if (auto attached = attach.run(uri); !attached)
        return attached.error();
    return database;
}

Result<void> Conversion::copy()
{
    auto database = openBoth(OpenMode::ReadWrite);
    if (!database)
        return database.error();
    // Rows come table by table, and what they refer to may come later.
    if (auto set = (*database)->execute("PRAGMA foreign_keys=OFF"); !set)
        return set;
    if (auto made = migrate(**database, m_migrations); !made)
        return made.error();
    auto transaction = Transaction::begin(**database);
    if (!transaction)
        return transaction.error();
    if (auto copied = copyTables(**database); !copied)
        return copied;
    if (auto committed = transaction->commit(); !committed)
        return committed;
    return (*database)->checkpoint();
}

Result<void> Conversion::verify()
{
    auto database = openBoth(OpenMode::ReadOnly);
    if (!database)
        return database.error();
    if (auto sound = (*database)->checkIntegrity(); !sound)
        return sound;
    return compareTables(**database);
}

Result<void> Conversion::replace()
{
    m_plain.reset(); // with it go its log and index
    if (QFileInfo(m_path + QLatin1StringView("-wal")).size() > 0)
        return { Errc::Locked, QStringLiteral("somebody else has the plain store open") };
    m_old = std::make_unique<QFile>(m_path);
    if (!m_old->open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return { diskErrc(m_path), QStringLiteral("the plain store cannot be opened for erasing") };
    std::error_code failure;
    // A name for what is left to be erased, should the power go. Where a disk knows no second names, the open file does.
    std::filesystem::create_hard_link(native(m_path), native(beside(kPlain)), failure);
    const QString folder = QFileInfo(m_path).absolutePath();
    syncFolder(folder);
    std::filesystem::rename(native(beside(kSealing)), native(m_path), failure);
    if (failure)
        return { diskErrc(m_path), QStringLiteral("the sealed store cannot take its name") };
    syncFolder(folder);
    QFile::remove(beside(kSealing) + QLatin1StringView(".lock"));
    return {};
}

void Conversion::erase()
{
    if (m_old)
        overwrite(*m_old);
    m_old.reset();
    QFile::remove(beside(kPlain));
    syncFolder(QFileInfo(m_path).absolutePath());
}

Result<void> Conversion::run(const QString &path, const Sealing &sealing, std::vector<Migration> migrations)
{
    auto conversion = begin(path, sealing, std::move(migrations));
    if (!conversion)
        return conversion.error();
    for (const auto step : { &Conversion::copy, &Conversion::verify, &Conversion::replace }) {
        if (auto done = ((**conversion).*step)(); !done) {
            (*conversion)->removeCopy(); // what it takes up may be just what is missing
            return done;
        }
    }
    (*conversion)->erase();
    qCInfo(lcSql) << "a plain store was sealed";
    return {};
}

void Conversion::eraseLeftovers(const QString &path)
{
    QFile old(path + kPlain);
    if (!old.exists())
        return;
    if (old.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)) {
        overwrite(old);
        old.close();
    }
    old.remove();
    syncFolder(QFileInfo(path).absolutePath());
}

} // namespace pc::sql
