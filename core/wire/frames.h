// SPDX-License-Identifier: GPL-3.0-or-later
// The frames that client and relay exchange, as typed values. Encoding is codec.h's; meaning is in README.md.
// One struct a frame type, used in both directions; what only one direction fills says so.

#pragma once

#include "core/base/errc.h"
#include "core/base/ids.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace pc::wire {

/// The newest protocol version this program speaks, and the oldest that it still understands.
inline constexpr int kProtocolVersion = 1;
inline constexpr int kOldestProtocolVersion = 1;

/// How far one device's store reaches in one conversation.
struct Cursor
{
    ConversationId conversation {};
    Seq seq {}; ///< Everything up to here is stored.
    Revision revision {}; ///< Every receipt up to here is stored.

    bool operator==(const Cursor &) const = default;
};

/// How far a conversation reaches at the relay, for one member.
struct Head
{
    ConversationId conversation {};
    Seq seq {};
    Revision revision {};

    bool operator==(const Head &) const = default;
};

/// What the relay enforces; announced in `welcome`.
struct Limits
{
    qint64 frameBytes = 64 * 1024;
    qint64 handshakeBytes = 1024 * 1024;
    int messagesPerMinute = 100;
    int messageBurst = 20;
    int pageFrames = 500;
    qint64 pageBytes = 256 * 1024;
    int groupMembers = 1000;

    bool operator==(const Limits &) const = default;
};

// ---- up: the first frame of a connection
struct Hello
{
    QString accessToken {};
    QString clientVersion {};
    int protocol = kProtocolVersion;
    bool active = true; ///< Somebody is looking: send typing and presence.
    bool partial = false; ///< More conversations are stored than cursors fit: send heads only for those not listed.
    std::vector<Cursor> cursors {}; ///< Newest conversations first.
    std::optional<Uuid> logEpoch {}; ///< The one that the cursors are of.

    bool operator==(const Hello &) const = default;
};

// ---- down: the answer to Hello
struct Welcome
{
    UserId user {};
    DeviceId device {};
    int protocol = kProtocolVersion;
    Milliseconds heartbeat { 25'000 };
    UtcTime serverTime {};
    Uuid logEpoch {}; ///< Changes when the relay's store was restored from a backup.
    QString relayVersion {};
    Limits limits {};
    int retentionDays = 0; ///< How long the school keeps what is said; 0: not told.

    bool operator==(const Welcome &) const = default;
};

// ---- both: an application message; content is opaque to the relay
struct Message
{
    ConversationId conversation {};
    MessageId message {};
    UserId sender {}; ///< Down; ignored up.
    DeviceId device {}; ///< Down; ignored up.
    QByteArray content {};
    Seq seq {}; ///< Down.
    UtcTime sentAt {}; ///< Down.
    QByteArray tag {}; ///< Down: the relay's seal on who sent this when, for a report.

    bool operator==(const Message &) const = default;
};

enum class HandshakeOp : quint8 {
    Create, ///< A conversation's group begins, or begins anew after a reset.
    Propose,
    Commit,
};

// ---- both: a change of a conversation's group (RFC 9420); the relay follows its public tree
struct Handshake
{
    ConversationId conversation {};
    MessageId message {}; ///< Idempotence, as for a message.
    HandshakeOp op = HandshakeOp::Commit;
    quint64 epoch = 0; ///< The one that it was made in; a commit ends it.
    UserId sender {}; ///< Down; ignored up.
    DeviceId device {}; ///< Down; ignored up.
    Seq seq {}; ///< Down.
    UtcTime sentAt {}; ///< Down.
    QByteArray content {}; ///< Create: GroupInfo. Else a PublicMessage. All are whole MLSMessages.
    QByteArray tree {}; ///< Up, Create: the ratchet tree of epoch 0.
    QByteArray welcome {}; ///< Up, Commit: for those whom it adds.
    QByteArray groupInfo {}; ///< Up, Commit: of the epoch that it begins, without the tree.

    bool operator==(const Handshake &) const = default;
};

enum class KeysOp : quint8 {
    PutPackages,
    CountPackages,
    ClaimPackages,
    NextWelcome,
    AckWelcome, ///< Joined: the welcome is not needed any more.
    RefuseWelcome, ///< It cannot be opened: the device joins by itself instead.
    GroupInfo,
    TakeLease,
    CheckGroup, ///< What the group wants of its members; down: that it does, or, without one, that a member asks for history.
    BadCommit, ///< A commit in the log could not be processed here.
};

// ---- up: key packages, welcomes, group info, lease, complaints; down: only CheckGroup, as a hint
struct Keys
{
    KeysOp op = KeysOp::CountPackages;
    std::optional<ConversationId> conversation {};
    std::vector<UserId> users {};
    std::vector<QByteArray> items {};
    std::optional<Seq> seq {}; ///< BadCommit: which one.

    bool operator==(const Keys &) const = default;
};

enum class ReceiptKind : quint8 {
    Delivered,
    Read,
};

// ---- both: a watermark
struct Receipt
{
    ConversationId conversation {};
    ReceiptKind kind = ReceiptKind::Delivered;
    Seq upTo {};
    UserId user {}; ///< Down.
    Revision revision {}; ///< Down: its place in the conversation's receipt history.
    UtcTime at {}; ///< Down.
    QByteArray proof {}; ///< The confirming device's signature, for the other clients: see core/groups/receiptproof.h.

    bool operator==(const Receipt &) const = default;
};

// ---- both
struct Typing
{
    ConversationId conversation {};
    bool isTyping = false;
    UserId user {}; ///< Down.

