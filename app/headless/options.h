// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"
#include "core/session/networkdesk.h"
#include "core/session/profilevault.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace pc::headless {

struct Options
{
    QString profile; ///< The profile's folder.
    QString relay; ///< For commands that name none.
    QString passphraseFile; ///< Where no keychain is used; empty: commands must bring the passphrase.
    std::optional<session::NetworkSettings> network; ///< Instead of what the profile holds, for this run.
    session::VaultPreference vault = session::VaultPreference::Auto;
};

/// Reads the file of --root-certificate. Ends the program by itself for --help and --version. Error: Invalid, with a sentence for the terminal.
Result<Options> parseOptions(const QStringList &arguments);

/// The file's first line. Errors: Forbidden (others may read the file), TooLarge, NotFound, Disk.
Result<QString> readPassphrase(const QString &path);

} // namespace pc::headless
