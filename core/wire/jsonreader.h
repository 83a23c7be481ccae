// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a frame's values from parsed JSON. The same rules as for CBOR; numbers are whole and at most 2^53 - 1, bytes are
// base64url without padding in their one canonical form.

#pragma once

#include "core/wire/values.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace pc::wire {

/// Reads one value; a new reader for each. `trouble` gets the innermost key that could not be read.
class JsonReader
{
public:
    JsonReader(QJsonValue value, QLatin1StringView &trouble)
        : m_value(std::move(value))
        , m_trouble(trouble)
    {
    }

    bool flag(bool &out) const;
    bool number(quint64 &out, quint64 most) const;
    bool uuid(Uuid &out) const;
    bool text(QString &out, qsizetype mostUnits) const;
    bool bytes(QByteArray &out, qsizetype most) const;

    template<typename T, typename Bound>
    bool list(std::vector<T> &out, quint64 most, Bound each) const
    {
        const QJsonArray array = m_value.toArray();
        if (!m_value.isArray() || quint64(array.size()) > most)
            return false;
        for (const QJsonValue element : array) {
            if (!read(element, out.emplace_back(), each))
                return false;
        }
        return true;
    }

    template<typename Struct>
    bool structure(Struct &out) const
    {
        Fields<Struct> reader(*this, out);
        if (kPacked<Struct> ? !m_value.isArray() : !m_value.isObject())
            return false;
        fields(reader, Of<Struct> {});
        return reader.ok;
    }

private:
    template<typename Struct>
    class Fields;

    template<typename T, typename Bound>
    bool read(const QJsonValue &value, T &out, Bound bound) const
    {
        JsonReader reader(value, m_trouble);
        return readValue(reader, out, bound);
    }

    QJsonValue m_value;
    QLatin1StringView &m_trouble;
};

/// Looks up each field of a struct: by key, or by place when it is packed.
template<typename Struct>
class JsonReader::Fields
{
public:
    Fields(const JsonReader &in, Struct &out)
        : m_in(in)
        , m_object(in.m_value.toObject())
        , m_array(in.m_value.toArray())
        , m_out(out)
    {
    }

    template<typename T, typename Bound = AtMost>
    void required(QLatin1StringView key, T Struct::*member, Bound bound = {})
    {
        take(key, m_out.*member, bound, true);
    }

    template<typename T, typename Bound = AtMost>
    void optional(QLatin1StringView key, T Struct::*member, Bound bound = {})
    {
        take(key, m_out.*member, bound, false);
    }

    bool ok = true;

private:
    template<typename T, typename Bound>
    void take(QLatin1StringView key, T &out, Bound bound, bool isRequired)
    {
        if (!ok)
            return;
        const QJsonValue value = kPacked<Struct> ? m_array.at(m_place++) : m_object.value(key);
        ok = value.isUndefined() ? !isRequired : m_in.read(value, out, bound);
        if (!ok && m_in.m_trouble.isEmpty())
            m_in.m_trouble = key;
    }

    const JsonReader &m_in;
    QJsonObject m_object;
    QJsonArray m_array;
    Struct &m_out;
    qsizetype m_place = 0;
};

} // namespace pc::wire
