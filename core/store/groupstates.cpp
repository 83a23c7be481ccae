// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/groupstates.h"

#include "core/store/rows.h"

namespace pc::store {

GroupStates::GroupStates(sql::Database &database)
    : m_load(database, "SELECT state FROM group_states WHERE conversation = ?")
    , m_save(database, "INSERT OR REPLACE INTO group_states (conversation, state) VALUES (?, ?)")
{
}

Result<QByteArray> GroupStates::load(ConversationId conversation)
{
    auto state = firstRow(m_load.query(conversation), [](const sql::Rows &row) { return row.bytes(0); });
    if (!state)
        return state.error();
    return state->value_or(QByteArray());
}

Result<void> GroupStates::save(ConversationId conversation, const QByteArray &state)
{
    return done(m_save.run(conversation, state));
}

} // namespace pc::store
