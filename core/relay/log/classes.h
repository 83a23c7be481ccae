// SPDX-License-Identifier: GPL-3.0-or-later
// Classes: conversations that the school makes and whose members it chooses, as administration asks for them and sees
// them. To members they are conversations like any other.

#pragma once

#include "core/base/ids.h"
#include "core/people/person.h"
#include "core/wire/frames.h"

#include <QString>

#include <vector>

namespace pc::relay::log {

/// One act of the school. `op` is Create, AddMembers or RemoveMembers.
struct ClassChange
{
    wire::ConversationOp op = wire::ConversationOp::Create;
    SchoolId school; ///< Of Create; the others take it from the class.
    ConversationId conversation; ///< Made by who asks.
    MessageId message; ///< The log entry's; likewise.
    QString name; ///< Of Create.
    std::vector<UserId> members;
};

struct ClassRecord
{
    ConversationId id;
    SchoolId school;
    QString name; ///< Foreign text.
    int members = 0;

    bool operator==(const ClassRecord &) const = default;
};

} // namespace pc::relay::log
