// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/unlocker.h"

#include "app/headless/options.h"

#include <utility>

namespace pc::headless {

using session::AccountState;

Unlocker::Unlocker(session::Account &account, Output &output, QString passphraseFile)
    : m_account(account)
    , m_output(output)
    , m_passphraseFile(std::move(passphraseFile))
{
    connect(&account, &session::Account::stateChanged, this, &Unlocker::onState);
}

void Unlocker::onState(AccountState state)
{
    const bool isAsked = state == AccountState::NeedsPassphrase || state == AccountState::NeedsNewPassphrase;
    if (!isAsked || m_passphraseFile.isEmpty())
        return;
    const auto tell = [this](const Error &error) {
        m_output.event(QStringLiteral("unlockFailed"),
            { { QLatin1StringView("code"), QString(wireName(error.code)) },
                { QLatin1StringView("detail"), error.detail } });
    };
    auto passphrase = readPassphrase(m_passphraseFile);
    if (!passphrase) {
        tell(passphrase.error());
        return;
    }
    auto opened
        = state == AccountState::NeedsPassphrase ? m_account.unlock(*passphrase) : m_account.setPassphrase(*passphrase);
    opened.then(this, [tell](const Result<void> &result) {
        if (!result)
            tell(result.error());
    });
    crypto::wipe(*passphrase);
}

} // namespace pc::headless
