// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/probe.h"

#include <memory>
#include <utility>

namespace pc::vault {

namespace {

const QString kEntry = QStringLiteral("probe");
constexpr qsizetype kProbeBytes = 16;

} // namespace

void probe(Vault &vault, Vault::Reply<void> reply)
{
    const auto written = std::make_shared<crypto::SecretBytes>(crypto::SecretBytes::random(kProbeBytes));
    // A vault's replies end with it, so it is there whenever one comes.
    const auto onRemoved = [reply](const Result<void> &) { reply({}); };
    const auto onRead = [&vault, written, reply, onRemoved](const Result<crypto::SecretBytes> &read) {
        if (!read)
            reply(read.error());
        else if (!(*read == *written))
            reply(Error { Errc::KeychainUnavailable, QStringLiteral("it does not keep what it is given") });
        else
            vault.remove(kEntry, onRemoved);
    };
    vault.write(kEntry, written->copy(), [&vault, reply, onRead](const Result<void> &result) {
        if (result)
            vault.read(kEntry, onRead);
        else
            reply(result.error());
    });
}

} // namespace pc::vault
