// SPDX-License-Identifier: GPL-3.0-or-later
// How a timeline is laid out in order keys, from the bottom up:
//
//   [1, 2^61)      what the relay ordered: the key is the seq
//   [2^61, 2^62)   what a restored relay forgot and somebody else will offer again: in the order of forgetting
//   [2^62, …)      unsent: 2^62 + its position in the outbox

#pragma once

#include "core/chat/message.h"

namespace pc::store {

inline constexpr qint64 kForgottenBase = qint64(1) << 61;
inline constexpr qint64 kUnsentBase = qint64(1) << 62;

constexpr chat::OrderKey loggedKey(Seq seq)
{
    return chat::OrderKey { seq.raw() };
}

constexpr chat::OrderKey unsentKey(qint64 outboxPosition)
{
    return chat::OrderKey { kUnsentBase + outboxPosition };
}

constexpr bool isLogged(chat::OrderKey key)
{
    return key.raw() < kForgottenBase;
}

/// No relay that keeps the rules gets here; beyond it a seq would be taken for another band's key.
constexpr bool isPlausible(Seq seq)
{
    return seq.raw() >= 1 && seq.raw() < kForgottenBase;
}

} // namespace pc::store
