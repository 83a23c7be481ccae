// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the values of a frame as CBOR (RFC 8949 section 3): definite lengths, shortest heads, ids as 16 bytes. Straight
// into memory: every message passes here several times, QCborStreamWriter goes through a QIODevice for each value, and a
// QByteArray checks who shares it at each byte that is appended.

#pragma once

#include "core/wire/values.h"

#include <QByteArray>

#include <algorithm>

namespace pc::wire {

class CborWriter
{
public:
    /// Room for `bytes` at first, and for more as it is needed.
    explicit CborWriter(qsizetype bytes)
        : m_bytes(bytes, Qt::Uninitialized)
        , m_at(m_bytes.data())
        , m_end(m_at + bytes)
    {
    }

    /// What was written. Ends the writing.
    QByteArray take();

    void map(quint64 pairs) { head(kMap, pairs); }
    void key(QLatin1StringView name) { this->name(name); }

    void flag(bool value)
    {
        need(1);
        *m_at++ = char(value ? kTrue : kFalse);
    }

    void number(quint64 value) { head(kUnsigned, value); }
    void number(qint64 value);
    void number(int value) { number(qint64(value)); }
    void uuid(const Uuid &value) { string(kBytes, value.view()); }
    void text(QStringView value) { string(kText, value.toUtf8()); }
    void name(QLatin1StringView value) { string(kText, { value.data(), value.size() }); } ///< ASCII
    void bytes(const QByteArray &value) { string(kBytes, value); }

    template<typename T>
    void list(const std::vector<T> &values)
    {
        head(kArray, values.size());
        for (const T &value : values)
            writeValue(*this, value);
    }

    template<typename Struct>
    void structure(const Struct &value)
    {
        quint64 count = 0;
        FieldWriter counter(value, [&count](QLatin1StringView, const auto &) { ++count; });
        fields(counter, Of<Struct> {});
        if constexpr (kPacked<Struct>) {
            head(kArray, count);
            FieldWriter writer(value, [this](QLatin1StringView, const auto &member) { writeValue(*this, member); });
            fields(writer, Of<Struct> {});
        } else {
            map(count);
            FieldWriter writer(value, [this](QLatin1StringView name, const auto &member) {
                key(name);
                writeValue(*this, member);
            });
            fields(writer, Of<Struct> {});
        }
    }

private:
    // The first byte of each item: its major type in the upper three bits.
    static constexpr quint8 kUnsigned = 0x00;
    static constexpr quint8 kNegative = 0x20;
    static constexpr quint8 kBytes = 0x40;
    static constexpr quint8 kText = 0x60;
    static constexpr quint8 kArray = 0x80;
    static constexpr quint8 kMap = 0xa0;
    static constexpr quint8 kFalse = 0xf4;
    static constexpr quint8 kTrue = 0xf5;

    static constexpr quint64 kLargestInHead = 23;
    static constexpr qsizetype kLongestHead = 9;

    void head(quint8 major, quint64 value)
    {
        need(kLongestHead);
        if (value <= kLargestInHead)
            *m_at++ = char(major | value);
        else
            longHead(major, value);
    }

    void string(quint8 major, QByteArrayView value)
    {
        need(kLongestHead + value.size());
        head(major, quint64(value.size()));
        m_at = std::copy_n(value.data(), value.size(), m_at);
    }

    void need(qsizetype bytes)
    {
        if (m_end - m_at < bytes)
            grow(bytes);
    }

    void longHead(quint8 major, quint64 value);
    void grow(qsizetype bytes);

    QByteArray m_bytes;
    char *m_at; ///< In m_bytes, where the next byte goes.
    char *m_end;
};

} // namespace pc::wire
