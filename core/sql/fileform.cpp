// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/fileform.h"

#include "core/sql/emptydatabase.h"

#include <QFile>

#include <algorithm>
#include <vector>

namespace pc::sql {

namespace {

/// As many pages of a file say whether its key is another one or its first page is damaged.
constexpr int kPagesAsked = 4;

Result<QByteArray> beginOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { Errc::Disk, QStringLiteral("the database file cannot be read") };
    QByteArray bytes = file.read(kPagesAsked * kPageBytes);
    if (file.error() != QFileDevice::NoError)
        return { Errc::Disk, QStringLiteral("the database file cannot be read") };
    return bytes;
}

std::span<const quint8> view(const QByteArray &bytes)
{
    return { reinterpret_cast<const quint8 *>(bytes.constData()), size_t(bytes.size()) };
}

FileForm formOfBytes(std::span<const quint8> bytes)
{
    if (bytes.empty())
        return FileForm::Empty;
    if (isPlainDatabase(bytes))
        return FileForm::Plain;
    if (bytes.size() < kPageBytes)
        return FileForm::Unknown;
    switch (formOf(bytes.first<kPageBytes>())) {
    case PageForm::Sealed:
        return FileForm::Sealed;
    case PageForm::SealedByNewer:
        return FileForm::SealedByNewer;
    case PageForm::Foreign:
        break;
    }
    return FileForm::Unknown;
}

bool knowsAny(std::span<const quint8> bytes, const PageCipher &cipher)
{
    for (size_t at = 0; at + kPageBytes <= bytes.size(); at += kPageBytes) {
        if (cipher.knows(bytes.subspan(at).first<kPageBytes>()))
            return true;
    }
    return false;
}

Error corrupt(const QString &detail)
{
    return { Errc::Corrupt, detail };
}

Error newer()
{
    return { Errc::NewerVersion, QStringLiteral("the store was sealed by a newer program") };
}

} // namespace

Result<FileForm> formOfFile(const QString &path)
{
    if (!QFile::exists(path))
        return FileForm::Absent;
    const auto bytes = beginOf(path);
    if (!bytes)
        return bytes.error();
    return formOfBytes(view(*bytes));
}

Result<void> expectPlain(const QString &path)
{
    const auto form = formOfFile(path);
    if (!form)
        return form.error();
    switch (*form) {
    case FileForm::Empty:
        return corrupt(QStringLiteral("the database file is empty"));
    case FileForm::Sealed:
        return Error { Errc::Sealed, QStringLiteral("the database file is sealed") };
    case FileForm::SealedByNewer:
        return newer();
    case FileForm::Absent:
    case FileForm::Unknown: // SQLite's to judge
    case FileForm::Plain:
        break;
    }
    return {};
}

Result<void> expectSealed(const QString &path, const StoreCipher &cipher)
{
    const auto bytes = beginOf(path);
    if (!bytes)
        return bytes.error();
    switch (formOfBytes(view(*bytes))) {
    case FileForm::Empty:
        return corrupt(QStringLiteral("the database file is empty"));
    case FileForm::Plain:
        return Error { Errc::NotSealed, QStringLiteral("the database file is not sealed") };
    case FileForm::SealedByNewer:
        return newer();
    case FileForm::Absent:
    case FileForm::Unknown:
        return corrupt(QStringLiteral("the file is no sealed database"));
    case FileForm::Sealed:
        break;
    }
    if (!knowsAny(view(*bytes), cipher.pages))
        return Error { Errc::KeyMismatch, QStringLiteral("the database file was sealed by another key") };
    return {};
}

} // namespace pc::sql
