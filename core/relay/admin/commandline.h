// SPDX-License-Identifier: GPL-3.0-or-later
// CommandLine: what somebody typed, understood or refused in words. Knows nothing of doing it.

#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace pc::relay::admin {

struct CommandLine
{
    enum class Kind : quint8 {
        Serve,
        Admin,
        Restored, ///< The data came from a backup.
        ConfigCheck,
        ConfigShow,
        Help,
        Version,
    };

    Kind kind = Kind::Serve;
    QString config; ///< Empty: the usual place, if there is a file.
    QString dataDirectory; ///< Over the configuration's; empty: its.
    std::optional<quint16> port; ///< Likewise.
    bool json = false;
    QJsonObject request; ///< For AdminDesk.
};

inline constexpr QLatin1StringView kUsualConfig { "/etc/parentconnect/relay.toml" };

/// `words` without the program's name. Error: Invalid, with a sentence that says what is wrong.
Result<CommandLine> parseCommandLine(const QStringList &words);

QString helpText();

/// An answer as a person reads it: one "key: value" a line, lists as blocks.
QString describeAnswer(const QJsonObject &answer);

} // namespace pc::relay::admin
