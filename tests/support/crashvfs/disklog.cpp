// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashvfs/disklog.h"

namespace pc::test {

size_t DiskLog::open(const QString &path, const std::optional<QByteArray> &before)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_present.find(path);
    if (found != m_present.end())
        return found->second;
    const size_t file = m_files.size();
    m_files.push_back({ path, before.value_or(QByteArray()) });
    m_present.insert_or_assign(path, file);
    if (!before)
        m_operations.push_back({ DiskOp::Kind::Create, file, 0, {} });
    return file;
}

void DiskLog::wrote(size_t file, qint64 offset, std::span<const quint8> bytes)
{
    const std::lock_guard lock(m_mutex);
    m_operations.push_back({ DiskOp::Kind::Write, file, offset,
        QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())) });
}

void DiskLog::truncated(size_t file, qint64 size)
{
    const std::lock_guard lock(m_mutex);
    m_operations.push_back({ DiskOp::Kind::Truncate, file, size, {} });
}

void DiskLog::synced(size_t file)
{
    const std::lock_guard lock(m_mutex);
    m_operations.push_back({ DiskOp::Kind::Sync, file, 0, {} });
}

void DiskLog::removed(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_present.find(path);
    if (found == m_present.end())
        return;
    m_operations.push_back({ DiskOp::Kind::Remove, found->second, 0, {} });
    m_present.erase(found);
}

void DiskLog::setFault(const std::optional<DiskFault> &fault)
{
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
}

std::optional<DiskFault::Kind> DiskLog::faultOfWrite()
{
    const std::lock_guard lock(m_mutex);
    if (!strikes(Sort::Write))
        return std::nullopt;
    return m_fault->kind;
}

bool DiskLog::faultOfSync()
{
    const std::lock_guard lock(m_mutex);
    return strikes(Sort::Sync);
}

bool DiskLog::faultOfRead()
{
    const std::lock_guard lock(m_mutex);
    return strikes(Sort::Read);
}

DiskLog::Sort DiskLog::sortOf(DiskFault::Kind kind)
{
    if (kind == DiskFault::Kind::SyncFails)
        return Sort::Sync;
    return kind == DiskFault::Kind::ReadFails ? Sort::Read : Sort::Write;
}

bool DiskLog::strikes(Sort sort)
{
    if (!m_fault || sortOf(m_fault->kind) != sort)
        return false;
    if (--m_fault->after >= 0 || (m_fault->after < -1 && !m_fault->lasts))
        return false;
    ++m_struck;
    return true;
}

int DiskLog::struck() const
{
    const std::lock_guard lock(m_mutex);
    return m_struck;
}

size_t DiskLog::position() const
{
    const std::lock_guard lock(m_mutex);
    return m_operations.size();
}

} // namespace pc::test
