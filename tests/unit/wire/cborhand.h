// SPDX-License-Identifier: GPL-3.0-or-later
// CBOR written by hand, so that a test can say what no proper writer would: other orders, other widths, wrong lengths.

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>

namespace pc::wire::hand {

/// The head of an item: major type 0 to 7 and its number in `width` following bytes (0, 1, 2, 4 or 8).
inline QByteArray head(int major, quint64 number, int width)
{
    const int info = width == 0 ? int(number) : width == 1 ? 24 : width == 2 ? 25 : width == 4 ? 26 : 27;
    QByteArray out(1, char(major << 5 | info));
    for (int byte = width - 1; byte >= 0; --byte)
        out.append(char(number >> (8 * byte)));
    return out;
}

/// The same in as few bytes as it takes.
inline QByteArray head(int major, quint64 number)
{
    const int width = number < 24 ? 0 : number < 256 ? 1 : number < 65'536 ? 2 : number >> 32 == 0 ? 4 : 8;
    return head(major, number, width);
}

inline QByteArray number(quint64 value)
{
    return head(0, value);
}

inline QByteArray bytes(QByteArrayView value)
{
    return head(2, quint64(value.size())) + value.toByteArray();
}

inline QByteArray text(QByteArrayView value)
{
    return head(3, quint64(value.size())) + value.toByteArray();
}

inline QByteArray id(quint8 number)
{
    return bytes(QByteArray(16, char(number)));
}

struct Pair
{
    QByteArray key;
    QByteArray value;
};

inline QByteArray map(std::initializer_list<Pair> pairs)
{
    QByteArray out = head(5, pairs.size());
    for (const Pair &pair : pairs)
        out += text(pair.key) + pair.value;
    return out;
}

inline QByteArray array(std::initializer_list<QByteArray> items)
{
    QByteArray out = head(4, items.size());
    for (const QByteArray &item : items)
        out += item;
    return out;
}

/// A frame of that type around `data`, in the order of our own writers.
inline QByteArray frame(QByteArrayView type, const QByteArray &data)
{
    return map(
        { { "id", id(0xf1) }, { "type", text(type) }, { "timestamp", number(1'760'000'000'000) }, { "data", data } });
}

} // namespace pc::wire::hand
