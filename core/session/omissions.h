// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that the relay left out: each message names the one of the same device before it (chat::Content::follows), so that one
// that never came is missed once the next one is read, whatever numbers the relay gives. In doubt nothing is said: what was there
// before this person was, is too old, or may still come, is not missing.

#pragma once

#include "core/session/context.h"

namespace pc::session {

/// Whether what `message` follows should be here, and is not. Its seq is known; it need not be stored.
Result<bool> missesEarlier(Context &context, const chat::Message &message);

/// `message` was stored: what missed it does so no more.
Result<void> cameLate(Context &context, Turn &turn, const chat::Message &message);

// What a receipt covers: who confirms says at which places they have messages, and who wrote one that is not among them is not told
// that it arrived.

/// Of the places below `upTo`, for a receipt. What this device cannot know of (too old, from before this person) counts as there.
Result<groups::PlacesBefore> placesBefore(Context &context, ConversationId conversation, Seq upTo);

/// How far a receipt up to `upTo` goes for who wrote the messages of this account: to below the first one that it lacks.
Result<Seq> coveredUpTo(
    Context &context, ConversationId conversation, Seq upTo, const std::optional<groups::PlacesBefore> &before);

} // namespace pc::session
