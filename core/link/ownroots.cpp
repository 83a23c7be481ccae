// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/ownroots.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCertificate>

#include <algorithm>

namespace pc::link {

namespace {

constexpr QByteArrayView kBegin("-----BEGIN CERTIFICATE-----");
constexpr qsizetype kLongestName = 200;

QString nameOf(const QSslCertificate &certificate)
{
    for (const auto what : { QSslCertificate::CommonName, QSslCertificate::Organization }) {
        const QStringList names = certificate.subjectInfo(what);
        if (!names.isEmpty() && !names.first().isEmpty())
            return names.first().left(kLongestName);
    }
    return {};
}

UtcTime endOf(const QSslCertificate &certificate)
{
    return utcFromMilliseconds(certificate.expiryDate().toMSecsSinceEpoch());
}

bool isValidAt(const QSslCertificate &certificate, UtcTime now)
{
    const UtcTime from = utcFromMilliseconds(certificate.effectiveDate().toMSecsSinceEpoch());
    return from <= now && now < endOf(certificate);
}

/// Empty unless every one that the text announces can be read.
QList<QSslCertificate> certificatesIn(const QByteArray &bytes)
{
    const qsizetype announced = bytes.count(kBegin);
    if (announced > kMostRoots)
        return {};
    const auto found = QSslCertificate::fromData(bytes, announced > 0 ? QSsl::Pem : QSsl::Der);
    const bool isWhole = found.size() == std::max<qsizetype>(announced, 1)
        && std::none_of(found.begin(), found.end(), [](const QSslCertificate &one) { return one.isNull(); });
    return isWhole ? found : QList<QSslCertificate>();
}

OwnRoots describe(const QList<QSslCertificate> &certificates)
{
    const QSslCertificate &first = certificates.first();
    OwnRoots roots { {}, nameOf(first), endOf(first), first.digest(QCryptographicHash::Sha256).toHex() };
    for (const QSslCertificate &certificate : certificates) {
        roots.pem += certificate.toPem();
        roots.validUntil = std::min(roots.validUntil, endOf(certificate));
    }
    return roots;
}

} // namespace

Result<OwnRoots> parseOwnRoots(QByteArrayView bytes, UtcTime now)
{
    if (bytes.size() > kLargestRootsBytes)
        return Error { Errc::TooLarge, QStringLiteral("a certificate of %1 bytes").arg(bytes.size()) };
    const QByteArray whole = bytes.toByteArray();
    if (whole.contains("PRIVATE KEY"))
        return Error { Errc::Forbidden, QStringLiteral("there is a private key in the file") };
    const auto certificates = certificatesIn(whole);
    if (certificates.isEmpty())
        return Error { Errc::Invalid, QStringLiteral("no certificate, or a damaged one") };
    const bool isValid = std::all_of(certificates.begin(), certificates.end(),
        [now](const QSslCertificate &certificate) { return isValidAt(certificate, now); });
    if (!isValid)
        return Error { Errc::Expired, QStringLiteral("a certificate that is not valid now") };
    return describe(certificates);
}

std::optional<OwnRoots> describeRoots(const QByteArray &pem)
{
    const auto certificates = certificatesIn(pem);
    return certificates.isEmpty() ? std::nullopt : std::optional(describe(certificates));
}

} // namespace pc::link
