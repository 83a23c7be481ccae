// SPDX-License-Identifier: GPL-3.0-or-later
// Lets core/mls be driven against other libraries: reads one JSON object a line, answers with one a line. Tests only.

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

#include "peerclient.h"

int main()
{
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    pc::interop::PeerClient client;
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        const pc::interop::Request request(QJsonDocument::fromJson(line).object());
        pc::interop::Answer answer = client.answer(request);
        QJsonObject fields;
        if (auto *made = std::get_if<QJsonObject>(&answer))
            fields = std::move(*made);
        else
            fields.insert(u"error"_qs, std::get<QString>(answer));
        fields.insert(u"ok"_qs, answer.index() == 0);
        out.write(QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n');
        out.flush();
    }
    return 0;
}
