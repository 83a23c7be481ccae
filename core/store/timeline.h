// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline: a conversation as the interface reads it: pages of rows with their holes, and the row of the list.
// Reads only; at any depth a page costs its own rows and a few small ranges.

#pragma once

#include "core/base/result.h"
#include "core/chat/conversation.h"
#include "core/chat/page.h"
#include "core/store/range.h"

#include <optional>
#include <vector>

namespace pc::store {

class Store;
struct ConversationRow;

class Timeline
{
public:
    explicit Timeline(Store &store)
        : m_store(store)
    {
    }

    /// NotFound when there is no such conversation.
    Result<chat::Page> page(const chat::PageRequest &request);

    /// Nothing when there is no such conversation, or only entries of it are known yet.
    Result<std::optional<chat::ConversationSummary>> summary(ConversationId conversation);

    /// Every known conversation, the last active first.
    Result<std::vector<chat::ConversationSummary>> summaries();

    /// The seqs from the first visible one to the head that are not in this store.
    Result<std::vector<Range>> gaps(ConversationId conversation);

private:
    Result<std::vector<chat::Message>> rows(const chat::PageRequest &request, Seq readUpTo);
    Result<std::vector<chat::Message>> rowsAround(ConversationId conversation, chat::OrderKey key, int limit);
    Result<void> addPlace(chat::Page &page, ConversationId conversation);
    Result<void> addHoles(chat::Page &page, ConversationId conversation, Range visible);
    Result<qint64> countBelow(ConversationId conversation, chat::OrderKey key);
    Result<chat::ConversationSummary> summaryOf(const ConversationRow &row);

    Store &m_store;
};

} // namespace pc::store
