// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that the openssl command makes anew for each test run, and peers that speak TLS.

#pragma once

#include "core/relay/front/tlscontext.h"
#include "tests/unit/relay/front/frontfixture.h"

#include <QDir>
#include <QSslSocket>

#include <memory>

namespace pc::relay::front::test {

/// `folder`/`name`.pem and `name`.key, signed by itself, for 127.0.0.1. `algorithm` as openssl's -newkey knows it. Empty when the
/// command is missing or failed.
TlsFiles makeCertificate(const QDir &folder, const QString &name, const QStringList &algorithm = {});

/// Shakes hands as far as the front lets it; null when that fails within five seconds.
/// The client takes any certificate; what it is stands in peerCertificate().
std::unique_ptr<QSslSocket> tlsSocket(quint16 port, const QList<QByteArray> &protocols = {});

} // namespace pc::relay::front::test
