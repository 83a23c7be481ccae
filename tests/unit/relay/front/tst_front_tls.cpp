// SPDX-License-Identifier: GPL-3.0-or-later
// TLS of the front's own, spoken to by Qt's: what is carried, what is refused, and what a new certificate changes.

#include "tests/unit/relay/front/tlspeer.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::relay::front;
using namespace pc::relay::front::test;
using namespace std::chrono_literals;

namespace {

const std::string kGet = "GET /hello HTTP/1.1\r\nHost: relay.example\r\n\r\n";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString write(const QDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's folder cannot be written");
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return file.fileName();
}

/// The same key under a passphrase.
QString lockedKey(const QDir &folder, const QString &key)
{
    const QString locked = folder.filePath(QStringLiteral("locked.key"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        { QStringLiteral("pkey"), QStringLiteral("-aes128"), QStringLiteral("-passout"), QStringLiteral("pass:secret"),
            QStringLiteral("-in"), key, QStringLiteral("-out"), locked });
    openssl.waitForFinished(20'000);
    return locked;
}

QString nameOf(const QSslSocket &socket)
{
    return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
}

} // namespace

class TestFrontTls : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    TlsFiles m_files;
    TlsContext::Shared m_tls;

    QDir folder() const { return QDir(m_folder.path()); }

    /// A front that speaks TLS.
    struct Fixture : FrontFixture
    {
        Fixture(const TlsContext::Shared &tls, const FrontLimits &limits = {})
            : FrontFixture(limits)
        {
            front->setTls(tls);
        }

        std::unique_ptr<RawPeer> tlsPeer()
        {
            auto socket = tlsSocket(front->port());
            return socket ? std::make_unique<RawPeer>(std::move(socket)) : nullptr;
        }
    };

private Q_SLOTS:
    void initTestCase()
    {
        m_files = makeCertificate(folder(), QStringLiteral("first"));
        QVERIFY2(!m_files.isEmpty(), "the openssl command is missing or failed");
        auto loaded = TlsContext::load(m_files);
        QVERIFY2(loaded.ok(), qPrintable(loaded.ok() ? QString() : loaded.error().detail));
        m_tls = *loaded;
    }

    void requestsAreAnsweredAndCounted()
    {
        Fixture fixture(m_tls);
        auto peer = fixture.tlsPeer();
        QVERIFY(peer);
        peer->send(kGet + kGet);
        QTRY_COMPARE(peer->answers().size(), std::size_t(2));
        QVERIFY2(peer->answers()[1].body.starts_with("GET /hello"), peer->answers()[1].body.c_str());
        QCOMPARE(fixture.front->counters().handshakes.value(), qint64(1));
        QCOMPARE(fixture.front->counters().handshakeFailures.value(), qint64(0));
    }

    void messagesOfAnySizeCrossBothWays()
    {
        Fixture fixture(m_tls);
        auto peer = fixture.tlsPeer();
        QVERIFY(peer && peer->upgrade());
        std::size_t sent = 0;
        for (const std::size_t size : { 1, 125, 126, 16'383, 16'384, 16'385, 65'535, 65'536 }) {
            peer->send(binary(std::string(size, 'm')));
            ++sent;
            QTRY_COMPARE(fixture.handler.messages.size(), sent);
            QCOMPARE(fixture.handler.messages.back().size(), size);
            QTRY_COMPARE(peer->frames().size(), sent);
            QCOMPARE(peer->frames().back().payload.size(), size);
        }
    }

    void whatWaitsForASlowReaderArrivesWhole()
    {
        Fixture fixture(m_tls);
        auto peer = fixture.tlsPeer();
        QVERIFY(peer && peer->upgrade());
        peer->socket().setReadBufferSize(1'000); // so the kernel's buffers fill, and records are cut anywhere
        std::string expected;
        for (int i = 0; i < 40; ++i) {
            const std::string message(20'000, char('a' + i % 26));
            expected += message;
            fixture.front->send(fixture.handler.opened.at(0), message, true);
            FrontFixture::turn();
        }
        peer->socket().setReadBufferSize(0);
        QTRY_COMPARE_WITH_TIMEOUT(peer->frames().size(), std::size_t(40), 20'000);
        std::string received;
        for (const ServerFrame &frame : peer->frames())
            received += frame.payload;
        QVERIFY(received == expected);
    }

    void whoSpeaksInTheOpenIsNotAnswered()
    {
        Fixture fixture(m_tls);
        auto peer = fixture.peer();
        peer->send(kGet);
        QTRY_VERIFY(peer->hasEnded());
        QVERIFY(peer->received().find("HTTP") == std::string::npos);
        QVERIFY(fixture.handler.requests.empty());
        QCOMPARE(fixture.front->counters().handshakeFailures.value(), qint64(1));
    }

    void aBrokenPeerHurtsNobodyElse()
    {
        Fixture fixture(m_tls);
        auto good = fixture.tlsPeer();
        QVERIFY(good);
        for (int i = 0; i < 20; ++i) {
            auto broken = fixture.peer();
            broken->send(i % 2 == 0 ? std::string("\x16\x03\x01\x00\x05hello", 10) : std::string(300, char('a' + i)));
            QTRY_VERIFY2(broken->hasEnded(), qPrintable(QString::number(i)));
            good->send(kGet);
            QTRY_COMPARE(good->answers().size(), std::size_t(i + 1));
        }
    }

    void onlyHttp11IsAgreedTo()
    {
        Fixture fixture(m_tls);
        const auto both = tlsSocket(fixture.front->port(), { "h2", "http/1.1" });
        QVERIFY(both);
        QCOMPARE(both->sslConfiguration().nextNegotiatedProtocol(), QByteArray("http/1.1"));
        QVERIFY(!tlsSocket(fixture.front->port(), { "h2" }));
    }

    void aHandshakeThatNeverComesEndsByTheHeadsDeadline()
    {
        Fixture fixture(m_tls);
        auto peer = fixture.peer();
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(1));
        fixture.advance(9'900ms);
        QVERIFY(!peer->hasEnded());
        fixture.advance(500ms);
        QTRY_VERIFY(peer->hasEnded());
    }

    void handshakesUnderWayAreBoundedAndTheOldestMakesRoom()
    {
        FrontLimits limits;
        limits.handshakes = 10;
        Fixture fixture(m_tls, limits);
        std::vector<std::unique_ptr<RawPeer>> silent;
        for (int i = 0; i < 30; ++i)
            silent.push_back(fixture.peer());
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(10));
        for (int i = 0; i < 20; ++i)
            fixture.advance(20ms);
        QCOMPARE(fixture.front->counters().open.value(), qint64(10)); // younger than their grace: the next ones wait
        fixture.clock.advance(1'100ms);
        QSslSocket honest;
        honest.setPeerVerifyMode(QSslSocket::QueryPeer);
        honest.ignoreSslErrors();
        honest.connectToHostEncrypted(QStringLiteral("127.0.0.1"), fixture.front->port());
        const auto passed = [&] {
            fixture.clock.advance(20ms);
            return honest.isEncrypted();
        };
        QVERIFY(QTest::qWaitFor(passed, 5'000));
        QTRY_VERIFY(fixture.front->counters().open.value() <= 11);
        QVERIFY(fixture.front->counters().handshakeFailures.value() >= 19);
    }

    void aNewCertificateIsForNewConnectionsAndOldOnesStay()
    {
        Fixture fixture(m_tls);
        std::vector<std::unique_ptr<RawPeer>> early;
        for (int i = 0; i < 20; ++i) {
            early.push_back(fixture.tlsPeer());
            QVERIFY(early.back() && early.back()->upgrade());
        }
        const auto next = TlsContext::load(makeCertificate(folder(), QStringLiteral("second")), m_tls);
        QVERIFY(next.ok());
        fixture.front->setTls(*next);
        const auto late = tlsSocket(fixture.front->port());
        QVERIFY(late);
        QCOMPARE(nameOf(*late), QStringLiteral("second"));
        for (const auto &peer : early) {
            peer->send(binary("still here"));
            QTRY_COMPARE(peer->frames().size(), std::size_t(1));
        }
    }

    void theEndOfACertificatesTimeIsKnown()
    {
        const auto left = m_tls->expires() - SystemClock().utcNow();
        QVERIFY(left > 47h && left <= 48h);
    }

    void filesThatCannotBeUsedAreRefusedInWords_data()
    {
        const TlsFiles good = m_files;
        const QByteArray certificate = contentOf(good.certificate);
        const QByteArray key = contentOf(good.key);
        const TlsFiles other = makeCertificate(folder(), QStringLiteral("other"));
        const TlsFiles weak = makeCertificate(folder(), QStringLiteral("weak"), { QStringLiteral("rsa:1024") });
        const auto file = [this](const QString &name, const QByteArray &bytes) { return write(folder(), name, bytes); };
        const QString open = file(QStringLiteral("open.key"), key);
        QFile::setPermissions(open, QFile::permissions(open) | QFileDevice::ReadOther);
        QByteArray torn = certificate + certificate;
        torn[torn.size() - 40] = '!';

        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<Errc>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QString &c, const QString &k, Errc code, const char *said) {
            QTest::newRow(name) << c << k << code << QString::fromLatin1(said);
        };
        row("no certificate", {}, good.key, Errc::Invalid, "a key its certificate");
        row("no key", good.certificate, {}, Errc::Invalid, "a certificate needs its key");
        row("certificate is not there", QStringLiteral("/nowhere/c.pem"), good.key, Errc::NotFound, "/nowhere/c.pem");
        row("key is not there", good.certificate, QStringLiteral("/nowhere/k.pem"), Errc::NotFound, "/nowhere/k.pem");
        row("certificate is a folder", m_folder.path(), good.key, Errc::NotFound, "the certificate");
        row("certificate is empty", file(QStringLiteral("empty.pem"), {}), good.key, Errc::Invalid, "no certificate");
        row("certificate is noise", file(QStringLiteral("noise.pem"), QByteArray(500, 'n')), good.key, Errc::Invalid,
            "no certificate");
        row("certificate is cut short", file(QStringLiteral("cut.pem"), certificate.first(certificate.size() / 2)),
            good.key, Errc::Invalid, "no certificate");
        row("certificate is a key", good.key, good.key, Errc::Invalid, "no certificate");
        row("certificate is endless", file(QStringLiteral("long.pem"), QByteArray(300'000, '\n')), good.key,
            Errc::Invalid, "too large");
        row("chain is damaged", file(QStringLiteral("torn.pem"), torn), good.key, Errc::Invalid, "damaged");
        row("key is empty", good.certificate, file(QStringLiteral("empty.key"), {}), Errc::Invalid, "no key");
        row("key is a certificate", good.certificate, file(QStringLiteral("c.key"), certificate), Errc::Invalid,
            "no key");
        row("key is cut short", good.certificate, file(QStringLiteral("cut.key"), key.first(key.size() / 2)),
            Errc::Invalid, "no key");
        row("key is open to all", good.certificate, open, Errc::Forbidden, "can be read by everybody");
        row("key is another one's", good.certificate, other.key, Errc::Invalid, "does not belong to");
        row("key is too weak", weak.certificate, weak.key, Errc::Invalid, "not good enough");
        row("key is encrypted", good.certificate, lockedKey(folder(), good.key), Errc::Invalid, "no key");
    }

    void filesThatCannotBeUsedAreRefusedInWords()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(Errc, code);
        QFETCH(QString, said);
        const auto loaded = TlsContext::load({ certificate, key }, m_tls);
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, code);
        QVERIFY2(loaded.error().detail.contains(said), qPrintable(loaded.error().detail));
        QVERIFY(!loaded.error().detail.contains(QStringLiteral("PRIVATE KEY")));
    }
};

QTEST_GUILESS_MAIN(TestFrontTls)
#include "tst_front_tls.moc"
