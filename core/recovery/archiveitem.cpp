// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/archiveitem.h"

#include "core/crypto/wipingbytes.h"
#include "core/mls_public/codec.h"
#include "core/recovery/itemfields.h"

namespace pc::recovery {

namespace {

using crypto::Bytes;
using crypto::ByteView;

// Numbers in sealed segments, which outlive the order of these enums.
static_assert(int(chat::ConversationKind::Direct) == 0 && int(chat::ConversationKind::Group) == 1);
static_assert(int(chat::ConversationKind::Class) == 2);
static_assert(int(chat::ContentKind::Text) == 0 && int(chat::ContentKind::Event) == 1);
static_assert(int(chat::ContentKind::Unreadable) == 2 && int(chat::ContentKind::Unknown) == 3);
static_assert(int(chat::EventKind::Created) == 0 && int(chat::EventKind::Renamed) == 1);
static_assert(int(chat::EventKind::MembersAdded) == 2 && int(chat::EventKind::MembersRemoved) == 3
    && int(chat::EventKind::Left) == 4);
static_assert(int(chat::Missing::NotYet) == 0 && int(chat::Missing::BeforeThisDevice) == 1);
static_assert(int(chat::Missing::WithoutThisDevice) == 2 && int(chat::Missing::Damaged) == 3);
static_assert(int(chat::Missing::Refused) == 4);
static_assert(
    int(people::Role::Guardian) == 0 && int(people::Role::Staff) == 1 && int(people::Role::Administrator) == 2);

enum class Kind : std::uint16_t { Conversation = 1, Person = 2, Message = 3, Marks = 4, Silence = 5, Removal = 6 };

struct ConversationBody
{
    RawId id {};
    std::uint8_t kind = 0;
    Bytes title;
    std::uint64_t titleSeq = 0;
    std::uint64_t first = 0;
    std::uint64_t mutedUntil = 0; ///< 0: it is not.
    std::uint8_t archived = 0;
    std::uint8_t pinned = 0;
    std::uint8_t left = 0;
    std::uint64_t activeAt = 0;

    static void fields(auto &io, auto &self)
    {
        io(self.id, self.kind, self.title, self.titleSeq, self.first, self.mutedUntil, self.archived, self.pinned,
            self.left, self.activeAt);
    }

    static ConversationBody of(const ArchivedConversation &item)
    {
        return { item.id.raw().bytes, std::uint8_t(item.kind), utf8Of(item.title), numberOf(item.titleSeq),
            numberOf(item.first), item.settings.mutedUntil ? numberOf(*item.settings.mutedUntil) : 0,
            item.settings.archived, item.settings.pinned, item.left, numberOf(item.activeAt) };
    }

    ArchivedConversation value(Checked &in) const
    {
        ArchivedConversation item;
        item.id = in.id<ConversationId>(id);
        item.kind = in.value(kind, chat::ConversationKind::Class);
        item.title = in.text(title);
        item.titleSeq = in.seq(titleSeq);
        item.first = in.seq(first);
        if (mutedUntil > 0)
            item.settings.mutedUntil = in.time(mutedUntil);
        item.settings.archived = in.flag(archived);
        item.settings.pinned = in.flag(pinned);
        item.left = in.flag(left);
        item.activeAt = in.time(activeAt);
        return item;
    }
};

struct PersonBody
{
    RawId id {};
    RawId school {};
    Bytes name;
    std::uint8_t role = 0;
    Bytes label;

    static void fields(auto &io, auto &self) { io(self.id, self.school, self.name, self.role, self.label); }

    static PersonBody of(const ArchivedPerson &item)
    {
        const people::Person &person = item.person;
        return { person.id.raw().bytes, person.school.raw().bytes, utf8Of(person.name), std::uint8_t(person.role),
            utf8Of(person.label) };
    }

