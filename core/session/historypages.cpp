// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/historypages.h"

#include "core/chat/contentcodec.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/sealedcontent.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pc::session {

namespace {

constexpr int kMostWanted = 2'000; ///< In a request; answers are full before, as a rule.
constexpr Milliseconds kRequestLives { 15 * 60 * 1'000 };

Result<groups::DeviceIdentity> ownIdentity(Context &context)
{
    auto identity = groups::loadDeviceIdentity(context.store);
    if (!identity)
        return identity.error();
    if (!*identity)
        return { Errc::KeyMissing, QStringLiteral("no keys to sign with") };
    return std::move(**identity);
}

/// That device in the group as it is now; nothing when it is not.
Result<std::optional<groups::Reader>> readerIn(
    Context &context, ConversationId conversation, UserId user, DeviceId device)
{
    auto readers = context.groups.readers(conversation);
    if (!readers)
        return readers.error();
    const auto found = std::ranges::find_if(*readers, [&](const groups::Reader &reader) {
        return reader.certificate.user == user && reader.certificate.device == device && reader.isMember;
    });
    return found == readers->end() ? std::optional<groups::Reader>() : std::optional(*found);
}

/// In a class or group that this person is in.
Result<bool> isForSeveral(Context &context, ConversationId conversation)
{
    auto row = context.store.conversations.find(conversation);
    if (!row)
        return row.error();
    return *row && (*row)->known && !(*row)->left && (*row)->kind != chat::ConversationKind::Direct;
}

/// Since when the person may have what is here. Their other devices: everything.
Result<std::optional<Seq>> entitledSince(Context &context, ConversationId conversation, UserId user)
{
    if (user == context.user())
        return std::optional(Seq { 1 });
    return context.store.members.presentSince(conversation, user);
}

std::optional<peerhistory::HistoryItem> itemOf(const store::Proven &proven)
{
    const QByteArray content = chat::encodeContent(proven.message.content);
    peerhistory::HistoryItem item { proven.message.seq, proven.message.sender, {}, {} };
    // A newer program may have said more in it than was understood here, and so than is here.
    if (!groups::proves(crypto::viewOf(proven.opening.frankingKey), crypto::viewOf(content),
            crypto::viewOf(proven.opening.commitment)))
        return std::nullopt;
    std::ranges::copy(crypto::viewOf(proven.opening.frankingKey), item.frankingKey.begin());
    item.content = crypto::toBytes(crypto::viewOf(content));
    return item;
}

Result<peerhistory::HistoryPage> pageFor(Context &context, const peerhistory::HistoryRequest &request, Seq since)
{
    peerhistory::HistoryPage page;
    int left = int(peerhistory::kMostAnswerItems);
    for (auto range = request.ranges.rbegin(); range != request.ranges.rend(); ++range) {
        const store::Range within { std::max(range->first, since), range->last };
        if (within.last < within.first)
            break;
        auto rows = context.store.openings.proven(request.conversation, within, left);
        if (!rows)
            return rows.error();
        for (const store::Proven &row : *rows) {
            if (auto item = itemOf(row); item && !page.add(std::move(*item)))
                return page;
            page.lookedDownTo(row.message.seq);
        }
        left -= int(rows->size());
        if (left <= 0)
            return page;
        page.lookedDownTo(within.first);
    }
    page.lookedDownTo(request.ranges.front().first);
    return page;
}

/// What an item says of its place; false where it is not to be believed.
Result<bool> placeBrought(
    Context &context, Turn &turn, ConversationId conversation, const peerhistory::HistoryItem &item)
{
    store::Store &store = context.store;
    auto rows = store.messages.from(conversation, store::loggedKey(item.seq), 1);
    if (!rows)
        return rows.error();
    if (rows->empty() || rows->front().seq != item.seq)
        return false;
    chat::Message message = rows->front();
    using chat::Missing;
    const Missing missing = message.content.missing;
    if (message.content.kind != chat::ContentKind::Unreadable || missing == Missing::NotYet
        || missing == Missing::Refused || item.sender != message.sender)
        return false;
    auto opening = store.openings.find(conversation, message.id);
    if (!opening)
        return opening.error();
    if (!*opening || !groups::proves(item.frankingKey, item.content, crypto::viewOf((*opening)->commitment)))
        return false;
    const QByteArray bytes = crypto::toByteArray(item.content);
    auto content = chat::decodeContent(bytes);
    if (!content)
        return false;
    const bool isUnknown = content->kind == chat::ContentKind::Unknown;
    if (auto set = store.messages.setContent(conversation, message.id, *content, isUnknown ? bytes : QByteArray());
        !set)
        return set.error();
    (*opening)->frankingKey = crypto::toByteArray(item.frankingKey);
    if (auto saved = store.openings.save(conversation, message.id, **opening); !saved)
        return saved.error();
    message.content = std::move(*content);
    turn.changed(message);
    turn.touched(conversation);
    return true;
}

} // namespace

Result<std::optional<OwnRequest>> askFor(Context &context, ConversationId conversation, UtcTime now)
{
    auto isAsked = isForSeveral(context, conversation);
    if (!isAsked)
        return isAsked.error();
    if (!*isAsked)
        return std::optional<OwnRequest>();
    auto wanted = context.store.openings.wanted(conversation, kMostWanted);
    if (!wanted)
        return wanted.error();
    if (wanted->empty())
        return std::optional<OwnRequest>();
    auto identity = ownIdentity(context);
    if (!identity)
        return identity.error();
    std::ranges::reverse(*wanted);
    OwnRequest own;
    own.conversation = conversation;
    own.box = crypto::X25519KeyPair::generate(crypto::systemRandom());
    peerhistory::HistoryRequest request { conversation, context.user(), context.self.device, now, own.box.publicKey,
        peerhistory::rangesOf(*wanted) };
    std::erase_if(*wanted, [&](Seq seq) { return seq < request.ranges.front().first; });
    own.wanted = std::move(*wanted);
    own.bytes = peerhistory::sign(request, identity->leafKey);
    return std::optional(std::move(own));
}

Result<Gift> giftFor(Context &context, const QByteArray &request, UtcTime now, crypto::RandomSource &random)
{
    Gift gift;
    const crypto::ByteView bytes = crypto::viewOf(request);
    const auto asked = peerhistory::readRequest(bytes);
    if (!asked)
        return gift;
    gift.user = asked->user;
    auto isGiven = isForSeveral(context, asked->conversation);
    if (!isGiven)
        return isGiven.error();
    if (!*isGiven || asked->device == context.self.device)
        return gift;
    gift.answer = NotGiven::Stale;
    if (asked->asked > now + kRequestLives || asked->asked < now - kRequestLives)
        return gift;
    gift.answer = NotGiven::NotTheirs;
    auto reader = readerIn(context, asked->conversation, asked->user, asked->device);
    if (!reader)
        return reader.error();
    if (!*reader || !peerhistory::isSignedBy(bytes, (*reader)->certificate.leafKey))
        return gift;
    gift.answer = NotGiven::Unchecked;
    if ((*reader)->verdict != trust::Verdict::Good)
        return gift;
    gift.answer = NotGiven::NotEntitled;
    auto since = entitledSince(context, asked->conversation, asked->user);
    if (!since)
        return since.error();
    if (!*since)
        return gift;
    gift.answer = NotGiven::Nothing;
    auto page = pageFor(context, *asked, **since);
    if (!page)
        return page.error();
    if (page->items().empty())
        return gift;
    auto identity = ownIdentity(context);
    if (!identity)
        return identity.error();
    const auto sealed
        = peerhistory::sealAnswer(bytes, *page, { context.user(), context.self.device }, identity->leafKey, random);
    if (sealed)
        gift.answer = crypto::toByteArray(*sealed);
    return gift;
}

Result<BroughtHistory> takeHistory(Context &context, Turn &turn, const OwnRequest &request, const QByteArray &answer)
{
    const crypto::ByteView bytes = crypto::viewOf(answer);
    const auto giver = peerhistory::giverOf(bytes);
    if (!giver)
        return giver.error();
    BroughtHistory brought;
    brought.giver = giver->user;
    auto reader = readerIn(context, request.conversation, giver->user, giver->device);
    if (!reader)
        return reader.error();
    if (!*reader)
        return { Errc::Invalid, QStringLiteral("history from nobody in this conversation") };
    brought.isUnchecked = (*reader)->verdict != trust::Verdict::Good;
    if (brought.isUnchecked)
        return brought;
    const auto page = peerhistory::openAnswer(bytes, request.bytes, (*reader)->certificate.leafKey, request.box);
    if (!page) // theirs is damaged, and not this store
        return { page.code() == Errc::Corrupt ? Errc::Invalid : page.code(), page.error().detail };
    std::set<Seq> left(request.wanted.begin(), request.wanted.end());
    for (const peerhistory::HistoryItem &item : page->items()) {
        Result<bool> placed = false;
        if (left.contains(item.seq))
            placed = placeBrought(context, turn, request.conversation, item);
        if (!placed)
            return placed.error();
        ++(*placed ? brought.filled : brought.refused);
        if (*placed)
            left.erase(item.seq);
    }
    for (auto seq = left.lower_bound(page->downTo()); seq != left.end(); ++seq, ++brought.missed) {
        if (auto noted = context.store.openings.missed(request.conversation, *seq); !noted)
            return noted.error();
    }
    return brought;
}

} // namespace pc::session
