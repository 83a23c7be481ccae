// SPDX-License-Identifier: GPL-3.0-or-later
// ApiFields: how the JSON of the relay's HTTP routes is read and written, for the files that do. Everything has a bound.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <optional>

namespace pc::link {

inline QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// Nothing for what is no text of base64url, or of more bytes.
inline std::optional<QByteArray> bytesFromBase64Url(const QJsonValue &value, qsizetype most)
{
    const QString text = value.toString();
    if (!value.isString() || text.size() > (most * 4 + 2) / 3)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok ? std::optional(*decoded) : std::nullopt;
}

inline QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Reads one object and remembers whether everything asked of it was there and in bounds.
class ApiFields
{
public:
    static constexpr qsizetype kLongestText = 1'000;
    static constexpr qsizetype kMostItems = 1'000;

    explicit ApiFields(const QJsonObject &object)
        : m_object(object)
    {
    }

    bool ok() const { return m_ok; }
    bool has(QLatin1StringView key) const
    {
        return !m_object.value(key).isUndefined() && !m_object.value(key).isNull();
    }

    QString text(QLatin1StringView key, qsizetype longest = kLongestText)
    {
        const QJsonValue value = m_object.value(key);
        const QString text = value.toString();
        require(value.isString() && text.size() <= longest);
        return text;
    }

    QString optionalText(QLatin1StringView key) { return has(key) ? text(key) : QString(); }

    template<typename Id>
    Id id(QLatin1StringView key)
    {
        const auto id = idFromString<Id>(text(key));
        require(id.has_value());
        return id.value_or(Id {});
    }

    bool flag(QLatin1StringView key) { return has(key) && m_object.value(key).toBool(); }

    double number(QLatin1StringView key, double most)
    {
        const double number = m_object.value(key).toDouble(-1);
        const bool isWithin = std::isfinite(number) && number >= 0 && number <= most;
        require(isWithin);
        return isWithin ? number : 0;
    }

    std::optional<UtcTime> time(QLatin1StringView key)
    {
        if (!has(key))
            return std::nullopt;
        return utcFromMilliseconds(qint64(number(key, double(1LL << 53))));
    }

    ApiFields object(QLatin1StringView key)
    {
        require(m_object.value(key).isObject());
        return ApiFields(m_object.value(key).toObject());
    }

    QJsonArray array(QLatin1StringView key)
    {
        const QJsonArray array = m_object.value(key).toArray();
        require(m_object.value(key).isArray() && array.size() <= kMostItems);
        return array;
    }

    /// Of base64url, at most as many.
    QByteArray bytes(QLatin1StringView key, qsizetype most)
    {
        const auto bytes = bytesFromBase64Url(m_object.value(key), most);
        require(bytes.has_value());
        return bytes.value_or(QByteArray());
    }

    void require(bool condition) { m_ok = m_ok && condition; }

private:
    QJsonObject m_object;
    bool m_ok = true;
};

/// Whoever answers so is not a relay: a captive portal says 200 to everything. To the user that is no connection, and
/// nothing that they entered was wrong.
inline Error malformed()
{
    return { Errc::Network, QStringLiteral("the relay's answer is not as agreed") };
}

inline ApiFields parseObject(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    ApiFields fields(document.object());
    fields.require(document.isObject());
    return fields;
}

} // namespace pc::link
