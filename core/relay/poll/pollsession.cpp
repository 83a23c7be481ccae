// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/poll/pollsession.h"

#include "core/wire/batch.h"

#include <utility>

namespace pc::relay::poll {

namespace {

/// One batch down; a single frame may be larger.
constexpr qint64 kBatchBytes = 256 * 1024;

} // namespace

bool PollSession::queue(std::string_view frame, qint64 most)
{
    if (m_queuedBytes + qint64(frame.size()) > most)
        return false;
    m_queue.emplace_back(frame.data(), qsizetype(frame.size()));
    m_queuedBytes += qint64(frame.size());
    return true;
}

void PollSession::end(MonoTime now)
{
    if (!m_endedAt)
        m_endedAt = now;
}

Result<std::optional<QByteArray>> PollSession::give(quint64 after)
{
    if (m_given && after + 1 == m_number)
        return std::optional(*m_given);
    if (after != m_number)
        return { Errc::Conflict, QStringLiteral("not the batch that comes next") };
    m_given.reset();
    m_isDone = m_hasGivenLast;
    if (m_isDone || (m_queue.empty() && !m_endedAt))
        return std::optional<QByteArray>();
    m_given = nextBatch();
    return std::optional(*m_given);
}

QByteArray PollSession::nextBatch()
{
    wire::Batch batch;
    batch.number = ++m_number;
    qint64 bytes = 0;
    while (!m_queue.empty() && batch.frames.size() < wire::kMaxBatchFrames) {
        const qint64 size = m_queue.front().size();
        if (!batch.frames.empty() && bytes + size > kBatchBytes)
            break;
        bytes += size;
        batch.frames.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    m_queuedBytes -= bytes;
    batch.last = m_endedAt && m_queue.empty();
    m_hasGivenLast = batch.last;
    return wire::encodeBatch(batch);
}

QByteArray PollSession::nothingAfter(quint64 after)
{
    return wire::encodeBatch({ after, false, {} });
}

} // namespace pc::relay::poll
