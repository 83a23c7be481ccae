// SPDX-License-Identifier: GPL-3.0-or-later
// What each frame is made of: the one list of keys, members and bounds. Readers and writers of both encodings, and the
// check of README.md, walk it; nothing else knows a key.
//
//   required: always written; a frame without it is Invalid. A required id is never null.
//   optional: left out when it has its default value; absent means that default.

#pragma once

#include "core/wire/frames.h"
#include "core/wire/limits.h"

#include <limits>

namespace pc::wire {

using namespace Qt::Literals::StringLiterals;

/// Names a struct whose fields are meant, without a value of it.
template<typename Struct>
struct Of
{
};

/// UTF-16 units of a text, bytes of a byte string, elements of a list, or the value of a number; from 0 to `most`.
struct AtMost
{
    quint64 most = kMaxNumber;
};

/// A list of byte strings: how many, and the bytes of each.
struct ItemsAtMost
{
    quint64 most;
    quint64 bytes;
};

inline constexpr AtMost kAnyInt { quint64(std::numeric_limits<int>::max()) };

/// A packed struct is written as an array of its fields in their order, since it comes by the hundred. Further elements
/// are ignored, as unknown keys are.
template<typename Struct>
inline constexpr bool kPacked = false;
template<>
inline constexpr bool kPacked<Cursor> = true;
template<>
inline constexpr bool kPacked<Head> = true;

// ---- parts

template<typename V>
constexpr void fields(V &v, Of<Cursor>)
{
    v.required("conversation"_L1, &Cursor::conversation);
    v.required("seq"_L1, &Cursor::seq);
    v.required("revision"_L1, &Cursor::revision);
}

template<typename V>
constexpr void fields(V &v, Of<Head>)
{
    v.required("conversation"_L1, &Head::conversation);
    v.required("seq"_L1, &Head::seq);
    v.required("revision"_L1, &Head::revision);
}

template<typename V>
constexpr void fields(V &v, Of<Limits>)
{
    v.required("frameBytes"_L1, &Limits::frameBytes);
    v.required("handshakeBytes"_L1, &Limits::handshakeBytes);
    v.required("messagesPerMinute"_L1, &Limits::messagesPerMinute, kAnyInt);
    v.required("messageBurst"_L1, &Limits::messageBurst, kAnyInt);
    v.required("pageFrames"_L1, &Limits::pageFrames, kAnyInt);
    v.required("pageBytes"_L1, &Limits::pageBytes);
    v.required("groupMembers"_L1, &Limits::groupMembers, kAnyInt);
}

template<typename V>
constexpr void fields(V &v, Of<Member>)
{
    v.required("user"_L1, &Member::user);
    v.optional("owner"_L1, &Member::owner);
    v.optional("name"_L1, &Member::name, AtMost { kMaxNameUnits });
    v.optional("role"_L1, &Member::role);
    v.optional("label"_L1, &Member::label, AtMost { kMaxLabelUnits });
}

template<typename V>
constexpr void fields(V &v, Of<PersonalSettings>)
{
    v.optional("mutedUntil"_L1, &PersonalSettings::mutedUntil);
    v.optional("archived"_L1, &PersonalSettings::archived);
    v.optional("pinned"_L1, &PersonalSettings::pinned);
}

template<typename V>
constexpr void fields(V &v, Of<Synced>)
{
    v.required("first"_L1, &Synced::first);
    v.required("last"_L1, &Synced::last);
    v.required("head"_L1, &Synced::head);
    v.required("oldest"_L1, &Synced::oldest);
    v.optional("revision"_L1, &Synced::revision);
}

// ---- frames

constexpr QLatin1StringView typeOf(Of<Hello>)
{
    return "hello"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Hello>)
{
    v.required("token"_L1, &Hello::accessToken, AtMost { kMaxTokenUnits });
    v.required("client"_L1, &Hello::clientVersion, AtMost { kMaxVersionUnits });
    v.required("protocol"_L1, &Hello::protocol, kAnyInt);
    v.optional("active"_L1, &Hello::active);
    v.optional("partial"_L1, &Hello::partial);
    v.optional("cursors"_L1, &Hello::cursors, AtMost { kMaxCursors });
    v.optional("logEpoch"_L1, &Hello::logEpoch);
}

constexpr QLatin1StringView typeOf(Of<Welcome>)
{
    return "welcome"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Welcome>)
{
    v.required("user"_L1, &Welcome::user);
    v.required("device"_L1, &Welcome::device);
    v.required("protocol"_L1, &Welcome::protocol, kAnyInt);
    v.required("heartbeatMs"_L1, &Welcome::heartbeat);
    v.required("serverTime"_L1, &Welcome::serverTime);
    v.required("logEpoch"_L1, &Welcome::logEpoch);
    v.required("relay"_L1, &Welcome::relayVersion, AtMost { kMaxVersionUnits });
    v.required("limits"_L1, &Welcome::limits);
    v.optional("retentionDays"_L1, &Welcome::retentionDays, AtMost { kMaxRetentionDays });
}

constexpr QLatin1StringView typeOf(Of<Message>)
{
    return "message"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Message>)
{
    v.required("conversation"_L1, &Message::conversation);
    v.required("message"_L1, &Message::message);
    v.optional("sender"_L1, &Message::sender);
    v.optional("device"_L1, &Message::device);
    v.optional("seq"_L1, &Message::seq);
    v.optional("sentAt"_L1, &Message::sentAt);
    v.required("content"_L1, &Message::content, AtMost { kMaxContentBytes });
    v.optional("tag"_L1, &Message::tag, AtMost { kMaxTagBytes });
}

constexpr QLatin1StringView typeOf(Of<Handshake>)
{
    return "handshake"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Handshake>)
{
    v.required("conversation"_L1, &Handshake::conversation);
    v.required("message"_L1, &Handshake::message);
    v.required("op"_L1, &Handshake::op);
    v.required("epoch"_L1, &Handshake::epoch);
    v.optional("sender"_L1, &Handshake::sender);
    v.optional("device"_L1, &Handshake::device);
    v.optional("seq"_L1, &Handshake::seq);
    v.optional("sentAt"_L1, &Handshake::sentAt);
    v.required("content"_L1, &Handshake::content, AtMost { kMaxItemBytes });
    v.optional("tree"_L1, &Handshake::tree, AtMost { kMaxItemBytes });
    v.optional("welcome"_L1, &Handshake::welcome, AtMost { kMaxItemBytes });
    v.optional("groupInfo"_L1, &Handshake::groupInfo, AtMost { kMaxItemBytes });
}

constexpr QLatin1StringView typeOf(Of<Keys>)
{
    return "keys"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Keys>)
{
    v.required("op"_L1, &Keys::op);
    v.optional("conversation"_L1, &Keys::conversation);
    v.optional("users"_L1, &Keys::users, AtMost { kMaxUsers });
    v.optional("items"_L1, &Keys::items, ItemsAtMost { kMaxItems, kMaxItemBytes });
    v.optional("seq"_L1, &Keys::seq);
}

constexpr QLatin1StringView typeOf(Of<Receipt>)
{
    return "receipt"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Receipt>)
{
    v.required("conversation"_L1, &Receipt::conversation);
    v.required("kind"_L1, &Receipt::kind);
    v.required("upTo"_L1, &Receipt::upTo);
    v.optional("user"_L1, &Receipt::user);
    v.optional("revision"_L1, &Receipt::revision);
    v.optional("at"_L1, &Receipt::at);
    v.optional("proof"_L1, &Receipt::proof, AtMost { kMaxProofBytes });
}

constexpr QLatin1StringView typeOf(Of<Typing>)
{
    return "typing"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Typing>)
{
    v.required("conversation"_L1, &Typing::conversation);
    v.required("isTyping"_L1, &Typing::isTyping);
    v.optional("user"_L1, &Typing::user);
}

constexpr QLatin1StringView typeOf(Of<Presence>)
{
    return "presence"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Presence>)
{
    v.optional("user"_L1, &Presence::user);
    v.required("status"_L1, &Presence::status);
    v.optional("lastSeen"_L1, &Presence::lastSeen);
    v.optional("active"_L1, &Presence::active);
}

constexpr QLatin1StringView typeOf(Of<Sync>)
{
    return "sync"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Sync>)
{
    v.required("conversation"_L1, &Sync::conversation);
    v.required("after"_L1, &Sync::after);
    v.optional("upTo"_L1, &Sync::upTo);
    v.optional("limit"_L1, &Sync::limit, AtMost { kMaxSyncLimit });
    v.optional("newestFirst"_L1, &Sync::newestFirst);
    v.optional("receiptsAfter"_L1, &Sync::receiptsAfter);
}

constexpr QLatin1StringView typeOf(Of<Conversation>)
{
    return "conversation"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Conversation>)
{
    v.required("conversation"_L1, &Conversation::conversation);
    v.required("op"_L1, &Conversation::op);
    v.optional("message"_L1, &Conversation::message);
    v.optional("kind"_L1, &Conversation::kind);
    v.optional("title"_L1, &Conversation::title, AtMost { kMaxTitleUnits });
    v.optional("members"_L1, &Conversation::members, AtMost { kMaxMembers });
    v.optional("settings"_L1, &Conversation::settings);
    v.optional("actor"_L1, &Conversation::actor);
    v.optional("device"_L1, &Conversation::device);
    v.optional("seq"_L1, &Conversation::seq);
    v.optional("sentAt"_L1, &Conversation::sentAt);
    v.optional("first"_L1, &Conversation::first);
    v.optional("head"_L1, &Conversation::head);
    v.optional("left"_L1, &Conversation::left);
}

constexpr QLatin1StringView typeOf(Of<Heartbeat>)
{
    return "heartbeat"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Heartbeat>)
{
    v.optional("heads"_L1, &Heartbeat::heads, AtMost { kMaxHeads });
}

constexpr QLatin1StringView typeOf(Of<CaughtUp>)
{
    return "caughtUp"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<CaughtUp>)
{
    v.optional("heads"_L1, &CaughtUp::heads, AtMost { kMaxHeads });
    v.optional("more"_L1, &CaughtUp::more);
    v.optional("kept"_L1, &CaughtUp::kept, AtMost { kMaxHeads });
}

constexpr QLatin1StringView typeOf(Of<Ack>)
{
    return "ack"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Ack>)
{
    v.optional("message"_L1, &Ack::message);
    v.optional("conversation"_L1, &Ack::conversation);
    v.optional("seq"_L1, &Ack::seq);
    v.optional("sentAt"_L1, &Ack::sentAt);
    v.optional("synced"_L1, &Ack::synced);
    v.optional("items"_L1, &Ack::items, ItemsAtMost { kMaxItems, kMaxItemBytes });
    v.optional("count"_L1, &Ack::count);
    v.optional("frozen"_L1, &Ack::frozen);
}

constexpr QLatin1StringView typeOf(Of<ErrorReply>)
{
    return "error"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<ErrorReply>)
{
    v.required("code"_L1, &ErrorReply::code);
    v.optional("message"_L1, &ErrorReply::message, AtMost { kMaxErrorUnits });
    v.optional("retryAfterMs"_L1, &ErrorReply::retryAfter);
    v.optional("epoch"_L1, &ErrorReply::epoch);
}

constexpr QLatin1StringView typeOf(Of<Goodbye>)
{
    return "goodbye"_L1;
}

template<typename V>
constexpr void fields(V &v, Of<Goodbye>)
{
    v.required("reason"_L1, &Goodbye::reason);
    v.optional("reconnectAfterMs"_L1, &Goodbye::reconnectAfter);
}

// A frame of a foreign type keeps its name in the envelope; what it says is not kept.
constexpr QLatin1StringView typeOf(Of<UnknownFrame>)
{
    return {};
}

template<typename V>
constexpr void fields(V &, Of<UnknownFrame>)
{
}

} // namespace pc::wire
