// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/certificate.h"

#include <QFileInfo>

#include <utility>

namespace pc::relay {

namespace {

QList<QDateTime> lastChanges(const front::TlsFiles &files)
{
    return { QFileInfo(files.certificate).lastModified(), QFileInfo(files.key).lastModified() };
}

} // namespace

Result<bool> Certificate::use(const front::TlsFiles &files)
{
    const QList<QDateTime> changes = lastChanges(files); // before reading: a change in between is seen next time
    front::TlsContext::Shared next;
    if (!files.isEmpty()) {
        auto loaded = front::TlsContext::load(files, m_context);
        if (!loaded)
            return loaded.error();
        next = std::move(*loaded);
    }
    const bool isOther = files != m_files || changes != m_read;
    m_files = files;
    m_read = changes;
    m_context = std::move(next);
    m_expires = m_context ? toMilliseconds(m_context->expires()) / 1000 : 0;
    return isOther;
}

Result<bool> Certificate::renew()
{
    if (m_files.isEmpty() || lastChanges(m_files) == m_read)
        return false;
    return use(front::TlsFiles(m_files));
}

} // namespace pc::relay
