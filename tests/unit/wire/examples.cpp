// SPDX-License-Identifier: GPL-3.0-or-later

#include "examples.h"

#include "core/wire/limits.h"

namespace pc::wire {

namespace {

constexpr qint64 kNow = 1'760'000'000'000;

Frame framed(Payload data)
{
    return { exampleId<FrameId>(0xf1), utcFromMilliseconds(kNow), std::move(data) };
}

const auto kConversation = exampleId<ConversationId>(0xc0);
const auto kMessage = exampleId<MessageId>(0x3e);
const auto kUser = exampleId<UserId>(0x05);
const auto kDevice = exampleId<DeviceId>(0xde);
const auto kLater = utcFromMilliseconds(kNow + 60'000);

Head head(quint8 number)
{
    return { exampleId<ConversationId>(number), Seq { 1000 * number }, Revision { number } };
}

Conversation fullState()
{
    Conversation c { kConversation, kMessage, ConversationOp::State, ConversationKind::Class };
    c.title = QStringLiteral("Klasse 3b — „Füchse“ 🦊");
    c.members = { { kUser, true, QStringLiteral("Ana Pérez"), PersonRole::Staff, QStringLiteral("Teacher, 3B") },
        { exampleId<UserId>(0x06), false, {}, PersonRole::Administrator, {} }, { exampleId<UserId>(0x07) } };
    c.settings = PersonalSettings { kLater, true, true };
    c.actor = kUser;
    c.device = kDevice;
    c.seq = Seq { 12 };
    c.sentAt = kLater;
    c.first = Seq { 3 };
    c.head = head(0xc0);
    c.left = true;
    return c;
}

std::vector<Example> makeExamples()
{
    const QByteArray some("\x00\x01\xfe\xff", 4);
    return {
        { "hello, first time", framed(Hello { QStringLiteral("a.b.c"), QStringLiteral("0.1.0") }) },
        { "hello, full",
            framed(Hello { QStringLiteral("a.b.c"), QStringLiteral("0.1.0"), 2, false, true,
                { { kConversation, Seq { 70'000 }, Revision { 3 } },
                    { exampleId<ConversationId>(0xc1), Seq { 0 }, Revision { 0 } } },
                exampleId<FrameId>(0x10).raw() }) },
        { "welcome",
            framed(Welcome { kUser, kDevice, 1, Milliseconds { 25'000 }, kLater, exampleId<FrameId>(0x10).raw(),
                QStringLiteral("0.1.0"), {} }) },
        { "welcome, of a school that keeps messages for a month",
            framed(Welcome { kUser, kDevice, 1, Milliseconds { 25'000 }, kLater, exampleId<FrameId>(0x10).raw(),
                QStringLiteral("0.1.0"), {}, 30 }) },
        { "message, up", framed(Message { kConversation, kMessage, {}, {}, some }) },
        { "message, down", framed(Message { kConversation, kMessage, kUser, kDevice, some, Seq { 4711 }, kLater }) },
        { "message, empty", framed(Message { kConversation, kMessage, {}, {}, {} }) },
        { "message, down, tagged",
            framed(Message { kConversation, kMessage, kUser, kDevice, some, Seq { 4711 }, kLater, some }) },
        { "handshake, create",
            framed(Handshake { kConversation, kMessage, HandshakeOp::Create, 0, {}, {}, {}, {}, some, some }) },
        { "handshake, up",
            framed(
                Handshake { kConversation, kMessage, HandshakeOp::Commit, 7, {}, {}, {}, {}, some, {}, some, some }) },
        { "handshake, down",
            framed(Handshake {
                kConversation, kMessage, HandshakeOp::Propose, kMaxNumber, kUser, kDevice, Seq { 8 }, kLater, some }) },
        { "keys, count", framed(Keys {}) },
        { "keys, full",
            framed(Keys { KeysOp::ClaimPackages, kConversation, { kUser, exampleId<UserId>(6) }, { some } }) },
        { "keys, bad commit", framed(Keys { KeysOp::BadCommit, kConversation, {}, {}, Seq { 9 } }) },
        { "receipt, up", framed(Receipt { kConversation, ReceiptKind::Read, Seq { 9 } }) },
        { "receipt, down",
            framed(Receipt { kConversation, ReceiptKind::Delivered, Seq { 9 }, kUser, Revision { 10 }, kLater }) },
        { "receipt, proven",
            framed(Receipt { kConversation, ReceiptKind::Read, Seq { 9 }, kUser, Revision { 10 }, kLater, some }) },
        { "typing, up", framed(Typing { kConversation, true }) },
        { "typing, down", framed(Typing { kConversation, false, kUser }) },
        { "presence, up", framed(Presence { {}, PresenceStatus::Away, {}, false }) },
        { "presence, down", framed(Presence { kUser, PresenceStatus::Offline, kLater }) },
        { "sync, plain", framed(Sync { kConversation, Seq { 0 } }) },
        { "sync, full", framed(Sync { kConversation, Seq { 5 }, Seq { 50 }, 20, true, Revision { 0 } }) },
        { "conversation, create",
            framed(Conversation { kConversation, kMessage, ConversationOp::Create, ConversationKind::Group,
                QStringLiteral("Trip"), { { kUser, true } }, {} }) },
        { "conversation, settings",
            framed(Conversation { kConversation, {}, ConversationOp::Settings, {}, {}, {}, PersonalSettings {} }) },
        { "conversation, state", framed(fullState()) },
        { "heartbeat, up", framed(Heartbeat {}) },
        { "heartbeat, down", framed(Heartbeat { { head(1), head(2) } }) },
        { "caughtUp, last", framed(CaughtUp {}) },
        { "caughtUp, more", framed(CaughtUp { { head(1) }, true }) },
        { "caughtUp, restored", framed(CaughtUp { { head(2) }, false, { head(1) } }) },
        { "ack, plain", framed(Ack {}) },
        { "ack, full",
            framed(Ack { kMessage, kConversation, Seq { 0 }, kLater,
                Synced { Seq { 1 }, Seq { 0 }, Seq { 2 }, Seq { 1 }, Revision { 4 } }, { some, {} }, 42, true }) },
        { "error, plain", framed(ErrorReply { Errc::Conflict }) },
        { "error, full",
            framed(ErrorReply { Errc::StaleEpoch, QStringLiteral("epoch 8 has begun"), Milliseconds { 0 }, 8 }) },
        { "goodbye, at once", framed(Goodbye { GoodbyeReason::Revoked }) },
        { "goodbye, later", framed(Goodbye { GoodbyeReason::Draining, Milliseconds { 1'500 } }) },
        { "unknown", framed(UnknownFrame { QStringLiteral("reaction") }) },
    };
}

} // namespace

const std::vector<Example> &examples()
{
    static const std::vector<Example> kExamples = makeExamples();
    return kExamples;
}

} // namespace pc::wire
