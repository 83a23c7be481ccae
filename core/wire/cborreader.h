// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the values of a frame from CBOR (RFC 8949 section 3), one pass, believing no length before it is compared with
// what is left of the input. Accepted: any order of keys, numbers in any width, maps and arrays of unknown length.
// Refused: strings in chunks, tags, negative numbers and floats where a value is wanted, repeated known keys, keys that
// are not text. Straight over the bytes, since every message passes here: QCborStreamReader takes its time for each value.

#pragma once

#include "core/wire/limits.h"
#include "core/wire/values.h"

#include <array>

namespace pc::wire {

class CborReader
{
public:
    /// Reads the one value that begins at `bytes`, which must outlive this.
    explicit CborReader(QByteArrayView bytes, int depth = 0);

    /// The name of a map's key. Longer ones than any of ours come out empty, which matches no field.
    struct Key
    {
        std::array<char, kMaxEnumUnits> text;
        qsizetype size = 0;

        bool operator==(QLatin1StringView other) const { return QLatin1StringView(text.data(), size) == other; }
    };

    bool enterMap();
    bool enterArray();
    bool leave();
    bool hasNext() const;
    bool key(Key &out);
    bool skip();

    /// Where the next value begins, and whether the input ends here.
    qsizetype offset() const { return m_at; }
    bool atEnd() const { return m_at == m_bytes.size(); }
    int depth() const { return m_depth; }

    /// The innermost field that could not be read, for the error's detail.
    QLatin1StringView trouble() const { return m_trouble; }

    bool flag(bool &out);
    bool number(quint64 &out, quint64 most);
    bool uuid(Uuid &out);
    bool text(QString &out, qsizetype mostUnits);
    /// A text as it stands in the input, valid UTF-8 of at most as many bytes as `mostUnits` can take.
    bool utf8(QByteArrayView &out, qsizetype mostUnits);
    bool bytes(QByteArray &out, qsizetype most);

    template<typename T, typename Bound>
    bool list(std::vector<T> &out, quint64 most, Bound each)
    {
        if (!enterArray())
            return false;
        while (hasNext()) {
            if (out.size() >= most || !readValue(*this, out.emplace_back(), each))
                return false;
        }
        return leave();
    }

    template<typename Struct>
    bool structure(Struct &out)
    {
        if constexpr (kPacked<Struct>)
            return readPacked(out);
        else
            return readMap(out);
    }

private:
    template<typename Struct>
    class Match;
    template<typename Struct>
    class InOrder;
    class Missing;

    template<typename Struct>
    bool readMap(Struct &out);
    template<typename Struct>
    bool readPacked(Struct &out);

    /// The first byte of an item, and the number that comes with it.
    struct Head
    {
        quint8 major = 0;
        quint8 info = 0;
        quint64 value = 0;
    };

    struct Container
    {
        quint64 left = 0; ///< Items to come; of unknown length: items so far.
        bool isOpenEnded = false;
        bool isMap = false;
    };

    bool head(Head &out);
    bool enter(quint8 major);
    bool string(quint8 major, quint64 most, QByteArrayView &out);
    bool skipSimple(const Head &item);
    void count();
    bool fail(QLatin1StringView key);

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    int m_depth;
    int m_open = 0; ///< Of m_containers; m_depth also counts those that a reader before this one has entered.
    std::array<Container, kMaxDepth> m_containers;
    QLatin1StringView m_trouble;
};

/// Gives the value that follows a key to the field of that name.
template<typename Struct>
class CborReader::Match
{
public:
    Match(CborReader &in, Struct &out, const Key &key, quint32 &seen)
        : m_in(in)
        , m_out(out)
        , m_key(key)
        , m_seen(seen)
    {
    }

    template<typename T, typename Bound = AtMost>
    void required(QLatin1StringView key, T Struct::*member, Bound bound = {})
    {
        const quint32 bit = m_bit;
        m_bit <<= 1;
        if (found || !(m_key == key))
            return;
        found = true;
        ok = (m_seen & bit) == 0 && readValue(m_in, m_out.*member, bound);
        m_seen |= bit;
        if (!ok)
            m_in.fail(key);
    }

    template<typename T, typename Bound = AtMost>
    void optional(QLatin1StringView key, T Struct::*member, Bound bound = {})
    {
        required(key, member, bound);
    }

    bool found = false;
    bool ok = true;

private:
    CborReader &m_in;
    Struct &m_out;
    const Key &m_key;
    quint32 &m_seen;
    quint32 m_bit = 1;
};

/// Reads a packed struct's fields one after the other.
template<typename Struct>
class CborReader::InOrder
{
public:
    InOrder(CborReader &in, Struct &out)
        : m_in(in)
        , m_out(out)
    {
    }

    template<typename T, typename Bound = AtMost>
    void required(QLatin1StringView key, T Struct::*member, Bound bound = {})
    {
        if (ok && !(m_in.hasNext() && readValue(m_in, m_out.*member, bound)))
            ok = m_in.fail(key);
    }

    bool ok = true;

private:
    CborReader &m_in;
    Struct &m_out;
};

/// Finds a required field that did not come.
class CborReader::Missing
{
public:
    Missing(CborReader &in, quint32 seen)
        : m_in(in)
        , m_seen(seen)
    {
    }

    template<typename T, typename Struct, typename Bound = AtMost>
    void required(QLatin1StringView key, T Struct::*, Bound = {})
    {
        if ((m_seen & 1) == 0)
            none = m_in.fail(key);
        m_seen >>= 1;
    }

    template<typename T, typename Struct, typename Bound = AtMost>
    void optional(QLatin1StringView, T Struct::*, Bound = {})
    {
        m_seen >>= 1;
    }

    bool none = true;

private:
    CborReader &m_in;
    quint32 m_seen;
};

template<typename Struct>
bool CborReader::readMap(Struct &out)
{
    if (!enterMap())
        return false;
    quint32 seen = 0;
    while (hasNext()) {
        Key name;
        if (!key(name))
            return false;
        Match match(*this, out, name, seen);
        fields(match, Of<Struct> {});
        if (!match.ok || (!match.found && !skip()))
            return false;
    }
    if (!leave())
        return false;
    Missing missing(*this, seen);
    fields(missing, Of<Struct> {});
    return missing.none;
}

template<typename Struct>
bool CborReader::readPacked(Struct &out)
{
    if (!enterArray())
        return false;
    InOrder order(*this, out);
    fields(order, Of<Struct> {});
    if (!order.ok)
        return false;
    while (hasNext()) {
        if (!skip())
            return false;
    }
    return leave();
}

} // namespace pc::wire
