// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/output.h"

#include <QJsonDocument>

#include <cstdio>

namespace pc::headless {

namespace {

using Key = QLatin1StringView;

} // namespace

Output::Output()
{
    (void)m_file.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered); // an open stream opens
}

void Output::event(const QString &name, QJsonObject fields)
{
    fields.insert(Key("event"), name);
    write(fields);
}

void Output::answer(const QJsonValue &id, QJsonObject fields)
{
    fields.insert(Key("id"), id);
    fields.insert(Key("ok"), true);
    write(fields);
}

void Output::fail(const QJsonValue &id, const Error &error)
{
    const QJsonObject why { { Key("code"), QString(wireName(error.code)) }, { Key("detail"), error.detail } };
    write({ { Key("id"), id }, { Key("ok"), false }, { Key("error"), why } });
}

void Output::write(const QJsonObject &line)
{
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace pc::headless
