// SPDX-License-Identifier: GPL-3.0-or-later
// How values stand in the store's columns. The numbers of these enums are on users' disks: they are pinned here, and a
// change of their order does not compile.

#pragma once

#include "core/base/errc.h"
#include "core/chat/conversation.h"

#include <QString>

#include <optional>

namespace pc::store {

static_assert(int(chat::DeliveryState::Sending) == 0 && int(chat::DeliveryState::Sent) == 1);
static_assert(int(chat::DeliveryState::Delivered) == 2 && int(chat::DeliveryState::Read) == 3);
static_assert(int(chat::DeliveryState::Failed) == 4);
static_assert(int(chat::ContentKind::Text) == 0 && int(chat::ContentKind::Event) == 1);
static_assert(int(chat::ContentKind::Unreadable) == 2 && int(chat::ContentKind::Unknown) == 3);
static_assert(int(chat::EventKind::Created) == 0 && int(chat::EventKind::Renamed) == 1);
static_assert(int(chat::EventKind::MembersAdded) == 2 && int(chat::EventKind::MembersRemoved) == 3);
static_assert(int(chat::EventKind::Left) == 4);
static_assert(int(chat::Missing::NotYet) == 0 && int(chat::Missing::BeforeThisDevice) == 1);
static_assert(int(chat::Missing::WithoutThisDevice) == 2 && int(chat::Missing::Damaged) == 3);
static_assert(int(chat::Missing::Refused) == 4);
static_assert(int(chat::ConversationKind::Direct) == 0 && int(chat::ConversationKind::Group) == 1);
static_assert(int(chat::ConversationKind::Class) == 2);
static_assert(int(people::Role::Guardian) == 0 && int(people::Role::Staff) == 1);
static_assert(int(people::Role::Administrator) == 2);
static_assert(int(chat::ReceiptKind::Delivered) == 0 && int(chat::ReceiptKind::Read) == 1);

/// Reasons stand as their names, which outlive the order of the enum.
std::optional<QString> failureColumn(std::optional<Errc> failure);
std::optional<Errc> failureFromColumn(const QString &name);

} // namespace pc::store
