// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/omissions.h"

#include "core/base/log.h"

#include <algorithm>

namespace pc::session {

namespace {

/// Where the device's message before `message` must stand: above its last one that is here. Nothing where it may lie where this
/// person sees nothing.
Result<std::optional<store::Range>> placeBefore(Context &context, const chat::Message &message)
{
    auto row = context.store.conversations.find(message.conversation);
    if (!row)
        return row.error();
    if (!*row || !(*row)->known)
        return std::optional<store::Range>();
    auto last = context.store.messages.lastOfDevice(message.conversation, message.device, message.seq);
    if (!last)
        return last.error();
    const Seq first = (*row)->first;
    if (*last && (*last)->seq >= first)
        return std::optional(store::Range { next((*last)->seq), previous(message.seq) });
    return first > Seq { 1 } ? std::nullopt : std::optional(store::Range { first, previous(message.seq) });
}

/// Whether all of it came as far as the relay has it, and nothing of it was too old.
Result<bool> isComplete(Context &context, ConversationId conversation, store::Range range)
{
    auto held = context.store.held.held(conversation);
    if (!held)
        return held.error();
    if (!store::missing(*held, range).empty())
        return false;
    auto silent = context.store.held.silent(conversation);
    if (!silent)
        return silent.error();
    return std::ranges::none_of(*silent, [&](const store::SilentRange &part) {
        return part.why == store::Silence::Expired && part.range.first <= range.last && part.range.last >= range.first;
    });
}

} // namespace

Result<bool> missesEarlier(Context &context, const chat::Message &message)
{
    const std::optional<MessageId> &follows = message.content.follows;
    if (!follows || message.seq == Seq {} || message.device == context.self.device)
        return false;
    auto earlier = context.store.messages.find(message.conversation, *follows);
    if (!earlier || *earlier)
        return earlier ? Result<bool>(false) : earlier.error();
    auto place = placeBefore(context, message);
    if (!place || !*place)
        return place ? Result<bool>(false) : place.error();
    auto complete = isComplete(context, message.conversation, **place);
    if (complete && *complete)
        qCWarning(lcSession) << "a message is missing, in" << message.conversation.raw().toShortString();
    return complete;
}

Result<void> cameLate(Context &context, Turn &turn, const chat::Message &message)
{
    auto missing = context.store.messages.missing(message.conversation, message.id);
    if (!missing)
        return missing.error();
    for (chat::Message &later : *missing) {
        later.missesEarlier = false;
        if (auto set = context.store.messages.setMisses(later.conversation, later.id, false); !set)
            return set;
        turn.changed(later);
    }
    return {};
}

Result<groups::PlacesBefore> placesBefore(Context &context, ConversationId conversation, Seq upTo)
{
    groups::PlacesBefore before {};
    auto row = context.store.conversations.find(conversation);
    if (!row)
        return row.error();
    const Seq first = *row ? (*row)->first : Seq { 1 };
    const Seq lowest { upTo.raw() - groups::kPlacesBefore };
    auto written = context.store.messages.written(conversation, { lowest, previous(upTo) });
    if (!written)
        return written.error();
    auto silent = context.store.held.silent(conversation);
    if (!silent)
        return silent.error();
    const auto set = [&](Seq from, Seq to) {
        for (Seq seq = std::max(from, lowest); seq <= to && seq < upTo; seq = next(seq))
            groups::setMessage(before, int(upTo.raw() - 1 - seq.raw()));
    };
    set(lowest, previous(first));
    for (const Seq seq : *written)
        set(seq, seq);
    for (const store::SilentRange &part : *silent) {
        if (part.why == store::Silence::Expired)
            set(part.range.first, part.range.last);
    }
    return before;
}

Result<Seq> coveredUpTo(
    Context &context, ConversationId conversation, Seq upTo, const std::optional<groups::PlacesBefore> &before)
{
    if (!before)
        return upTo; // of an earlier program
    auto own = context.store.messages.own(conversation, { Seq { upTo.raw() - groups::kPlacesBefore }, previous(upTo) });
    if (!own)
        return own.error();
    for (const Seq seq : *own) {
        if (!groups::hasMessage(*before, int(upTo.raw() - 1 - seq.raw())))
            return previous(seq);
    }
    return upTo;
}

} // namespace pc::session
