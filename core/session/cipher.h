// SPDX-License-Identifier: GPL-3.0-or-later
// Cipher: the seam where a conversation's content is sealed and opened. What a cipher must remember between messages
// (a ratchet, a group) is a blob that it is handed and hands back; session stores it in the same transaction as the
// message, before anything sealed with it leaves, so that a crash never uses a key twice.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace pc::session {

/// A content of ours on its way out.
struct Plain
{
    ConversationId conversation;
    MessageId message;
    QByteArray content;
};

/// A content on its way in, with what the relay claims about it.
struct Sealed
{
    ConversationId conversation;
    MessageId message;
    UserId sender;
    DeviceId device;
    QByteArray content;
};

/// What either way gives: the other form, and the group's state after it when it changed.
struct Ciphered
{
    QByteArray content;
    std::optional<QByteArray> groupState;
};

/// Thread: session's loop. `groupState` is empty when nothing was stored for the conversation yet.
class Cipher
{
public:
    virtual ~Cipher() = default;

    /// Whether the relay is kept from reading; also whether group states are loaded and stored at all.
    virtual bool encrypts() const = 0;

    virtual Result<Ciphered> seal(const Plain &plain, const QByteArray &groupState) = 0;

    /// An error makes the message Unreadable; its bytes are kept.
    virtual Result<Ciphered> open(const Sealed &sealed, const QByteArray &groupState) = 0;
};

/// No encryption: the content travels as it is, and the window says so.
class ClearCipher final : public Cipher
{
public:
    bool encrypts() const override { return false; }

    Result<Ciphered> seal(const Plain &plain, const QByteArray &) override
    {
        return Ciphered { plain.content, std::nullopt };
    }

    Result<Ciphered> open(const Sealed &sealed, const QByteArray &) override
    {
        return Ciphered { sealed.content, std::nullopt };
    }
};

} // namespace pc::session
