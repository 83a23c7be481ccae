// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/adminarguments.h"

#include "core/people/rolename.h"
#include "core/relay/accounts/selfservice.h"
#include "core/relay/accounts/username.h"

#include <algorithm>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr int kDefaultPage = 100;

} // namespace

int Arguments::number(QLatin1StringView key, int otherwise)
{
    if (!has(key))
        return otherwise;
    const int value = m_object.value(key).toInt(-1);
    if (value < 0)
        fail(key, "must be a whole number");
    return value;
}

QString Arguments::required(QLatin1StringView key)
{
    const QString value = text(key);
    if (value.isEmpty())
        fail(key, "is missing");
    return value;
}

int Arguments::page()
{
    return std::clamp(number("limit"_L1, kDefaultPage), 1, accounts::kLongestPage);
}

QString Arguments::displayName(QLatin1StringView key)
{
    const auto clean = accounts::cleanDisplayName(required(key));
    if (!clean)
        fail(key, "cannot be a name");
    return clean ? *clean : QString();
}

void Arguments::one(std::initializer_list<QLatin1StringView> keys)
{
    const auto given = std::ranges::count_if(keys, [this](QLatin1StringView key) { return has(key); });
    QStringList names;
    for (const QLatin1StringView key : keys)
        names << key;
    if (given != 1 && !m_error)
        m_error = Error { Errc::Invalid, u"exactly one is to be named: %1"_s.arg(names.join(u", "_s)) };
}

void Arguments::confirmed(QLatin1StringView key, const char *otherwise)
{
    if (!flag(key) && !m_error)
        m_error = Error { Errc::Invalid, QString::fromLatin1(otherwise) };
}

QByteArray Arguments::hash(QLatin1StringView key)
{
    if (!has(key))
        return {};
    constexpr qsizetype kHashBytes = 32;
    const QByteArray bytes = QByteArray::fromHex(text(key).toLatin1());
    if (bytes.size() != kHashBytes || text(key).size() != 2 * kHashBytes)
        fail(key, "is no hash");
    return bytes;
}

people::Role Arguments::role(QLatin1StringView key)
{
    if (!has(key))
        return people::Role::Guardian;
    const auto role = people::roleFromName(text(key));
    if (!role)
        fail(key, "is guardian, staff or administrator");
    return role.value_or(people::Role::Guardian);
}

people::SchoolPolicy Arguments::policy() const
{
    return { flag("guardiansMayWriteToGuardians"_L1), flag("guardiansMayCreateGroups"_L1) };
}

void Arguments::fail(QLatin1StringView key, const char *what)
{
    if (!m_error)
        m_error = Error { Errc::Invalid, u"%1 %2"_s.arg(key, QLatin1StringView(what)) };
}

} // namespace pc::relay::admin
