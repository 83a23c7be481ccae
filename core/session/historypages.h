// SPDX-License-Identifier: GPL-3.0-or-later
// Between the store and what members bring to each other (core/peerhistory): what to ask for, what may be given to whom, and what of it
// is believed. The rules, all of them hard:
//
//   asked for    in a class or group that this device is in: messages that do not open here, of which the log gave a commitment
//   given        in a class or group, never of two; to a device that is in the group now and beyond doubt, whose key signed the request
//                just now; messages since this store has seen its person there without a break (store::Members::presentSince), and which
//                opened here by their own commitment
//   believed     from a device that is in the group now and beyond doubt, whose key signed the answer to this request; of each message
//                what opens the commitment that this store took from the log, by the sender that the log names

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/peerhistory/answer.h"
#include "core/session/context.h"

#include <optional>

namespace pc::session {

/// A request that was made here.
struct OwnRequest
{
    ConversationId conversation;
    crypto::Bytes bytes;
    crypto::X25519KeyPair box; ///< For its answer; kept in memory alone.
    std::vector<Seq> wanted; ///< Ascending.
};

/// Nothing where nothing is to be asked for. `now` by the relay's clock.
Result<std::optional<OwnRequest>> askFor(Context &context, ConversationId conversation, UtcTime now);

enum class NotGiven : quint8 {
    Invalid, ///< No request; of two people, or of a conversation that this device is not in.
    Stale, ///< Not made just now.
    Unchecked, ///< Its device is in the group, and its list is to be asked for first; or is in doubt, which may have passed.
    NotTheirs, ///< Not by a device in the group, or not by its key.
    NotEntitled, ///< This store has not seen its person there.
    Nothing, ///< There is nothing of it here.
};

struct Gift
{
    UserId user; ///< Who asked.
    std::variant<QByteArray, NotGiven> answer = NotGiven::Invalid;
};

/// `now` by the relay's clock.
Result<Gift> giftFor(Context &context, const QByteArray &request, UtcTime now, crypto::RandomSource &random);

struct BroughtHistory
{
    UserId giver;
    bool isUnchecked = false; ///< The giver's list is to be asked for first; nothing was taken.
    int filled = 0;
    int refused = 0; ///< Did not open its commitment, or was not asked for.
    int missed = 0; ///< Looked for, and not there.
};

/// What an answer brings takes its places. Errors besides the store's: Invalid, TooLarge, NewerVersion (no answer to this request, or
/// from nobody who could give it; nothing was taken).
Result<BroughtHistory> takeHistory(Context &context, Turn &turn, const OwnRequest &request, const QByteArray &answer);

} // namespace pc::session
