// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments: one command's JSON object, read field by field. What is missing or of another kind is remembered, and is
// asked once at the end.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace pc::headless {

class Arguments
{
public:
    explicit Arguments(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    bool has(QLatin1StringView key) const
    {
        return !m_object.value(key).isUndefined() && !m_object.value(key).isNull();
    }

    QString text(QLatin1StringView key)
    {
        note(key, m_object.value(key).isString());
        return m_object.value(key).toString();
    }

    QString textOr(QLatin1StringView key, const QString &other) { return has(key) ? text(key) : other; }

    bool flag(QLatin1StringView key)
    {
        note(key, m_object.value(key).isBool());
        return m_object.value(key).toBool();
    }

    bool flagOr(QLatin1StringView key, bool other) { return has(key) ? flag(key) : other; }

    qint64 number(QLatin1StringView key)
    {
        note(key, m_object.value(key).isDouble());
        return m_object.value(key).toInteger();
    }

    qint64 numberOr(QLatin1StringView key, qint64 other) { return has(key) ? number(key) : other; }

    template<typename Id>
    Id id(QLatin1StringView key)
    {
        const auto id = idFromString<Id>(text(key));
        note(key, id.has_value());
        return id.value_or(Id {});
    }

    std::vector<UserId> users(QLatin1StringView key)
    {
        std::vector<UserId> users;
        note(key, m_object.value(key).isArray());
        for (const auto &item : m_object.value(key).toArray()) {
            const auto id = idFromString<UserId>(item.toString());
            note(key, id.has_value());
            users.push_back(id.value_or(UserId {}));
        }
        return users;
    }

    /// Invalid, naming the first key that was not as it must be.
    std::optional<Error> error() const
    {
        if (m_bad.isEmpty())
            return std::nullopt;
        return Error { Errc::Invalid, QStringLiteral("\"%1\" is missing or not as it must be").arg(m_bad) };
    }

    void note(QLatin1StringView key, bool good)
    {
        if (!good && m_bad.isEmpty())
            m_bad = key;
    }

private:
    QJsonObject m_object;
    QString m_bad;
};

} // namespace pc::headless
