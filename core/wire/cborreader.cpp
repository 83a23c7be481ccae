// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/cborreader.h"

#include "core/wire/cborhead.h"

#include <QtEndian>

#include <algorithm>

namespace pc::wire {

namespace {

// Major types (RFC 8949 section 3.1).
constexpr quint8 kUnsigned = 0;
constexpr quint8 kBytes = 2;
constexpr quint8 kText = 3;
constexpr quint8 kArray = 4;
constexpr quint8 kMap = 5;
constexpr quint8 kTag = 6;
constexpr quint8 kSimple = 7;

// The lower five bits of a head: a value itself, how many bytes of it follow (cborhead.h), or that the length is unknown.
constexpr quint8 kLargestInHead = 23;
constexpr quint8 kUnknownLength = 31;
constexpr char kBreak = char(0xff);

constexpr quint8 kFalse = 20;
constexpr quint8 kTrue = 21;
constexpr quint64 kFirstLongSimple = 32; ///< Smaller ones have a form of one byte, and only that.

constexpr quint64 kMostUtf8PerUnit = 3;

template<typename Int>
quint64 bigEndian(const char *at)
{
    return qFromBigEndian<Int>(at);
}

} // namespace

CborReader::CborReader(QByteArrayView bytes, int depth)
    : m_bytes(bytes)
    , m_depth(depth)
{
}

/// Reads the first byte of an item and what belongs to it; false at the end of the input and at reserved forms.
bool CborReader::head(Head &out)
{
    if (atEnd())
        return false;
    const auto first = quint8(m_bytes[m_at]);
    out.major = quint8(first >> 5);
    out.info = first & kUnknownLength;
    out.value = out.info;
    if (out.info <= kLargestInHead || out.info == kUnknownLength) {
        ++m_at;
        return true;
    }
    if (out.info > kEightBytes)
        return false;
    const int size = 1 << (out.info - kOneByte);
    if (m_bytes.size() - m_at - 1 < size)
        return false;
    const char *value = m_bytes.data() + m_at + 1;
    switch (size) {
    case 1:
        out.value = bigEndian<quint8>(value);
        break;
    case 2:
        out.value = bigEndian<quint16>(value);
        break;
    case 4:
        out.value = bigEndian<quint32>(value);
        break;
    default:
        out.value = bigEndian<quint64>(value);
        break;
    }
    m_at += 1 + size;
    return true;
}

bool CborReader::enterMap()
{
    return enter(kMap);
}

bool CborReader::enterArray()
{
    return enter(kArray);
}

bool CborReader::enter(quint8 major)
{
    Head item;
    if (m_depth >= kMaxDepth || !head(item) || item.major != major)
        return false;
    Container inside;
    inside.isMap = major == kMap;
    inside.isOpenEnded = item.info == kUnknownLength;
    if (!inside.isOpenEnded) {
        // An item takes a byte at least: a length beyond that is a lie, and could overflow below.
        if (item.value > quint64(m_bytes.size() - m_at))
            return false;
        inside.left = inside.isMap ? item.value * 2 : item.value;
    }
    count();
    m_containers[size_t(m_open++)] = inside;
    ++m_depth;
    return true;
}

bool CborReader::hasNext() const
{
    if (m_open == 0)
        return !atEnd();
    const Container &inside = m_containers[size_t(m_open - 1)];
    if (inside.isOpenEnded)
        return !atEnd() && m_bytes[m_at] != kBreak;
    return inside.left > 0;
}

bool CborReader::leave()
{
    const Container inside = m_containers[size_t(--m_open)];
    --m_depth;
    if (!inside.isOpenEnded)
        return inside.left == 0;
    const bool isWhole = !inside.isMap || inside.left % 2 == 0;
    if (!isWhole || atEnd() || m_bytes[m_at] != kBreak)
        return false;
    ++m_at;
    return true;
}

/// An item of the innermost container is being read.
void CborReader::count()
{
    if (m_open == 0)
        return;
    Container &inside = m_containers[size_t(m_open - 1)];
    inside.left += inside.isOpenEnded ? 1 : quint64(-1);
}

bool CborReader::key(Key &out)
{
    QByteArrayView name;
    if (!string(kText, quint64(m_bytes.size()), name))
        return false;
    out.size = name.size() <= qsizetype(out.text.size()) ? name.size() : 0;
    std::copy_n(name.data(), out.size, out.text.data());
    return true;
}

bool CborReader::skip()
{
    Head item;
    qsizetype start = m_at;
    do {
        start = m_at;
        if (!head(item))
            return false;
    } while (item.major == kTag && item.info != kUnknownLength);
    if (item.major == kMap || item.major == kArray) {
        m_at = start;
        if (!enter(item.major))
            return false;
        while (hasNext()) {
            if (!skip())
                return false;
        }
        return leave();
    }
    if (item.major == kSimple)
        return skipSimple(item);
    if (item.info == kUnknownLength)
        return false;
    if (item.major == kBytes || item.major == kText) {
        if (item.value > quint64(m_bytes.size() - m_at))
            return false;
        m_at += qsizetype(item.value);
    }
    count();
    return item.major != kTag;
}

bool CborReader::skipSimple(const Head &item)
{
    if (item.info == kUnknownLength || (item.info == kOneByte && item.value < kFirstLongSimple))
        return false;
    count();
    return true;
}

bool CborReader::flag(bool &out)
{
    Head item;
    if (!head(item) || item.major != kSimple || (item.info != kFalse && item.info != kTrue))
        return false;
    count();
    out = item.info == kTrue;
    return true;
}

bool CborReader::number(quint64 &out, quint64 most)
{
    Head item;
    if (!head(item) || item.major != kUnsigned || item.info == kUnknownLength)
        return false;
    count();
    out = item.value;
    return out <= most;
}

bool CborReader::uuid(Uuid &out)
{
    QByteArrayView raw;
    if (!string(kBytes, out.bytes.size(), raw) || raw.size() != qsizetype(out.bytes.size()))
        return false;
    std::copy_n(raw.data(), raw.size(), reinterpret_cast<char *>(out.bytes.data()));
    return true;
}

bool CborReader::text(QString &out, qsizetype mostUnits)
{
    QByteArrayView view;
    if (!utf8(view, mostUnits))
        return false;
    out = QString::fromUtf8(view);
    return out.size() <= mostUnits;
}

bool CborReader::utf8(QByteArrayView &out, qsizetype mostUnits)
{
    return string(kText, quint64(mostUnits) * kMostUtf8PerUnit, out) && out.isValidUtf8();
}

bool CborReader::bytes(QByteArray &out, qsizetype most)
{
    QByteArrayView view;
    if (!string(kBytes, quint64(most), view))
        return false;
    out = view.toByteArray();
    return true;
}

/// A string in one piece, no longer than `most` and than the input.
bool CborReader::string(quint8 major, quint64 most, QByteArrayView &out)
{
    Head item;
    if (!head(item) || item.major != major || item.info == kUnknownLength)
        return false;
    if (item.value > most || item.value > quint64(m_bytes.size() - m_at))
        return false;
    count();
    out = m_bytes.sliced(m_at, qsizetype(item.value));
    m_at += qsizetype(item.value);
    return true;
}

bool CborReader::fail(QLatin1StringView key)
{
    if (m_trouble.isEmpty())
        m_trouble = key;
    return false;
}

} // namespace pc::wire
