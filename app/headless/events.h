// SPDX-License-Identifier: GPL-3.0-or-later
// Events: everything that the account and its session tell, as lines.

#pragma once

#include "app/headless/output.h"
#include "app/headless/waits.h"
#include "core/session/account.h"

#include <QObject>

namespace pc::headless {

class Events : public QObject
{
    Q_OBJECT

public:
    Events(session::Account &account, Output &output, Waits &waits);

private:
    void onState(session::AccountState state, const Error &why);
    void follow(session::Session *session);
    void followMessages(session::Session *session);
    void followPeople(session::Session *session);
    void tellStore(const session::StoreState &state);

    session::Account &m_account;
    Output &m_output;
    Waits &m_waits;
    session::StoreState m_store; ///< As it was told.
};

} // namespace pc::headless
