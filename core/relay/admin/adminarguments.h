// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments: what a request of administration brings, as values. What is missing or malformed is remembered, and the
// first of it is the answer.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/people/rules.h"

#include <QJsonArray>
#include <QJsonObject>

#include <initializer_list>
#include <optional>
#include <vector>

namespace pc::relay::admin {

class Arguments
{
public:
    explicit Arguments(const QJsonObject &object)
        : m_object(object)
    {
    }

    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QString text(QLatin1StringView key) const { return m_object.value(key).toString(); }
    bool flag(QLatin1StringView key) const { return m_object.value(key).toBool(); }

    int number(QLatin1StringView key, int otherwise);
    QString required(QLatin1StringView key);

    /// How many items a list answers at once.
    int page();

    /// A name that people will read: without the characters that hide or break lines.
    QString displayName(QLatin1StringView key);

    template<typename Id>
    Id id(QLatin1StringView key)
    {
        return readId<Id>(key, required(key));
    }

    /// At least one.
    template<typename Id>
    std::vector<Id> ids(QLatin1StringView key)
    {
        std::vector<Id> all;
        const QJsonArray texts = m_object.value(key).toArray();
        if (texts.isEmpty())
            fail(key, "is missing");
        for (const QJsonValue &text : texts)
            all.push_back(readId<Id>(key, text.toString()));
        return all;
    }

    /// Exactly one of these is given.
    void one(std::initializer_list<QLatin1StringView> keys);

    /// A flag without which nothing is done.
    void confirmed(QLatin1StringView key, const char *otherwise);

    /// A digest of 32 bytes in hex; empty when nothing is said.
    QByteArray hash(QLatin1StringView key);

    /// A guardian when nothing is said.
    people::Role role(QLatin1StringView key);
    people::SchoolPolicy policy() const;

    const std::optional<Error> &error() const { return m_error; }

private:
    void fail(QLatin1StringView key, const char *what);

    template<typename Id>
    Id readId(QLatin1StringView key, const QString &text)
    {
        const auto id = idFromString<Id>(text);
        if (!id)
            fail(key, "is no id");
        return id.value_or(Id {});
    }

    QJsonObject m_object;
    std::optional<Error> m_error;
};

} // namespace pc::relay::admin
