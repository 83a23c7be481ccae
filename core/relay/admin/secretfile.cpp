// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/secretfile.h"

#include <QFile>
#include <QFileInfo>

#include <optional>
#include <utility>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kKeyBytes = 32;
constexpr QFileDevice::Permissions kOfOthers
    = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

Error about(Errc code, const QString &path, const QString &what)
{
    return { code, u"the secret file %1 %2"_s.arg(path, what) };
}

std::optional<quint8> digit(quint8 c)
{
    if (c >= '0' && c <= '9')
        return quint8(c - '0');
    if (c >= 'a' && c <= 'f')
        return quint8(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return quint8(c - 'A' + 10);
    return std::nullopt;
}

} // namespace

QString secretPath(const QString &path, const QString &credential, const QString &credentials)
{
    if (!path.isEmpty() || credentials.isEmpty())
        return path;
    const QString given = credentials + u'/' + credential;
    return QFileInfo::exists(given) ? given : QString();
}

Result<crypto::SecretBytes> readSecret(const QString &path, const QString &credentials)
{
    const QFileInfo info(path);
    if (!info.exists())
        return about(Errc::NotFound, path, u"is not there"_s);
    if (!info.isFile())
        return about(Errc::Invalid, path, u"is no plain file"_s);
    const bool isHandedOver = !credentials.isEmpty() && path.startsWith(credentials + u'/');
    if (!isHandedOver && (info.permissions() & kOfOthers))
        return about(Errc::Forbidden, path, u"is open to others than its owner: chmod 600 it"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return about(Errc::NotFound, path, u"cannot be read: "_s + file.errorString());
    if (file.size() > kLongestSecret)
        return about(Errc::Invalid, path, u"is too long for a secret"_s);
    crypto::SecretBytes whole(file.size());
    const auto bytes = whole.mutableView();
    if (file.read(reinterpret_cast<char *>(bytes.data()), qint64(bytes.size())) != qint64(bytes.size()))
        return about(Errc::NotFound, path, u"cannot be read"_s);
    size_t end = bytes.size();
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r'))
        --end;
    if (end == 0)
        return about(Errc::Invalid, path, u"is empty"_s);
    return crypto::SecretBytes::copyOf(std::as_const(whole).view().first(end));
}

Result<crypto::SecretBytes> readKey(const QString &path, const QString &credentials)
{
    const auto text = readSecret(path, credentials);
    if (!text)
        return text.error();
    const auto digits = text->view();
    crypto::SecretBytes key(kKeyBytes);
    bool isKey = digits.size() == 2 * size_t(kKeyBytes);
    for (size_t i = 0; isKey && i < size_t(kKeyBytes); ++i) {
        const auto high = digit(digits[2 * i]);
        const auto low = digit(digits[2 * i + 1]);
        isKey = high && low;
        key.mutableView()[i] = quint8(high.value_or(0) << 4 | low.value_or(0));
    }
    if (!isKey)
        return about(Errc::Invalid, path, u"is no key: 64 hex digits are expected"_s);
    return key;
}

Result<void> makeKey(const QString &path)
{
    if (QFileInfo::exists(path))
        return about(Errc::Conflict, path, u"is there already, and was left as it is"_s);
    const auto key = crypto::SecretBytes::random(kKeyBytes);
    QByteArray text = key.toByteArrayView().toByteArray().toHex();
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(text + '\n') == text.size() + 1 && file.flush();
    crypto::wipe(text);
    return isWritten ? Result<void>()
                     : Result<void>(about(Errc::Disk, path, u"cannot be written: "_s + file.errorString()));
}

} // namespace pc::relay::admin
