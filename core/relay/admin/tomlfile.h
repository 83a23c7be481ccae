// SPDX-License-Identifier: GPL-3.0-or-later
// TomlFile: a TOML document as a flat list of "section.key" with its value and line. The one door to toml++, so that the
// rest knows neither its types nor how long it takes to compile.

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace pc::relay::admin {

using TomlValue = std::variant<bool, qint64, QString, QStringList>;

struct TomlEntry
{
    QString key; ///< "listen.port"
    TomlValue value;
    int line = 0; ///< From 1.
};

/// In the order of their lines. Error: Invalid; `detail` begins with the line. Values of other types (dates, floats, lists of
/// other than texts, tables in lists) are refused.
Result<std::vector<TomlEntry>> parseToml(const QByteArray &text);

} // namespace pc::relay::admin
