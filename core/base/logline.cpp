// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/logline.h"

namespace pc {

namespace {

constexpr int kHexDigits = 16;

QByteArray bytesOf(LogWord word)
{
    return { word.text().data(), qsizetype(word.text().size()) };
}

} // namespace

QByteArray requestIdText(RequestId id)
{
    return QByteArray::number(qulonglong(id.raw()), 16).rightJustified(kHexDigits, '0');
}

LogLine::LogLine(const QLoggingCategory &category, QtMsgType type, LogWord event)
    : m_category(category)
    , m_type(type)
    , m_isWanted(category.isEnabled(type))
    , m_event(bytesOf(event))
{
}

LogLine::~LogLine()
{
    if (!m_isWanted)
        return;
    const QByteArray line = m_fields.isEmpty() ? m_event : m_event + " {" + m_fields + '}';
    const QMessageLogger logger;
    switch (m_type) {
    case QtDebugMsg:
        logger.debug(m_category, "%s", line.constData());
        break;
    case QtInfoMsg:
        logger.info(m_category, "%s", line.constData());
        break;
    case QtWarningMsg:
        logger.warning(m_category, "%s", line.constData());
        break;
    case QtCriticalMsg:
    case QtFatalMsg:
        logger.critical(m_category, "%s", line.constData());
        break;
    }
}

LogLine &LogLine::with(LogWord name, LogWord value)
{
    return add(name, bytesOf(value));
}

LogLine &LogLine::add(LogWord name, const QByteArray &value)
{
    if (!m_isWanted)
        return *this;
    if (!m_fields.isEmpty())
        m_fields += ' ';
    m_fields += bytesOf(name) + '=' + value;
    return *this;
}

} // namespace pc