    ArchivedPerson value(Checked &in) const
    {
        return { { in.id<UserId>(id), SchoolId { Uuid { school } }, in.text(name),
            in.value(role, people::Role::Administrator), in.text(label) } };
    }
};

/// What a text says beside its words, in the bytes of its item; 0 and zeros: not said.
struct Origin
{
    std::uint64_t written = 0;
    RawId follows {};

    static void fields(auto &io, auto &self) { io(self.written, self.follows); }

    static Bytes of(const chat::Content &content)
    {
        const Origin origin { content.written ? numberOf(*content.written) : 0,
            content.follows.value_or(MessageId {}).raw().bytes };
        return content.written || content.follows ? mls::encode(origin) : Bytes {};
    }

    static void read(const Bytes &bytes, chat::Content &content, Checked &in)
    {
        const auto origin = mls::decode<Origin>(bytes);
        if (origin && origin->written > 0)
            content.written = in.time(origin->written);
        if (origin && !Uuid { origin->follows }.isNull())
            content.follows = MessageId { Uuid { origin->follows } };
    }
};

struct MessageBody
{
    RawId id {};
    RawId conversation {};
    RawId sender {};
    RawId device {};
    std::uint64_t seq = 0;
    std::uint64_t time = 0;
    std::uint8_t outgoing = 0;
    std::uint8_t kind = 0;
    std::uint8_t event = 0;
    std::uint8_t missing = 0;
    Bytes text;
    Bytes content;

    static void fields(auto &io, auto &self)
    {
        io(self.id, self.conversation, self.sender, self.device, self.seq, self.time, self.outgoing, self.kind,
            self.event, self.missing, self.text, self.content);
    }

    static MessageBody of(const ArchivedMessage &item)
    {
        const chat::Message &message = item.message;
        return { message.id.raw().bytes, message.conversation.raw().bytes, message.sender.raw().bytes,
            message.device.raw().bytes, numberOf(message.seq), numberOf(message.time), message.outgoing,
            std::uint8_t(message.content.kind), std::uint8_t(message.content.event),
            std::uint8_t(message.content.missing), utf8Of(message.content.text),
            message.content.kind == chat::ContentKind::Text ? Origin::of(message.content)
                                                            : Bytes { item.content.begin(), item.content.end() } };
    }

    ArchivedMessage value(Checked &in) const
    {
        ArchivedMessage item;
        chat::Message &message = item.message;
        message.id = in.id<MessageId>(id);
        message.conversation = in.id<ConversationId>(conversation);
        message.sender = UserId { Uuid { sender } }; // a school's as well
        message.device = DeviceId { Uuid { device } };
        message.seq = in.seq(seq);
        message.time = in.time(time);
        message.outgoing = in.flag(outgoing);
        message.content.kind = in.value(kind, chat::ContentKind::Unknown);
        message.content.event = in.value(event, chat::EventKind::Left);
        message.content.missing = in.value(missing, chat::Missing::Refused);
        message.content.text = in.text(text);
        if (message.content.kind == chat::ContentKind::Text)
            Origin::read(content, message.content, in);
        else
            item.content = QByteArray(reinterpret_cast<const char *>(content.data()), qsizetype(content.size()));
        return item;
    }
};

struct MarksBody
{
    RawId conversation {};
    std::uint64_t readUpTo = 0;
    std::uint64_t delivered = 0;
    std::uint64_t read = 0;

    static void fields(auto &io, auto &self) { io(self.conversation, self.readUpTo, self.delivered, self.read); }

    static MarksBody of(const ArchivedMarks &item)
    {
        return { item.conversation.raw().bytes, numberOf(item.readUpTo), numberOf(item.watermarks.delivered),
            numberOf(item.watermarks.read) };
    }

    ArchivedMarks value(Checked &in) const
    {
        return { in.id<ConversationId>(conversation), in.seq(readUpTo), { in.seq(delivered), in.seq(read) } };
    }
};

struct SilenceBody
{
    RawId conversation {};
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint8_t expired = 0;

    static void fields(auto &io, auto &self) { io(self.conversation, self.first, self.last, self.expired); }