    bool operator==(const Typing &) const = default;
};

enum class PresenceStatus : quint8 {
    Offline,
    Away,
    Online,
};

// ---- both; up tells the own status (user ignored)
struct Presence
{
    UserId user {};
    PresenceStatus status = PresenceStatus::Offline;
    std::optional<UtcTime> lastSeen {}; ///< Down, when offline.
    bool active = true; ///< Up: somebody is looking at the window.

    bool operator==(const Presence &) const = default;
};

// ---- up: asks for the entries in (after, upTo]; answered by that many frames, ascending, then an Ack with `synced`
struct Sync
{
    ConversationId conversation {};
    Seq after {};
    std::optional<Seq> upTo {}; ///< To the head when absent.
    int limit = 500;
    bool newestFirst = false; ///< The highest `limit` of the range instead of the lowest.
    std::optional<Revision> receiptsAfter {}; ///< Also the latest receipts beyond this revision.

    bool operator==(const Sync &) const = default;
};

enum class ConversationOp : quint8 {
    Create, ///< Logged.
    Rename, ///< Logged.
    AddMembers, ///< Logged.
    RemoveMembers, ///< Logged; removing only oneself is leaving.
    Settings, ///< Personal: not logged, to the own devices only.
    State, ///< Down only: the whole conversation as it is now, for a device that does not know it.
};

enum class ConversationKind : quint8 {
    Direct,
    Group,
    Class,
};

enum class PersonRole : quint8 {
    Guardian,
    Staff,
    Administrator,
};

struct Member
{
    UserId user {};
    bool owner = false;
    QString name {}; ///< Down.
    PersonRole role = PersonRole::Guardian; ///< Down.
    QString label {}; ///< Down.

    bool operator==(const Member &) const = default;
};

struct PersonalSettings
{
    std::optional<UtcTime> mutedUntil {};
    bool archived = false;
    bool pinned = false;

    bool operator==(const PersonalSettings &) const = default;
};

// ---- both: makes or changes a conversation
struct Conversation
{
    ConversationId conversation {}; ///< Made by the creating client (UUIDv4), so that a repeat is the same request.
    MessageId message {}; ///< Idempotence of a logged op, as for a message.
    ConversationOp op = ConversationOp::State;
    ConversationKind kind = ConversationKind::Direct; ///< Create, State.
    QString title {}; ///< Create, Rename, State.
    std::vector<Member> members {}; ///< Create, AddMembers, RemoveMembers, State.
    std::optional<PersonalSettings> settings {}; ///< Settings, State.
    UserId actor {}; ///< Down: who did it.
    DeviceId device {}; ///< Down.
    Seq seq {}; ///< Down, logged ops.
    UtcTime sentAt {}; ///< Down, logged ops.
    Seq first {}; ///< State: the first seq that this member may see.
    Head head {}; ///< State.
    bool left = false; ///< State: no longer a member.

    bool operator==(const Conversation &) const = default;
};

// ---- both: down with the heads of what changed since the last one
struct Heartbeat
{
    std::vector<Head> heads {};

    bool operator==(const Heartbeat &) const = default;
};

// ---- down: the answer to Hello is complete
struct CaughtUp
{
    std::vector<Head> heads {}; ///< Every conversation of this user; split over frames, `more` on all but the last.
    bool more = false;
    std::vector<Head>
        kept {}; ///< To who knows another log epoch: up to where each log of `heads` is the one that they know.

    bool operator==(const CaughtUp &) const = default;
};

/// What a Sync brought.
struct Synced
{
    Seq first {}; ///< Every visible entry in [first, last] was sent before this ack; empty when last < first.
    Seq last {};
    Seq head {};
    Seq oldest {}; ///< The oldest entry that the relay still holds: below it is retention, not loss.
    std::optional<Revision> revision {}; ///< Receipts are complete up to here.

    bool operator==(const Synced &) const = default;
};

// ---- down: exactly one Ack or Error with the asking frame's id
struct Ack
{
    std::optional<MessageId> message {};
    std::optional<ConversationId> conversation {};
    std::optional<Seq> seq {};
    std::optional<UtcTime> sentAt {};
    std::optional<Synced> synced {};
    std::vector<QByteArray> items {}; ///< Answers of `keys`.
    std::optional<quint64> count {}; ///< Answers of `keys`: packages that are left.
    bool frozen = false; ///< Answers of `keys`: the group waits for being begun anew.

    bool operator==(const Ack &) const = default;
};

struct ErrorReply
{
    Errc code = Errc::Internal;
    QString message {}; ///< English, for developers; the user's sentence is made from the code.
    std::optional<Milliseconds> retryAfter {};
    std::optional<quint64> epoch {}; ///< With stale_epoch.

    bool operator==(const ErrorReply &) const = default;
};

enum class GoodbyeReason : quint8 {
    Draining,
    Replaced,
    Revoked,
};

struct Goodbye
{
    GoodbyeReason reason = GoodbyeReason::Draining;
    Milliseconds reconnectAfter { 0 };

    bool operator==(const Goodbye &) const = default;
};

/// A well-formed frame of a type this program does not know: answered with `unsupported`.
struct UnknownFrame
{
    QString type {};

    bool operator==(const UnknownFrame &) const = default;
};

using Payload = std::variant<Hello, Welcome, Message, Handshake, Keys, Receipt, Typing, Presence, Sync, Conversation,
    Heartbeat, CaughtUp, Ack, ErrorReply, Goodbye, UnknownFrame>;

struct Frame
{
    FrameId id {};
    UtcTime timestamp {}; ///< The maker's clock: for people, never for order, expiry or dedupe.
    Payload data {};

    bool operator==(const Frame &) const = default;
};

} // namespace pc::wire
