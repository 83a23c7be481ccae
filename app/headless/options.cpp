// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/options.h"

#include "core/base/clock.h"
#include "core/vault/atomicfile.h"

#include <QCommandLineParser>
#include <QFile>

namespace pc::headless {

namespace {

constexpr qint64 kLongestPassphrase = 4 * 1024;

std::optional<session::VaultPreference> preferenceOf(const QString &name)
{
    if (name == QLatin1StringView("auto"))
        return session::VaultPreference::Auto;
    if (name == QLatin1StringView("keychain"))
        return session::VaultPreference::Keychain;
    if (name == QLatin1StringView("passphrase"))
        return session::VaultPreference::Passphrase;
    return std::nullopt;
}

/// What --proxy and --root-certificate say together; nothing without both.
Result<std::optional<session::NetworkSettings>> networkOf(const QString &proxy, const QString &rootFile)
{
    if (proxy.isEmpty() && rootFile.isEmpty())
        return std::optional<session::NetworkSettings>();
    session::NetworkSettings network;
    if (!proxy.isEmpty()) {
        const auto choice = session::proxyFromText(proxy);
        if (!choice)
            return Error { Errc::Invalid,
                QStringLiteral("--proxy takes system, none, http://host:port or socks5://host:port") };
        network.proxy = *choice;
    }
    if (!rootFile.isEmpty()) {
        const auto bytes = vault::readWhole(rootFile, link::kLargestRootsBytes);
        const auto roots
            = bytes ? link::parseOwnRoots(*bytes, SystemClock().utcNow()) : Result<session::OwnRoots>(bytes.error());
        if (!roots)
            return Error { roots.code(), QStringLiteral("--root-certificate: %1").arg(roots.error().detail) };
        network.ownRoots = roots->pem;
    }
    return std::optional(network);
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    const QCommandLineOption profile(
        QStringLiteral("profile"), QStringLiteral("The folder of this profile."), QStringLiteral("folder"));
    const QCommandLineOption relay(QStringLiteral("relay"),
        QStringLiteral("The relay for commands that name none: https://host[:port]."), QStringLiteral("address"));
    const QCommandLineOption passphrase(QStringLiteral("passphrase-file"),
        QStringLiteral("A file of mode 0600 whose first line opens the profile's vault."), QStringLiteral("file"));
    const QCommandLineOption vault(QStringLiteral("vault"),
        QStringLiteral("Where a new profile keeps its key: auto, keychain or passphrase."), QStringLiteral("kind"),
        QStringLiteral("auto"));
    const QCommandLineOption proxy(QStringLiteral("proxy"),
        QStringLiteral("For this run: system, none, http://host:port or socks5://host:port."), QStringLiteral("proxy"));
    const QCommandLineOption root(QStringLiteral("root-certificate"),
        QStringLiteral("For this run: believe what this certificate vouches for, and nothing else."),
        QStringLiteral("file"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("ParentConnect without windows: JSON lines in, JSON lines out."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({ profile, relay, passphrase, vault, proxy, root });
    parser.process(arguments);

    const auto preference = preferenceOf(parser.value(vault));
    if (!parser.isSet(profile))
        return Error { Errc::Invalid, QStringLiteral("--profile is missing") };
    if (!preference)
        return Error { Errc::Invalid, QStringLiteral("--vault takes auto, keychain or passphrase") };
    if (!parser.positionalArguments().isEmpty())
        return Error { Errc::Invalid, QStringLiteral("there are no arguments beside the options") };
    const auto network = networkOf(parser.value(proxy), parser.value(root));
    if (!network)
        return network.error();
    return Options { parser.value(profile), parser.value(relay), parser.value(passphrase), *network, *preference };
}

Result<QString> readPassphrase(const QString &path)
{
    constexpr auto kOthers
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (QFile::exists(path) && (QFile::permissions(path) & kOthers))
        return Error { Errc::Forbidden, QStringLiteral("the passphrase file is open to others: chmod 600 it") };
    const auto bytes = vault::readWhole(path, kLongestPassphrase);
    if (!bytes)
        return bytes.error();
    return QString::fromUtf8(bytes->left(bytes->indexOf('\n') < 0 ? bytes->size() : bytes->indexOf('\n')));
}

} // namespace pc::headless
