// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: a message is sealed when it goes, and waits while there is nobody to seal it for.

#include "core/chat/contentcodec.h"
#include "core/session/keyagreement.h"
#include "core/session/outbox.h"
#include "core/store/order.h"

#include <algorithm>

namespace pc::session {

namespace {

/// As written, and after which one of this device. Only now that is known: what was written before it may have been refused.
Result<QByteArray> contentOf(Context &context, const store::OutboxRow &row)
{
    auto content = chat::decodeContent(row.content);
    if (!content || content->kind != chat::ContentKind::Text)
        return row.content;
    auto before
        = context.store.messages.lastOfDevice(row.conversation, context.self.device, Seq { store::kForgottenBase });
    if (!before)
        return before.error();
    content->follows = *before ? std::optional((*before)->id) : std::nullopt;
    return chat::encodeContent(*content);
}

/// Others get the bytes that were sealed, and what proves a message proves those.
Result<void> noteContent(Context &context, const store::OutboxRow &row, const QByteArray &bytes)
{
    if (bytes == row.content)
        return {};
    if (auto rewritten = context.store.outbox.rewrite(row.message, bytes); !rewritten)
        return rewritten;
    auto content = chat::decodeContent(bytes);
    return content ? context.store.messages.setContent(row.conversation, row.message, *content) : content.error();
}

} // namespace

Result<void> Outbox::sealAll(std::vector<store::OutboxRow> &rows)
{
    const auto isSealed = [](const store::OutboxRow &row) { return row.sealed.has_value(); };
    if (std::ranges::all_of(rows, isSealed))
        return {};
    return m_context.ledger.write([&](Turn &turn) -> Result<void> {
        std::vector<store::OutboxRow> sealed;
        for (store::OutboxRow &row : rows) {
            if (!row.sealed) {
                auto bytes = seal(turn, row);
                if (!bytes)
                    return bytes.error();
                row.sealed = std::move(*bytes);
            }
            if (row.sealed)
                sealed.push_back(std::move(row));
        }
        rows = std::move(sealed);
        return {};
    });
}

/// Nothing when it has to wait.
Result<std::optional<QByteArray>> Outbox::seal(Turn &turn, const store::OutboxRow &row)
{
    if (!m_maySeal || !m_agreement.isReady(row.conversation)) {
        awaitKeys(row.conversation);
        return std::optional<QByteArray>();
    }
    auto content = contentOf(m_context, row);
    if (!content)
        return content.error();
    auto sealed = m_context.groups.seal(row.conversation, row.message, *content);
    if (!sealed)
        return sealed.error();
    if (const auto *why = std::get_if<groups::SealRefusal>(&*sealed)) {
        if (auto waits = notSealed(turn, row, *why); !waits)
            return waits.error();
        return std::optional<QByteArray>();
    }
    auto &bytes = std::get<QByteArray>(*sealed);
    if (auto kept = m_context.store.outbox.seal(row.message, bytes); !kept)
        return kept.error();
    if (auto noted = noteContent(m_context, row, *content); !noted)
        return noted.error();
    return std::optional(std::move(bytes));
}

Result<void> Outbox::notSealed(Turn &turn, const store::OutboxRow &row, groups::SealRefusal why)
{
    auto conversation = m_context.store.conversations.find(row.conversation);
    if (!conversation)
        return conversation.error();
    const bool hasLeft = *conversation && (*conversation)->left;
    if (why == groups::SealRefusal::TooLarge || hasLeft) {
        const Errc reason = hasLeft ? Errc::Forbidden : Errc::TooLarge;
        turn.then([this] { pump(); });
        if (auto refused = m_context.store.outbox.refuse(row.message, reason); !refused)
            return refused;
        return fail(turn, row.conversation, row.message, reason);
    }
    turn.then([this, id = row.conversation] { m_agreement.look(id); });
    awaitKeys(row.conversation);
    return {};
}

void Outbox::awaitKeys(ConversationId conversation)
{
    m_awaitingKeys.insert(conversation);
    m_agreement.want(conversation);
}

void Outbox::allowSealing()
{
    m_maySeal = true;
    m_awaitingKeys.clear();
    pump();
}

void Outbox::ready(ConversationId conversation)
{
    if (m_awaitingKeys.erase(conversation) > 0 || m_lanes.contains(conversation))
        resume(conversation);
}

} // namespace pc::session
