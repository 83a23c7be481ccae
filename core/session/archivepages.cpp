// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/archivepages.h"

#include "core/crypto/qtbytes.h"
#include "core/session/omissions.h"
#include "core/store/order.h"

#include <set>
#include <utility>

namespace pc::session {

using recovery::Added;
using recovery::ArchivedConversation;
using recovery::ArchivedMarks;
using recovery::ArchivedMessage;
using recovery::ArchivedPerson;
using recovery::ArchivedRemoval;
using recovery::ArchiveItem;

namespace {

constexpr int kRowsAPage = 2'000;
constexpr int kPlacedAtOnce = 2'000;

/// A conversation as the archive names it: in the column of messages.
constexpr MessageId kItself {};

bool isReadable(const chat::Content &content)
{
    return content.kind != chat::ContentKind::Unreadable && content.kind != chat::ContentKind::Unknown;
}

/// What an archive said, and what has not come to its place here: it is passed on as it is. Nothing where there is no such thing.
Result<std::vector<ArchiveItem>> itemsThatWait(Context &context, const store::ToArchive &row)
{
    std::vector<ArchiveItem> items;
    const auto found = context.store.archive.found(row.conversation, row.message);
    if (!found)
        return found.error();
    if (*found) {
        if (auto read = recovery::readItems(crypto::viewOf((*found)->item)))
            items = *std::move(read);
    }
    return items;
}

/// What one row of the queue has to say; nothing where a later one will.
Result<std::vector<ArchiveItem>> itemsOf(Context &context, const store::ToArchive &row, std::set<UserId> &named)
{
    std::vector<ArchiveItem> items;
    store::Store &store = context.store;
    if (row.message == kItself) {
        auto found = store.conversations.find(row.conversation);
        if (!found)
            return found.error();
        if (!*found || !(*found)->known)
            return itemsThatWait(context, row);
        const store::ConversationRow &known = **found;
        items.emplace_back(ArchivedConversation { known.id, known.kind, known.title, known.titleSeq, known.first,
            known.settings, known.left, known.activeAt });
        items.emplace_back(ArchivedMarks { known.id, known.readUpTo, known.watermarks });
        return items;
    }
    auto found = store.messages.find(row.conversation, row.message);
    if (!found)
        return found.error();
    if (!*found) {
        auto waiting = itemsThatWait(context, row);
        if (waiting && waiting->empty())
            waiting->emplace_back(ArchivedRemoval { row.conversation, row.message });
        return waiting;
    }
    const chat::Message &message = **found;
    if (message.seq == Seq {} || !isReadable(message.content))
        return items;
    if (named.insert(message.sender).second) {
        auto person = store.people.find(message.sender);
        if (!person)
            return person.error();
        if (*person)
            items.emplace_back(ArchivedPerson { **person });
    }
    items.emplace_back(ArchivedMessage { message, {} });
    return items;
}

Result<void> keepForLater(
    Context &context, ConversationId conversation, MessageId message, Seq seq, const ArchiveItem &item)
{
    crypto::Bytes bytes;
    if (!recovery::appendItem(bytes, item))
        return {};
    return context.store.archive.addFound({ conversation, message, seq, crypto::toByteArray(bytes) });
}

/// Whether this device has come to that place in its own log, or never will.
Result<bool> isPassed(Context &context, ConversationId conversation, Seq seq)
{
    auto row = context.store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row || !(*row)->known || (*row)->left)
        return (*row).has_value() && (*row)->left;
    auto standing = context.groups.standing(conversation);
    if (!standing)
        return standing.error();
    return seq <= standing->cursor;
}

enum class Placed : quint8 { Filled, Known, Later };

Result<Placed> place(Context &context, Turn &turn, const ArchivedMessage &item)
{
    store::Store &store = context.store;
    chat::Message message = item.message;
    const ConversationId conversation = message.conversation;
    if (!store::isPlausible(message.seq) || !isReadable(message.content))
        return Placed::Known;
    auto known = store.messages.find(conversation, message.id);
    if (!known)
        return known.error();
    if (*known) {
        if ((*known)->content.kind != chat::ContentKind::Unreadable)
            return Placed::Known;
        if (auto set = store.messages.setContent(conversation, message.id, message.content); !set)
            return set.error();
        chat::Message filled = **known;
        filled.content = message.content;
        turn.changed(filled);
        turn.touched(conversation);
        return Placed::Filled;
    }
    auto passed = isPassed(context, conversation, message.seq);
    if (!passed)
        return passed.error();
    if (!*passed)
        return Placed::Later;
    auto isFree = store.held.take(conversation, message.seq);
    if (!isFree)
        return isFree.error();
    if (!*isFree)
        return Placed::Known; // something else is there, which the log put there
    message.order = store::loggedKey(message.seq);
    message.state = chat::DeliveryState::Sent;
    message.outgoing = message.sender == context.user();
    if (auto added = store.messages.add(message); !added)
        return added.error();
    if (auto found = cameLate(context, turn, message); !found)
        return found.error();
    turn.filled(conversation, { message.seq, message.seq });
    turn.touched(conversation);
    return Placed::Filled;
}

Result<void> describe(Context &context, const ArchivedConversation &item)
{
    store::Store &store = context.store;
    auto row = store.conversations.find(item.id);
    if (!row)
        return row.error();
    if (*row && (*row)->known)
        return {}; // the relay's word is the newer one
    return keepForLater(context, item.id, kItself, Seq {}, item);
}

Result<void> raise(Context &context, Turn &turn, const ArchivedMarks &item)
{
    store::Store &store = context.store;
    auto row = store.conversations.find(item.conversation);
    if (!row || !*row)
        return row ? Result<void>() : row.error();
    turn.touched(item.conversation);
    return store.conversations.raiseReadUpTo(item.conversation, item.readUpTo);
}

struct Taker
{
    Context &context;
    Turn &turn;
    qint64 filled = 0;

