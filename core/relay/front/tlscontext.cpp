// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/tlscontext.h"

#include <QFile>
#include <QFileInfo>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <array>
#include <chrono>
#include <ctime>
#include <string_view>
#include <utility>

namespace pc::relay::front {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestFile = 256 * 1024;
constexpr int kTicketKeyBytes = 80; // a name and two keys, as OpenSSL hands them over

/// TLS 1.2 with forward secrecy and authenticated encryption alone (RFC 9325 section 4.2). TLS 1.3 has only such.
constexpr const char *kCiphers12 = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                   "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                                   "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char *kGroups = "X25519:P-256:P-384";

/// Takes what OpenSSL noted, so that the next call finds nothing of it.
QString lastReason()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return reason ? QString::fromLatin1(reason) : u"unknown reason"_s;
}

Result<QByteArray> readPem(const QString &path, const char *what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { Errc::NotFound, u"%1 %2: %3"_s.arg(QLatin1StringView(what), path, file.errorString()) };
    if (file.size() > kLargestFile)
        return { Errc::Invalid, u"%1 %2 is too large to be one"_s.arg(QLatin1StringView(what), path) };
    return file.readAll();
}

struct FreeBio
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};
struct FreeCertificate
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;
using Certificate = std::unique_ptr<X509, FreeCertificate>;
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

Bio over(QByteArrayView bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
}

/// A key under a passphrase is refused, never asked for at a terminal that nobody watches.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

Result<void> useCertificate(SSL_CTX *context, const QString &path)
{
    const auto pem = readPem(path, "the certificate");
    if (!pem)
        return pem.error();
    const Bio bio = over(*pem);
    const Certificate own(PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr));
    if (!own)
        return { Errc::Invalid, u"%1 holds no certificate in PEM: %2"_s.arg(path, lastReason()) };
    if (SSL_CTX_use_certificate(context, own.get()) != 1)
        return { Errc::Invalid, u"the certificate %1 is not good enough: %2"_s.arg(path, lastReason()) };
    for (;;) {
        Certificate next(PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr));
        if (!next)
            break;
        if (SSL_CTX_add0_chain_cert(context, next.get()) != 1)
            return { Errc::Invalid, u"a certificate of the chain in %1: %2"_s.arg(path, lastReason()) };
        next.release(); // the context has it now
    }
    if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
        return { Errc::Invalid, u"%1 is damaged: %2"_s.arg(path, lastReason()) };
    ERR_clear_error(); // the end of the file
    return {};
}

Result<void> useKey(SSL_CTX *context, const TlsFiles &files)
{
    if (QFileInfo(files.key).permissions() & (QFileDevice::ReadOther | QFileDevice::WriteOther))
        return { Errc::Forbidden, u"the key %1 can be read by everybody: chmod o-rwx it"_s.arg(files.key) };
    auto pem = readPem(files.key, "the key");
    if (!pem)
        return pem.error();
    const Key key(PEM_read_bio_PrivateKey(over(*pem).get(), nullptr, noPassphrase, nullptr));
    OPENSSL_cleanse(pem->data(), size_t(pem->size()));
    if (!key)
        return { Errc::Invalid, u"%1 holds no key in PEM that is not encrypted: %2"_s.arg(files.key, lastReason()) };
    if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1) {
        return { Errc::Invalid,
            u"the key %1 does not belong to the certificate %2: %3"_s.arg(files.key, files.certificate, lastReason()) };
    }
    return {};
}

/// HTTP/1.1 is all that is spoken here; who offers protocols and not this one is told so at once (RFC 7301).
int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *length, const unsigned char *offered,
    unsigned int offeredBytes, void *)
{
    static constexpr std::string_view kHttp = "http/1.1";
    const std::string_view list(reinterpret_cast<const char *>(offered), offeredBytes);
    for (size_t at = 0; at < list.size(); at += 1 + size_t(static_cast<unsigned char>(list[at]))) {
        const size_t bytes = static_cast<unsigned char>(list[at]);
        if (list.substr(at + 1, bytes) != kHttp)
            continue;
        *chosen = offered + at + 1;
        *length = static_cast<unsigned char>(bytes);
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool applyRules(SSL_CTX *context)
{
    SSL_CTX_set_options(context,
        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA
            | SSL_OP_IGNORE_UNEXPECTED_EOF); // every request and frame says its own length
    // Pieces move in memory while a write waits, and an idle connection keeps no buffer.
    SSL_CTX_set_mode(
        context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // tickets resume; the relay keeps nothing for them
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    static constexpr std::string_view kName = "parentconnect";
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1
        && SSL_CTX_set_cipher_list(context, kCiphers12) == 1 && SSL_CTX_set1_groups_list(context, kGroups) == 1
        && SSL_CTX_set_session_id_context(
               context, reinterpret_cast<const unsigned char *>(kName.data()), unsigned(kName.size()))
        == 1;
}

void passOnTickets(SSL_CTX *from, SSL_CTX *to)
{
    std::array<unsigned char, kTicketKeyBytes> keys;
    if (SSL_CTX_get_tlsext_ticket_keys(from, keys.data(), kTicketKeyBytes) == 1)
        SSL_CTX_set_tlsext_ticket_keys(to, keys.data(), kTicketKeyBytes);
    OPENSSL_cleanse(keys.data(), keys.size());
}

UtcTime expiryOf(SSL_CTX *context)
{
    tm end {};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context)), &end) != 1)
        return {};
    return UtcTime { std::chrono::duration_cast<UtcTime::duration>(std::chrono::seconds(timegm(&end))) };
}

} // namespace

void TlsContext::Free::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

TlsContext::TlsContext(std::unique_ptr<ssl_ctx_st, Free> native)
    : m_native(std::move(native))
    , m_expires(expiryOf(m_native.get()))
{
}

TlsContext::~TlsContext() = default;

Result<TlsContext::Shared> TlsContext::load(const TlsFiles &files, const Shared &before)
{
    if (files.certificate.isEmpty() || files.key.isEmpty())
        return { Errc::Invalid, u"a certificate needs its key, and a key its certificate"_s };
    ERR_clear_error();
    std::unique_ptr<ssl_ctx_st, Free> native(SSL_CTX_new(TLS_server_method()));
    if (!native || !applyRules(native.get()))
        return { Errc::Internal, u"TLS could not be set up: %1"_s.arg(lastReason()) };
    if (auto used = useCertificate(native.get(), files.certificate); !used)
        return used.error();
    if (auto used = useKey(native.get(), files); !used)
        return used.error();
    if (before)
        passOnTickets(before->native(), native.get());
    return Shared(new TlsContext(std::move(native))); // the constructor is private
}

} // namespace pc::relay::front
