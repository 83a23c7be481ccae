// SPDX-License-Identifier: GPL-3.0-or-later
// A self-signed certificate for 127.0.0.1, made anew by the openssl command for each test run: nothing that expires or
// could be taken for a real key lies in the tree.

#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <optional>

namespace pc::test {

inline std::optional<QSslConfiguration> makeSelfSigned(const QDir &folder)
{
    QProcess openssl;
    openssl.setWorkingDirectory(folder.path());
    openssl.start(QStringLiteral("openssl"),
        { QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
            QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
            QStringLiteral("-keyout"), QStringLiteral("key.pem"), QStringLiteral("-out"),
            QStringLiteral("certificate.pem"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
            QStringLiteral("/CN=127.0.0.1"), QStringLiteral("-addext"),
            QStringLiteral("subjectAltName=IP:127.0.0.1") });
    if (!openssl.waitForFinished(20'000) || openssl.exitCode() != 0)
        return std::nullopt;
    QFile keyFile(folder.filePath(QStringLiteral("key.pem")));
    QFile certificateFile(folder.filePath(QStringLiteral("certificate.pem")));
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly))
        return std::nullopt;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setLocalCertificate(QSslCertificate(&certificateFile));
    return configuration;
}

} // namespace pc::test
