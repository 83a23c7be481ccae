// SPDX-License-Identifier: GPL-3.0-or-later
// Output: one JSON object a line on stdout, whole and at once.

#pragma once

#include "core/base/result.h"

#include <QFile>
#include <QJsonObject>
#include <QJsonValue>

namespace pc::headless {

class Output
{
public:
    Output();

    /// {"event": name, …}
    void event(const QString &name, QJsonObject fields = {});

    /// {"id": id, "ok": true, …}
    void answer(const QJsonValue &id, QJsonObject fields = {});

    /// {"id": id, "ok": false, "error": {"code": …, "detail": …}}; `id` is null when the line had none.
    void fail(const QJsonValue &id, const Error &error);

private:
    void write(const QJsonObject &line);

    QFile m_file;
};

} // namespace pc::headless
