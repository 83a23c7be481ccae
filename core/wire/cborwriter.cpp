// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/cborwriter.h"

#include "core/wire/cborhead.h"

#include <QtEndian>

#include <limits>

namespace pc::wire {

namespace {

template<typename Int>
char *put(char *at, int first, Int value)
{
    *at++ = char(first);
    qToBigEndian(value, at);
    return at + sizeof value;
}

} // namespace

QByteArray CborWriter::take()
{
    m_bytes.truncate(m_at - m_bytes.constData());
    m_at = m_end = nullptr;
    return std::move(m_bytes);
}

void CborWriter::number(qint64 value)
{
    if (value >= 0)
        head(kUnsigned, quint64(value));
    else
        head(kNegative, quint64(-(value + 1)));
}

void CborWriter::longHead(quint8 major, quint64 value)
{
    if (value <= std::numeric_limits<quint8>::max())
        m_at = put(m_at, major | kOneByte, quint8(value));
    else if (value <= std::numeric_limits<quint16>::max())
        m_at = put(m_at, major | kTwoBytes, quint16(value));
    else if (value <= std::numeric_limits<quint32>::max())
        m_at = put(m_at, major | kFourBytes, quint32(value));
    else
        m_at = put(m_at, major | kEightBytes, value);
}

void CborWriter::grow(qsizetype bytes)
{
    const qsizetype written = m_at - m_bytes.constData();
    m_bytes.resize(std::max(2 * m_bytes.size(), written + bytes));
    m_at = m_bytes.data() + written;
    m_end = m_bytes.data() + m_bytes.size();
}

} // namespace pc::wire
