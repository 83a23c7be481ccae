// SPDX-License-Identifier: GPL-3.0-or-later
// Unlocker: opens the profile's vault with the passphrase out of a file, once a state that asks for it. A passphrase
// that does not fit is told as an event, and is not tried again by itself.

#pragma once

#include "app/headless/output.h"
#include "core/session/account.h"

#include <QObject>

namespace pc::headless {

class Unlocker : public QObject
{
    Q_OBJECT

public:
    Unlocker(session::Account &account, Output &output, QString passphraseFile);

private:
    void onState(session::AccountState state);

    session::Account &m_account;
    Output &m_output;
    QString m_passphraseFile;
};

} // namespace pc::headless
