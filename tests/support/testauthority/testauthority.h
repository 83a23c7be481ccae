// SPDX-License-Identifier: GPL-3.0-or-later
// TestAuthority: a root certificate and what it signs, made anew by the openssl command for each run: nothing that expires or
// could be taken for a real key lies in the tree.

#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>

#include <optional>

namespace pc::test {

class TestAuthority
{
public:
    /// Check isMade(): the command may be missing.
    explicit TestAuthority(const QString &name = QStringLiteral("Test School"))
    {
        m_isMade = openssl({ QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-keyout"),
            QStringLiteral("root.key"), QStringLiteral("-out"), QStringLiteral("root.pem"), QStringLiteral("-days"),
            QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/O=%1/CN=%1").arg(name) });
    }

    bool isMade() const { return m_isMade; }
    QByteArray root() const { return bytesOf(QStringLiteral("root.pem")); }
    QByteArray rootKey() const { return bytesOf(QStringLiteral("root.key")); }
    QString path(const QString &file) const { return m_folder.filePath(file); }

    /// For a server of that name ("DNS:relay.school.example", "IP:127.0.0.1"): `file`.pem and `file`.key. With `days` below
    /// zero its time is over.
    std::optional<QSslConfiguration> issue(const QString &file, const QString &alternative, int days = 1) const
    {
        const bool isMade = openssl({ QStringLiteral("req"), QStringLiteral("-keyout"), file + QStringLiteral(".key"),
                                QStringLiteral("-out"), file + QStringLiteral(".csr"), QStringLiteral("-subj"),
                                QStringLiteral("/CN=relay"), QStringLiteral("-addext"),
                                QStringLiteral("subjectAltName=") + alternative })
            && run({ QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"),
                file + QStringLiteral(".csr"), QStringLiteral("-CA"), QStringLiteral("root.pem"),
                QStringLiteral("-CAkey"), QStringLiteral("root.key"), QStringLiteral("-CAcreateserial"),
                QStringLiteral("-days"), QString::number(days), QStringLiteral("-copy_extensions"),
                QStringLiteral("copy"), QStringLiteral("-out"), file + QStringLiteral(".pem") });
        return isMade ? std::optional(configuration(file)) : std::nullopt;
    }

    /// The same, signed by itself.
    std::optional<QSslConfiguration> issueSelfSigned(const QString &file, const QString &alternative) const
    {
        const bool isMade = openssl({ QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-keyout"),
            file + QStringLiteral(".key"), QStringLiteral("-out"), file + QStringLiteral(".pem"),
            QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=relay"),
            QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + alternative });
        return isMade ? std::optional(configuration(file)) : std::nullopt;
    }

    QByteArray bytesOf(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    /// With a fresh key.
    bool openssl(const QStringList &words) const
    {
        return run(words
            + QStringList { QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes") });
    }

    bool run(const QStringList &words) const
    {
        QProcess openssl;
        openssl.setWorkingDirectory(m_folder.path());
        openssl.start(QStringLiteral("openssl"), words);
        return openssl.waitForFinished(20'000) && openssl.exitCode() == 0;
    }

    QSslConfiguration configuration(const QString &file) const
    {
        QSslConfiguration made = QSslConfiguration::defaultConfiguration();
        made.setPrivateKey(QSslKey(bytesOf(file + QStringLiteral(".key")), QSsl::Ec));
        made.setLocalCertificate(QSslCertificate(bytesOf(file + QStringLiteral(".pem"))));
        return made;
    }

    QTemporaryDir m_folder;
    bool m_isMade = false;
};

} // namespace pc::test
