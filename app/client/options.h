// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line of the client may say. A link is the only free argument, and only if it keeps the grammar.

#pragma once

#include "ui/account/invitelink.h"
#include "ui/style/theme.h"

#include <QRect>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace pc::client {

struct Options
{
    QString profile; ///< Folder; the system's place for data when empty.
    QUrl relay; ///< Fills in the first start.
    QString passphraseFile; ///< For demonstrations and machines without a keyring; its first line.
    std::optional<style::ThemeChoice> theme;
    QString language;
    std::optional<QRect> geometry;
    std::optional<account::InviteLink> link;
};

/// The options, or a sentence about what is wrong; `help` is set when only help or the version was asked for.
struct Parsed
{
    Options options;
    QString error;
    QString help;
};

Parsed parseOptions(const QStringList &arguments);

/// "WIDTHxHEIGHT" or "WIDTHxHEIGHT+X+Y".
std::optional<QRect> parseGeometry(const QString &text);

} // namespace pc::client
