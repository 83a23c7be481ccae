// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/client/options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace pc::client {
namespace {

std::optional<style::ThemeChoice> parseTheme(const QString &name)
{
    if (name == QStringLiteral("system"))
        return style::ThemeChoice::System;
    if (name == QStringLiteral("light"))
        return style::ThemeChoice::Light;
    if (name == QStringLiteral("dark"))
        return style::ThemeChoice::Dark;
    return std::nullopt;
}

QString fill(Options &options, const QCommandLineParser &parser)
{
    options.profile = parser.value(QStringLiteral("profile"));
    options.passphraseFile = parser.value(QStringLiteral("passphrase-file"));
    options.language = parser.value(QStringLiteral("language"));
    if (parser.isSet(QStringLiteral("relay"))) {
        const auto relay = account::parseRelayAddress(parser.value(QStringLiteral("relay")));
        if (!relay)
            return QStringLiteral("--relay: not an address (https, or http on this computer)");
        options.relay = *relay;
    }
    if (parser.isSet(QStringLiteral("theme"))) {
        options.theme = parseTheme(parser.value(QStringLiteral("theme")));
        if (!options.theme)
            return QStringLiteral("--theme: system, light or dark");
    }
    if (parser.isSet(QStringLiteral("geometry"))) {
        options.geometry = parseGeometry(parser.value(QStringLiteral("geometry")));
        if (!options.geometry)
            return QStringLiteral("--geometry: WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y");
    }
    const QStringList free = parser.positionalArguments();
    if (free.isEmpty())
        return {};
    options.link = free.size() == 1 ? account::parseInviteLink(free.first()) : std::nullopt;
    return options.link ? QString() : QStringLiteral("only one parentconnect://join/… link may follow the options");
}

} // namespace

Parsed parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("ParentConnect: messages between parents and schools"));
    const auto value = [&parser](const char *name, const char *what, const char *kind) {
        parser.addOption({ QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(kind) });
    };
    value("profile", "Keep messages and settings in this folder.", "folder");
    value("relay", "Address to fill in at the first start.", "address");
    value("passphrase-file", "Read the passphrase from the first line of this file.", "file");
    value("theme", "system, light or dark.", "name");
    value("language", "Language of the interface, such as es.", "code");
    value("geometry", "Size and place of the window: WIDTHxHEIGHT[+X+Y].", "size");
    parser.addPositionalArgument(
        QStringLiteral("link"), QStringLiteral("An invite: parentconnect://join/…"), QStringLiteral("[link]"));
    parser.addHelpOption();
    parser.addVersionOption();
    Parsed parsed;
    if (!parser.parse(arguments))
        parsed.error = parser.errorText();
    else if (parser.isSet(QStringLiteral("help")))
        parsed.help = parser.helpText();
    else if (parser.isSet(QStringLiteral("version")))
        parsed.help = QStringLiteral("parentconnect " PC_VERSION "\n");
    else
        parsed.error = fill(parsed.options, parser);
    return parsed;
}

std::optional<QRect> parseGeometry(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^([1-9][0-9]{1,4})x([1-9][0-9]{1,4})(?:\\+([0-9]{1,5})\\+([0-9]{1,5}))?$"));
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    // Without a place the window manager chooses one: told by a negative corner.
    const bool placed = !match.captured(3).isEmpty();
    return QRect(placed ? match.captured(3).toInt() : -1, placed ? match.captured(4).toInt() : -1,
        match.captured(1).toInt(), match.captured(2).toInt());
}

} // namespace pc::client
