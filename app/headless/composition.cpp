// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/composition.h"

namespace pc::headless {

namespace {

session::AccountOptions accountOptions(const Options &options)
{
    session::AccountOptions account;
    account.folder = options.profile;
    account.clientVersion = QStringLiteral(PC_VERSION);
    account.vault.preference = options.vault;
    account.network = options.network;
    return account;
}

} // namespace

Composition::Composition(const Options &options)
    : m_account(accountOptions(options), m_clock, m_random, &m_network)
    , m_waits(m_account, m_output, m_clock)
    , m_events(m_account, m_output, m_waits)
    , m_unlocker(m_account, m_output, options.passphraseFile)
    , m_commands(m_account, m_output, m_waits, options.relay)
    , m_lines({ [this](const QByteArray &line) { m_commands.run(line); }, [this] { m_commands.reportLongLine(); } })
{
    m_network.start();
    connect(&m_input, &StandardInput::received, this, [this](const QByteArray &bytes) { m_lines.feed(bytes); });
    connect(&m_input, &StandardInput::ended, this, [this] {
        m_lines.end();
        Q_EMIT finished();
    });
    connect(&m_commands, &Commands::quitRequested, this, &Composition::finished);
}

} // namespace pc::headless
