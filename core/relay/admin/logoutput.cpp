// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/logoutput.h"

#include "core/relay/accounts/accountsjson.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr char kOurs[] = "parentconnect.";

QByteArray roomOf(const char *category)
{
    const QByteArray name(category);
    return name.startsWith(kOurs) ? name.sliced(qsizetype(sizeof kOurs) - 1) : name;
}

QString levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return u"critical"_s;
}

/// A whole number as such, all else as text.
QJsonValue valueOf(const QString &text)
{
    bool ok = false;
    const qlonglong number = text.toLongLong(&ok);
    const bool isExact = ok && QString::number(number) == text && std::abs(number) < (qint64(1) << 53);
    return isExact ? QJsonValue(number) : QJsonValue(text);
}

QJsonObject fieldsOf(const QString &fields)
{
    QJsonObject json;
    for (const QString &field : fields.split(u' ', Qt::SkipEmptyParts))
        json.insert(field.section(u'=', 0, 0), valueOf(field.section(u'=', 1)));
    return json;
}

/// No line of ours has a second one, and no foreign one may make it look so.
QString oneLine(QString text)
{
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    return text;
}

} // namespace

LogOutput::LogOutput(const Clock &clock, Sink sink)
    : m_clock(clock)
    , m_sink(std::move(sink))
{
}

void LogOutput::setFormat(LogFormat format)
{
    const std::lock_guard lock(m_mutex);
    m_format = format;
}

void LogOutput::write(QtMsgType type, const char *category, const QString &message)
{
    Line line { type, roomOf(category), message, {} };
    const bool isOurs = QByteArrayView(category).startsWith(kOurs);
    if (const qsizetype brace = message.indexOf(" {"_L1); isOurs && brace > 0 && message.endsWith(u'}')) {
        line.event = message.first(brace);
        line.fields = message.sliced(brace + 2).chopped(1);
    }
    QByteArray kind = line.room;
    if (isOurs)
        kind += ' ' + line.event.toUtf8();
    const std::lock_guard lock(m_mutex);
    if (!m_kinds.contains(kind) && m_kinds.size() >= kKinds)
        kind = "others";
    Kind &counted = m_kinds[kind];
    if (type != QtFatalMsg && !mayWrite(counted)) {
        ++counted.heldBack;
        return;
    }
    put(line, std::exchange(counted.heldBack, 0));
}

void LogOutput::tellHeldBack()
{
    const std::lock_guard lock(m_mutex);
    for (auto kind = m_kinds.begin(); kind != m_kinds.end(); ++kind) {
        if (kind->heldBack == 0)
            continue;
        const QString what = QString::fromUtf8(kind.key());
        put({ QtWarningMsg, "log", u"lines were held back: "_s + what, {} }, std::exchange(kind->heldBack, 0));
    }
}

bool LogOutput::mayWrite(Kind &kind) const
{
    const MonoTime now = m_clock.monotonicNow();
    const MonoTime full = std::max(kind.full, now) + kRefill;
    if (full - now > kRefill * kBurst)
        return false;
    kind.full = full;
    return true;
}

void LogOutput::put(const Line &line, qint64 heldBack)
{
    QString fields = line.fields;
    if (heldBack > 0)
        fields += (fields.isEmpty() ? u"held_back="_s : u" held_back="_s) + QString::number(heldBack);
    if (m_format == LogFormat::Text) {
        const QString text = levelName(line.type) + u' ' + QString::fromUtf8(line.room) + u": "_s + line.event
            + (fields.isEmpty() ? QString() : u" {"_s + fields + u'}');
        m_sink(oneLine(text).toUtf8() + '\n');
        return;
    }
    const QJsonObject json { { u"time"_s, accounts::timeText(m_clock.utcNow()) }, { u"level"_s, levelName(line.type) },
        { u"room"_s, QString::fromUtf8(line.room) }, { u"event"_s, line.event }, { u"fields"_s, fieldsOf(fields) } };
    m_sink(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace pc::relay::admin
