// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/cborwriter.h"

#include <QtEndian>

#include <array>
#include <limits>

namespace pc::wire {

namespace {

// The lower five bits of a head: a value up to 23 itself, or how many bytes of it follow.
constexpr quint8 kLargestInHead = 23;
constexpr quint8 kOneByte = 24;
constexpr quint8 kTwoBytes = 25;
constexpr quint8 kFourBytes = 26;
constexpr quint8 kEightBytes = 27;

template<typename Int>
void appendWith(QByteArray &out, int first, Int value)
{
    std::array<char, 1 + sizeof(Int)> bytes;
    bytes[0] = char(first);
    qToBigEndian(value, bytes.data() + 1);
    out.append(bytes.data(), qsizetype(bytes.size()));
}

} // namespace

void CborWriter::number(qint64 value)
{
    if (value >= 0)
        head(kUnsigned, quint64(value));
    else
        head(kNegative, quint64(-(value + 1)));
}

void CborWriter::head(quint8 major, quint64 value)
{
    if (value <= kLargestInHead)
        m_out.append(char(major | value));
    else if (value <= std::numeric_limits<quint8>::max())
        appendWith(m_out, major | kOneByte, quint8(value));
    else if (value <= std::numeric_limits<quint16>::max())
        appendWith(m_out, major | kTwoBytes, quint16(value));
    else if (value <= std::numeric_limits<quint32>::max())
        appendWith(m_out, major | kFourBytes, quint32(value));
    else
        appendWith(m_out, major | kEightBytes, value);
}

void CborWriter::string(quint8 major, QByteArrayView value)
{
    head(major, quint64(value.size()));
    m_out.append(value);
}

} // namespace pc::wire
