// SPDX-License-Identifier: GPL-3.0-or-later
// GroupStates: what the cipher remembers of each conversation, opaque to the store.

#pragma once

#include "core/base/ids.h"
#include "core/sql/statement.h"

namespace pc::store {

class GroupStates
{
public:
    explicit GroupStates(sql::Database &database);

    /// Empty when there is none yet.
    Result<QByteArray> load(ConversationId conversation);
    Result<void> save(ConversationId conversation, const QByteArray &state);

private:
    sql::Statement m_load;
    sql::Statement m_save;
};

} // namespace pc::store
