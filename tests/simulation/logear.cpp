// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/logear.h"

#include <QLoggingCategory>

#include <cstdio>
#include <mutex>

namespace pc::sim {

namespace {

// The relay's threads log, too.
std::mutex s_mutex;
QByteArray s_heard;
QtMessageHandler s_before = nullptr;

void hear(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtFatalMsg)
        return s_before(type, context, text);
    const std::lock_guard lock(s_mutex);
    s_heard += text.toUtf8() + '\n';
}

} // namespace

LogEar::LogEar()
{
    s_heard.clear();
    s_before = qInstallMessageHandler(hear);
    QLoggingCategory::setFilterRules(QStringLiteral("parentconnect.*=true"));
}

LogEar::~LogEar()
{
    qInstallMessageHandler(s_before);
    QLoggingCategory::setFilterRules({});
}

QByteArray LogEar::heard() const
{
    const std::lock_guard lock(s_mutex);
    return s_heard;
}

} // namespace pc::sim