    Result<void> operator()(const ArchivedConversation &item) { return describe(context, item); }

    Result<void> operator()(const ArchivedPerson &item)
    {
        auto known = context.store.people.find(item.person.id);
        if (!known || *known)
            return known ? Result<void>() : known.error();
        return context.store.people.save(item.person);
    }

    Result<void> operator()(const ArchivedMessage &item)
    {
        const chat::Message &message = item.message;
        auto placed = place(context, turn, item);
        if (!placed)
            return placed.error();
        if (*placed == Placed::Later)
            return keepForLater(context, message.conversation, message.id, message.seq, item);
        filled += *placed == Placed::Filled ? 1 : 0;
        return context.store.archive.settle(message.conversation, message.id); // that it says so is known
    }

    Result<void> operator()(const ArchivedMarks &item) { return raise(context, turn, item); }
    Result<void> operator()(const recovery::ArchivedSilence &) { return {}; }

    /// The relay tells every device what is not to be shown any more.
    Result<void> operator()(const ArchivedRemoval &item)
    {
        return context.store.archive.removeFound(item.conversation, item.message);
    }

    Result<void> operator()(const recovery::UnknownItem &) { return {}; }
};

} // namespace

Result<ArchivePage> packArchive(
    Context &context, const archive::Chain &chain, const recovery::ArchiveKeys &keys, crypto::RandomSource &random)
{
    auto rows = context.store.archive.waiting(kRowsAPage);
    if (!rows)
        return rows.error();
    recovery::SegmentWriter writer;
    ArchivePage page;
    std::set<UserId> named;
    bool isFull = false;
    for (const store::ToArchive &row : *rows) {
        auto items = itemsOf(context, row, named);
        if (!items)
            return items.error();
        for (const ArchiveItem &item : *items)
            isFull = isFull || writer.add(item) == Added::Full;
        if (isFull)
            break; // said again as a whole in the next one
        page.rows.push_back(row.number);
    }
    if (!writer.isEmpty())
        page.sealed = writer.seal(chain, keys, random);
    return page;
}

Result<qint64> takeArchive(Context &context, Turn &turn, const std::vector<recovery::ArchiveItem> &items)
{
    Taker taker { context, turn };
    for (const ArchiveItem &item : items) {
        if (auto taken = std::visit(taker, item); !taken)
            return taken.error();
    }
    return taker.filled;
}

Result<PlacedPage> placeArchived(Context &context, Turn &turn, ConversationId conversation, IsSaved isSaved)
{
    store::Store &store = context.store;
    auto row = store.conversations.find(conversation);
    if (!row)
        return row.error();
    auto standing = context.groups.standing(conversation);
    if (!standing)
        return standing.error();
    const bool isOurs = *row && (*row)->known && !(*row)->left;
    const Seq upTo = isOurs ? standing->cursor : Seq { std::numeric_limits<qint64>::max() };
    auto found = store.archive.found(conversation, upTo, kPlacedAtOnce);
    if (!found)
        return found.error();
    PlacedPage page;
    std::size_t gone = 0;
    for (const store::FromArchive &one : *found) {
        const auto items = recovery::readItems(crypto::viewOf(one.item));
        if (items && items->size() == 1) {
            if (const auto *described = std::get_if<ArchivedConversation>(&items->front()); described && !isOurs) {
                // The relay does not show it any more: what there is is history.
                if (auto ensured = store.conversations.ensure(conversation); !ensured)
                    return ensured.error();
                if (auto told = store.conversations.describe(conversation, described->kind); !told)
                    return told.error();
                if (auto titled = store.conversations.setTitle(conversation, described->title, described->titleSeq);
                    !titled)
                    return titled.error();
                if (auto left = store.conversations.setLeft(conversation, true); !left)
                    return left.error();
                turn.touched(conversation);
            } else if (const auto *message = std::get_if<ArchivedMessage>(&items->front())) {
                auto placed = place(context, turn, *message);
                if (!placed)
                    return placed.error();
                if (*placed == Placed::Later)
                    continue;
                page.filled += *placed == Placed::Filled ? 1 : 0;
            }
        }
        ++gone;
        if (auto removed = store.archive.removeFound(conversation, one.message); !removed)
            return removed.error();
        if (isSaved == IsSaved::No)
            continue;
        if (auto settled = store.archive.settle(conversation, one.message); !settled)
            return settled.error();
    }
    page.isMore = gone > 0 && found->size() == std::size_t(kPlacedAtOnce);
    return page;
}

} // namespace pc::session
