// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the values of a frame as CBOR (RFC 8949): definite strings, shortest numbers, ids as 16 bytes. Maps are closed
// by their length, which the walk over the fields counts first.

#pragma once

#include "core/wire/values.h"

#include <QCborStreamWriter>

namespace pc::wire {

class CborWriter
{
public:
    explicit CborWriter(QByteArray *out)
        : m_out(out)
    {
    }

    void map(quint64 pairs) { m_out.startMap(pairs); }
    void endMap() { m_out.endMap(); }
    void key(QLatin1StringView name) { m_out.append(name); }

    void flag(bool value) { m_out.append(value); }
    void number(qint64 value) { m_out.append(value); }
    void number(quint64 value) { m_out.append(value); }
    void number(int value) { m_out.append(value); }
    void uuid(const Uuid &value) { m_out.appendByteString(value.view().data(), value.view().size()); }
    void text(QStringView value) { m_out.append(value); }
    void name(QLatin1StringView value) { m_out.append(value); }
    void bytes(const QByteArray &value) { m_out.append(value); }

    template<typename T>
    void list(const std::vector<T> &values)
    {
        m_out.startArray(values.size());
        for (const T &value : values)
            writeValue(*this, value);
        m_out.endArray();
    }

    template<typename Struct>
    void structure(const Struct &value)
    {
        quint64 count = 0;
        FieldWriter counter(value, [&count](QLatin1StringView, const auto &) { ++count; });
        fields(counter, Of<Struct> {});
        if constexpr (kPacked<Struct>) {
            m_out.startArray(count);
            FieldWriter writer(value, [this](QLatin1StringView, const auto &member) { writeValue(*this, member); });
            fields(writer, Of<Struct> {});
            m_out.endArray();
        } else {
            map(count);
            FieldWriter writer(value, [this](QLatin1StringView name, const auto &member) {
                key(name);
                writeValue(*this, member);
            });
            fields(writer, Of<Struct> {});
            endMap();
        }
    }

private:
    QCborStreamWriter m_out;
};

} // namespace pc::wire
