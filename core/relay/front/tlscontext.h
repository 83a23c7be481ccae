// SPDX-License-Identifier: GPL-3.0-or-later
// TlsContext: a certificate with its key and the rules of TLS (RFC 8446, RFC 5246 as RFC 9325 asks for it), as all connections
// of a relay use them. It never changes: a new certificate is a new context, and connections keep the one they began with.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>

#include <memory>

extern "C" {
struct ssl_ctx_st; // OpenSSL's SSL_CTX, which nobody else includes
}

namespace pc::relay::front {

/// Where a relay's certificate lies. Both or neither is named.
struct TlsFiles
{
    QString certificate; ///< PEM: the relay's own certificate first, then what leads to the authority.
    QString key; ///< PEM, not encrypted, and not readable by everybody.

    bool operator==(const TlsFiles &) const = default;
    bool isEmpty() const { return certificate.isEmpty() && key.isEmpty(); }
};

class TlsContext
{
public:
    using Shared = std::shared_ptr<const TlsContext>;

    /// Reads both files. `before` passes on the keys that its clients' tickets are sealed with, so that they go on resuming.
    /// Errors: NotFound (no such file), Forbidden (a key that everybody may read), Invalid (not PEM, too weak, or a key that is
    /// another certificate's); `detail` says it for an administrator.
    static Result<Shared> load(const TlsFiles &files, const Shared &before = {});

    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    /// The end of the certificate's time.
    UtcTime expires() const { return m_expires; }

    ssl_ctx_st *native() const { return m_native.get(); }

private:
    struct Free
    {
        void operator()(ssl_ctx_st *context) const;
    };

    explicit TlsContext(std::unique_ptr<ssl_ctx_st, Free> native);

    std::unique_ptr<ssl_ctx_st, Free> m_native;
    UtcTime m_expires {};
};

} // namespace pc::relay::front
