// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/erasurelist.h"

#include "core/base/durable.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace pc::relay::log {

namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Error diskError(const QFile &file)
{
    return { Errc::Disk, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()) };
}

} // namespace

ErasureList ErasureList::beside(const QString &database)
{
    return ErasureList(QFileInfo(database).absolutePath() + QStringLiteral("/erasures"));
}

Result<std::vector<UserId>> ErasureList::read() const
{
    std::vector<UserId> people;
    QFile file(m_path);
    if (!file.exists())
        return people;
    if (!file.open(QIODevice::ReadOnly))
        return diskError(file);
    const QByteArray bytes = file.readAll();
    qsizetype begin = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
        const auto id = idFromString<UserId>(QString::fromLatin1(bytes.sliced(begin, end - begin)));
        if (!id)
            return { Errc::Corrupt, QStringLiteral("%1 holds a line that is no id").arg(m_path) };
        people.push_back(*id);
        begin = end + 1;
    }
    return people;
}

Result<void> ErasureList::add(UserId person) const
{
    const auto known = read();
    if (!known)
        return known.error();
    if (std::ranges::find(*known, person) != known->end())
        return {};
    QFile file(m_path);
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::ReadWrite, kOwnerOnly))
        return diskError(file);
    const QByteArray line = person.raw().toString().toLatin1() + '\n';
    // Behind the last whole line.
    const qint64 whole = file.readAll().lastIndexOf('\n') + 1;
    if (!file.resize(whole) || !file.seek(whole) || file.write(line) != line.size() || !file.flush())
        return diskError(file);
    syncFile(file);
    if (isNew)
        syncFolder(QFileInfo(m_path).absolutePath());
    return {};
}

} // namespace pc::relay::log
