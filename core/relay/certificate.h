// SPDX-License-Identifier: GPL-3.0-or-later
// Certificate: the relay's certificate as it lies on the disk, and the one of it that is in use.

#pragma once

#include "core/relay/front/tlscontext.h"

#include <QDateTime>
#include <QList>

#include <atomic>

namespace pc::relay {

/// Thread: the relay's own; expires() on any.
class Certificate
{
public:
    /// Reads these files from now on; none means no TLS. True when they are others, or were changed, since they were last read.
    /// An error, those of TlsContext::load(), leaves what is in use.
    Result<bool> use(const front::TlsFiles &files);

    /// Reads them again where they have changed on the disk. True when another one is in use from now on.
    Result<bool> renew();

    /// Null without TLS.
    const front::TlsContext::Shared &context() const { return m_context; }

    /// Seconds since the epoch; 0 without TLS.
    qint64 expires() const { return m_expires; }

private:
    front::TlsFiles m_files;
    front::TlsContext::Shared m_context;
    QList<QDateTime> m_read; ///< When the files were last changed, as far as they were read.
    std::atomic<qint64> m_expires { 0 };
};

} // namespace pc::relay