    static SilenceBody of(const ArchivedSilence &item)
    {
        return { item.conversation.raw().bytes, numberOf(item.first), numberOf(item.last), item.expired };
    }

    ArchivedSilence value(Checked &in) const
    {
        return { in.id<ConversationId>(conversation), in.seq(first), in.seq(last), in.flag(expired) };
    }
};

struct RemovalBody
{
    RawId conversation {};
    RawId message {};

    static void fields(auto &io, auto &self) { io(self.conversation, self.message); }

    static RemovalBody of(const ArchivedRemoval &item)
    {
        return { item.conversation.raw().bytes, item.message.raw().bytes };
    }

    ArchivedRemoval value(Checked &in) const
    {
        return { in.id<ConversationId>(conversation), in.id<MessageId>(message) };
    }
};

/// An item as it stands among others.
struct Framed
{
    std::uint16_t kind = 0;
    Bytes body;

    static void fields(auto &io, auto &self) { io(self.kind, self.body); }
};

template<typename Body>
Framed framedAs(Kind kind, const auto &item)
{
    return { std::uint16_t(kind), mls::encode(Body::of(item)) };
}

struct Framing
{
    Framed operator()(const ArchivedConversation &item) const
    {
        return framedAs<ConversationBody>(Kind::Conversation, item);
    }
    Framed operator()(const ArchivedPerson &item) const { return framedAs<PersonBody>(Kind::Person, item); }
    Framed operator()(const ArchivedMessage &item) const { return framedAs<MessageBody>(Kind::Message, item); }
    Framed operator()(const ArchivedMarks &item) const { return framedAs<MarksBody>(Kind::Marks, item); }
    Framed operator()(const ArchivedSilence &item) const { return framedAs<SilenceBody>(Kind::Silence, item); }
    Framed operator()(const ArchivedRemoval &item) const { return framedAs<RemovalBody>(Kind::Removal, item); }
    Framed operator()(const UnknownItem &item) const { return { item.kind, item.body }; }
};

template<typename Body>
ArchiveItem readAs(Framed &&framed)
{
    if (const auto body = mls::decode<Body>(framed.body, { kMostItemBytes, kMostItemBytes, 2 })) {
        Checked in;
        auto item = body->value(in);
        if (in.ok())
            return item;
    }
    return UnknownItem { framed.kind, std::move(framed.body) };
}

ArchiveItem itemOf(Framed &&framed)
{
    switch (Kind(framed.kind)) {
    case Kind::Conversation:
        return readAs<ConversationBody>(std::move(framed));
    case Kind::Person:
        return readAs<PersonBody>(std::move(framed));
    case Kind::Message:
        return readAs<MessageBody>(std::move(framed));
    case Kind::Marks:
        return readAs<MarksBody>(std::move(framed));
    case Kind::Silence:
        return readAs<SilenceBody>(std::move(framed));
    case Kind::Removal:
        return readAs<RemovalBody>(std::move(framed));
    }
    return UnknownItem { framed.kind, std::move(framed.body) };
}

} // namespace

bool appendItem(Bytes &to, const ArchiveItem &item)
{
    Framed framed = std::visit(Framing(), item);
    const bool fits = framed.body.size() <= kMostItemBytes;
    if (fits) {
        Bytes bytes = mls::encode(framed);
        crypto::append(to, bytes);
        crypto::wipe(bytes);
    }
    crypto::wipe(framed.body);
    return fits;
}

std::optional<std::vector<ArchiveItem>> readItems(ByteView bytes)
{
    mls::Reader in(bytes, { bytes.size(), kMostItemBytes, 2 });
    std::vector<ArchiveItem> items;
    while (in.ok() && !in.rest().empty()) {
        Framed framed;
        in(framed);
        if (framed.body.size() > kMostItemBytes)
            return std::nullopt;
        if (in.ok())
            items.push_back(itemOf(std::move(framed)));
    }
    if (!in.finish())
        return std::nullopt;
    return items;
}

} // namespace pc::recovery
