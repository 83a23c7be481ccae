// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/cborreader.h"

#include <QVarLengthArray>

namespace pc::wire {

namespace {

constexpr qsizetype kMostUtf8PerUnit = 3;

} // namespace

CborReader::CborReader(QByteArrayView bytes, int depth)
    : m_bytes(bytes)
    , m_in(bytes.data(), bytes.size())
    , m_depth(depth)
{
}

bool CborReader::enterMap()
{
    return m_depth < kMaxDepth && m_in.isMap() && m_in.enterContainer() && ++m_depth > 0;
}

bool CborReader::enterArray()
{
    return m_depth < kMaxDepth && m_in.isArray() && m_in.enterContainer() && ++m_depth > 0;
}

bool CborReader::leave()
{
    --m_depth;
    return m_in.lastError() == QCborError::NoError && m_in.leaveContainer();
}

bool CborReader::key(Key &out)
{
    if (!m_in.isString() || !wholeString(m_bytes.size()))
        return false;
    const qsizetype size = m_in.currentStringChunkSize();
    if (size > qsizetype(out.text.size()))
        return skip();
    out.size = size;
    return takeString(out.text.data(), size);
}

bool CborReader::skip()
{
    while (m_in.isTag()) {
        if (!m_in.next())
            return false;
    }
    if (m_in.isString() || m_in.isByteArray())
        return wholeString(m_bytes.size()) && m_in.next();
    if (!m_in.isContainer())
        return m_in.next();
    if (!(m_in.isMap() ? enterMap() : enterArray()))
        return false;
    while (m_in.hasNext()) {
        if (!skip())
            return false;
    }
    return leave();
}

bool CborReader::flag(bool &out)
{
    if (!m_in.isBool())
        return false;
    out = m_in.toBool();
    return m_in.next();
}

bool CborReader::number(quint64 &out, quint64 most)
{
    if (!m_in.isUnsignedInteger())
        return false;
    out = m_in.toUnsignedInteger();
    return out <= most && m_in.next();
}

bool CborReader::uuid(Uuid &out)
{
    const auto size = qsizetype(out.bytes.size());
    return m_in.isByteArray() && wholeString(size) && m_in.currentStringChunkSize() == size
        && takeString(reinterpret_cast<char *>(out.bytes.data()), size);
}

bool CborReader::text(QString &out, qsizetype mostUnits)
{
    if (!m_in.isString() || !wholeString(mostUnits * kMostUtf8PerUnit))
        return false;
    QVarLengthArray<char, 512> utf8(m_in.currentStringChunkSize());
    if (!takeString(utf8.data(), utf8.size()))
        return false;
    const QByteArrayView view(utf8.data(), utf8.size());
    if (!view.isValidUtf8())
        return false;
    out = QString::fromUtf8(view);
    return out.size() <= mostUnits;
}

bool CborReader::bytes(QByteArray &out, qsizetype most)
{
    if (!m_in.isByteArray() || !wholeString(most))
        return false;
    out.resize(m_in.currentStringChunkSize());
    return takeString(out.data(), out.size());
}

/// True when the string ahead is in one piece that is no longer than `most` and than the input: only then may its length
/// be used to make room.
bool CborReader::wholeString(qsizetype most)
{
    if (!m_in.isLengthKnown())
        return false;
    const qsizetype size = m_in.currentStringChunkSize();
    return size >= 0 && size <= most && size <= m_bytes.size() - offset();
}

/// Copies the string ahead, whose size is `size`, and steps past it.
bool CborReader::takeString(char *to, qsizetype size)
{
    qsizetype done = 0;
    char none = 0;
    for (;;) {
        const auto chunk = done < size ? m_in.readStringChunk(to + done, size - done) : m_in.readStringChunk(&none, 1);
        if (chunk.status == QCborStreamReader::EndOfString)
            return done == size;
        if (chunk.status == QCborStreamReader::Error)
            return false;
        done += chunk.data;
    }
}

bool CborReader::fail(QLatin1StringView key)
{
    if (m_trouble.isEmpty())
        m_trouble = key;
    return false;
}

} // namespace pc::wire
