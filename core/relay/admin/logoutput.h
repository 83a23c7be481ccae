// SPDX-License-Identifier: GPL-3.0-or-later
// LogOutput: how the lines of a running relay leave it: as text or as JSON, with no kind of line in such number that it
// drowns the others.
//
//   warning relay: a group is frozen {conversation=1f0c93a2}
//   {"time":"2026-01-01T00:00:00.000Z","level":"warning","room":"relay","event":"a group is frozen","fields":{…}}
//
// Thread: any.

#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QtGlobal>

#include <functional>
#include <mutex>

namespace pc::relay::admin {

enum class LogFormat : quint8 {
    Text,
    Json,
};

class LogOutput
{
public:
    /// Called with one line and its end, one at a time.
    using Sink = std::function<void(const QByteArray &line)>;

    static constexpr int kBurst = 20; ///< Lines of one kind at once.
    static constexpr Milliseconds kRefill { 3'000 }; ///< Then one each.
    static constexpr int kKinds = 500; ///< Told apart at most.

    LogOutput(const Clock &clock, Sink sink);

    void setFormat(LogFormat format);

    /// A line of a category. One of LogLine's is told apart by what happened, all others of a category count as one kind.
    void write(QtMsgType type, const char *category, const QString &message);

    /// Tells of what was held back and nobody has heard of yet.
    void tellHeldBack();

private:
    struct Kind
    {
        MonoTime full {}; ///< When all of the burst is there again.
        qint64 heldBack = 0;
    };

    struct Line
    {
        QtMsgType type = QtInfoMsg;
        QByteArray room;
        QString event;
        QString fields; ///< "name=value name=value"
    };

    bool mayWrite(Kind &kind) const;
    void put(const Line &line, qint64 heldBack);

    const Clock &m_clock;
    Sink m_sink;
    std::mutex m_mutex;
    LogFormat m_format = LogFormat::Text;
    QHash<QByteArray, Kind> m_kinds;
};

} // namespace pc::relay::admin
