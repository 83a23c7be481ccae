// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/front/tlspeer.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QTest>

namespace pc::relay::front::test {

TlsFiles makeCertificate(const QDir &folder, const QString &name, const QStringList &algorithm)
{
    const TlsFiles files { folder.filePath(name + QStringLiteral(".pem")),
        folder.filePath(name + QStringLiteral(".key")) };
    const QStringList curve { QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
        QStringLiteral("ec_paramgen_curve:prime256v1") };
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        QStringList { QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey") }
            + (algorithm.isEmpty() ? curve : algorithm)
            + QStringList { QStringLiteral("-nodes"), QStringLiteral("-keyout"), files.key, QStringLiteral("-out"),
                files.certificate, QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                QStringLiteral("/CN=") + name, QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=IP:127.0.0.1") });
    const bool isMade = openssl.waitForFinished(20'000) && openssl.exitCode() == 0;
    return isMade ? files : TlsFiles {};
}

std::unique_ptr<QSslSocket> tlsSocket(quint16 port, const QList<QByteArray> &protocols)
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    configuration.setAllowedNextProtocols(protocols);
    socket->setSslConfiguration(configuration);
    QObject::connect(socket.get(), &QSslSocket::sslErrors, socket.get(),
        [raw = socket.get()](const QList<QSslError> &) { raw->ignoreSslErrors(); });
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    const auto isDecided
        = [&socket] { return socket->isEncrypted() || socket->state() == QAbstractSocket::UnconnectedState; };
    const bool isEncrypted = QTest::qWaitFor(isDecided, 5'000) && socket->isEncrypted();
    return isEncrypted ? std::move(socket) : nullptr;
}

} // namespace pc::relay::front::test
