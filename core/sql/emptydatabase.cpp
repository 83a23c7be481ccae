// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/emptydatabase.h"

#include "core/base/diskspace.h"
#include "core/base/durable.h"
#include "core/sql/vfs.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <string_view>

namespace pc::sql {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPlainMagic = "SQLite format 3\0"sv;
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

constexpr quint8 kLogsAhead = 2;
constexpr quint8 kEmptyTableLeaf = 0x0d;

/// Through SQLite's own door, so that what stands before it sees this too.
int writeSynced(const QByteArray &name, PageView page)
{
    FileBelow file;
    if (const int code
        = openBelow(defaultVfs(), name.constData(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, nullptr, file))
        return code;
    if (const int code = file->pMethods->xWrite(file.get(), page.data(), kPageBytes, 0))
        return code;
    return file->pMethods->xSync(file.get(), SQLITE_SYNC_FULL);
}

} // namespace

Page emptyDatabase(int reserved)
{
    Page page {};
    std::copy(kPlainMagic.begin(), kPlainMagic.end(), page.begin());
    qToBigEndian(quint16(kPageBytes), page.data() + 16);
    page[18] = kLogsAhead;
    page[19] = kLogsAhead;
    page[20] = quint8(reserved);
    page[21] = 64; // these three are constants of the format
    page[22] = 32;
    page[23] = 32;
    qToBigEndian(quint32(1), page.data() + 28); // pages
    if (reserved == 0) {
        // auto_vacuum: pages can be given back, and are when somebody asks for it. Not in a sealed file, where SQLite would read
        // pages behind the end, which do not open.
        qToBigEndian(quint32(1), page.data() + 52);
        qToBigEndian(quint32(1), page.data() + 64);
    }
    page[kFileHeadBytes] = kEmptyTableLeaf;
    qToBigEndian(quint16(kPageBytes - reserved), page.data() + kFileHeadBytes + 5); // where cells begin
    return page;
}

bool isPlainDatabase(std::span<const quint8> begin)
{
    return begin.size() >= kPlainMagic.size() && std::equal(kPlainMagic.begin(), kPlainMagic.end(), begin.begin());
}

Result<void> createDatabaseFile(const QString &path, PageView firstPage)
{
    // Under another name until it is whole: a file that is found empty has lost its content.
    const QString beginning = path + QLatin1StringView("-new");
    QFile::remove(beginning);
    QFile file(beginning);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, kOwnerOnly))
        return { diskErrc(path), QStringLiteral("the database file could not be created") };
    file.close();
    const QByteArray name = QFile::encodeName(QFileInfo(beginning).absoluteFilePath());
    if (const int code = writeSynced(name, firstPage)) {
        QFile::remove(beginning);
        return { code == SQLITE_FULL ? Errc::DiskFull : diskErrc(path),
            QStringLiteral("the database file could not be begun (%1)").arg(code) };
    }
    if (QFileInfo::exists(path))
        return { Errc::Conflict, QStringLiteral("there is a database file") };
    if (!QFile::rename(beginning, path))
        return { diskErrc(path), QStringLiteral("the new database file could not be named") };
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

} // namespace pc::sql
