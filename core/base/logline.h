// SPDX-License-Identifier: GPL-3.0-or-later
// LogLine: one line of the relay's log: what happened, as words of ours, and typed fields.
//
//   LogLine(lcRelay(), QtInfoMsg, "draining").with("sessions", 3);       →  draining {sessions=3}
//
// Only numbers, ids, lengths of time, codes and words of ours can be fields. Texts, bytes and secrets have no way in:
// such a line does not compile, which is how names, messages, tokens and addresses stay out of logs.

#pragma once

#include "core/base/errc.h"
#include "core/base/strongid.h"
#include "core/base/time.h"
#include "core/base/uuid.h"

#include <QByteArray>
#include <QLoggingCategory>

#include <concepts>
#include <string_view>

namespace pc {

/// A text that stands in the source.
class LogWord
{
public:
    template<size_t N>
    consteval LogWord(const char (&text)[N])
        : m_text(text, N - 1)
    {
    }

    constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// What was asked for, over HTTP or by a session, as an id that both the log and the answer name.
using RequestId = StrongId<struct RequestTag, quint64>;

/// 16 hex digits.
QByteArray requestIdText(RequestId id);

class LogLine
{
public:
    LogLine(const QLoggingCategory &category, QtMsgType type, LogWord event);

    /// Writes it.
    ~LogLine();

    LogLine(const LogLine &) = delete;
    LogLine &operator=(const LogLine &) = delete;

    template<typename T>
    requires(std::integral<T> && !std::same_as<T, char>) LogLine &with(LogWord name, T value)
    {
        return add(name, QByteArray::number(qlonglong(value)));
    }

    template<typename Tag>
    LogLine &with(LogWord name, const StrongId<Tag, Uuid> &id)
    {
        return add(name, id.raw().toShortString().toLatin1());
    }

    LogLine &with(LogWord name, RequestId id) { return add(name, requestIdText(id)); }
    LogLine &with(LogWord name, Milliseconds time) { return add(name, QByteArray::number(qlonglong(time.count()))); }
    LogLine &with(LogWord name, Errc code) { return add(name, wireName(code).data()); }
    LogLine &with(LogWord name, LogWord value);

private:
    LogLine &add(LogWord name, const QByteArray &value);

    const QLoggingCategory &m_category;
    QtMsgType m_type;
    bool m_isWanted;
    QByteArray m_event;
    QByteArray m_fields;
};

} // namespace pc
