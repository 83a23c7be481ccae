// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/log.h"

namespace pc {

Q_LOGGING_CATEGORY(lcSql, "parentconnect.sql", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "parentconnect.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLink, "parentconnect.link", QtInfoMsg)
Q_LOGGING_CATEGORY(lcVault, "parentconnect.vault", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "parentconnect.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "parentconnect.ui", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRelay, "parentconnect.relay", QtInfoMsg)
Q_LOGGING_CATEGORY(lcFront, "parentconnect.relay.front", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLog, "parentconnect.relay.log", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHub, "parentconnect.relay.hub", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAccounts, "parentconnect.relay.accounts", QtInfoMsg)

} // namespace pc
