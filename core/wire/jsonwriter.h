// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the JSON form of a frame's values, for people and bots: ids as text, bytes as base64url without padding.

#pragma once

#include "core/wire/values.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace pc::wire {

/// Turns one value into `value`; a new writer for each.
class JsonWriter
{
public:
    QJsonValue value;

    void flag(bool v) { value = v; }
    void number(qint64 v) { value = v; }
    void number(quint64 v) { value = qint64(v); }
    void number(int v) { value = v; }
    void uuid(const Uuid &v) { value = v.toString(); }
    void text(const QString &v) { value = v; }
    void name(QLatin1StringView v) { value = v; }

    void bytes(const QByteArray &v)
    {
        value = QLatin1StringView(v.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }

    template<typename T>
    void list(const std::vector<T> &values)
    {
        QJsonArray array;
        for (const T &element : values)
            array.append(toJson(element));
        value = array;
    }

    template<typename Struct>
    void structure(const Struct &v)
    {
        if constexpr (kPacked<Struct>) {
            QJsonArray array;
            FieldWriter writer(v, [&array](QLatin1StringView, const auto &m) { array.append(toJson(m)); });
            fields(writer, Of<Struct> {});
            value = array;
        } else {
            QJsonObject object;
            FieldWriter writer(v, [&object](QLatin1StringView key, const auto &m) { object.insert(key, toJson(m)); });
            fields(writer, Of<Struct> {});
            value = object;
        }
    }

    template<typename T>
    static QJsonValue toJson(const T &v)
    {
        JsonWriter writer;
        writeValue(writer, v);
        return writer.value;
    }
};

} // namespace pc::wire
