// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/storegreeter.h"

#include "core/base/log.h"
#include "core/store/store.h"

namespace pc::session {

namespace {

constexpr size_t kMostCursors = 200; // more never fit a hello; the link drops what does not

} // namespace

wire::Hello StoreGreeter::hello()
{
    wire::Hello hello;
    hello.clientVersion = m_clientVersion;
    hello.active = m_active;
    if (const auto epoch = m_store.settings.logEpoch())
        hello.logEpoch = *epoch;
    const auto rows = m_store.conversations.list();
    if (!rows) {
        // Without cursors the relay sends the newest of everything, and held ranges drop what is here already.
        qCWarning(lcSession) << "cursors cannot be read:" << wireName(rows.code());
        return hello;
    }
    for (const store::ConversationRow &row : *rows) {
        if (!row.known || row.left)
            continue; // the relay tells what it is when it is not among the cursors
        if (hello.cursors.size() >= kMostCursors) {
            hello.partial = true;
            break;
        }
        const auto cursor = m_store.held.cursor(row.id, row.first);
        if (cursor)
            hello.cursors.push_back({ row.id, *cursor, row.revision });
    }
    return hello;
}

} // namespace pc::session
