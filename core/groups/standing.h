// SPDX-License-Identifier: GPL-3.0-or-later
// Where this device stands with a conversation's group, and what it should do about it. Values.
//
//            ┌──────────────── a create of ours is in the log ─────────────────┐
//            │                                                                 ▼
//   None ──a sign of a group──▶ Outside ──Welcome, or a commit of ours──▶ Joined
//                                 │ ▲ ▲                                        │
//                     repair()    │ │ └── removed, begun anew, cannot follow, ─┘
//                       ┌─────────┘ │     an older copy of the store was put back
//                       ▼           │
//                     Broken ───────┘  (three recoveries failed within an hour)
//
//   None     the log is read as it comes; nothing in it is sealed.
//   Outside  nothing of the log is read: entries are kept, since a Welcome may open them.
//   Joined   every entry up to the cursor has been taken, in order; the next one can be.
//   Broken   as Outside, but nothing is tried until a person asks for it.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/identity/devicecertificate.h"
#include "core/trust/accounts.h"

#include <QByteArray>

#include <vector>

namespace pc::groups {

enum class Place : quint8 {
    None,
    Outside,
    Joined,
    Broken,
};

struct Standing
{
    Place place = Place::None;
    quint32 generation = 0; ///< How often the group was begun anew, as far as this device knows.
    quint64 epoch = 0; ///< Joined: the present one.
    Seq cursor; ///< Every entry up to here has been taken, or is not for this device; and who came or left is known.
    qsizetype leaves = 0; ///< Joined: devices in the group.
    bool isSettling = false; ///< A change of ours is under way: see GroupKeeper::pending().
    qint64 early = 0; ///< Entries that are kept until those before them come, or until this device is in.

    bool operator==(const Standing &) const = default;
};

/// A device that can read what is said now.
struct Reader
{
    quint32 leaf = 0;
    identity::DeviceCertificate certificate;
    bool isMember = true; ///< Its person is in the conversation; else its leaf waits to be taken out.
    trust::Verdict verdict = trust::Verdict::Good;
};

enum class NeedKind : quint8 {
    Nothing,
    Settle, ///< Send pending() again, as it is, until accepted() or refused().
    Create, ///< No group: prepareCreate().
    Join, ///< Ask for a Welcome; else prepareExternalJoin() with the relay's group info.
    RemoveLeaves, ///< prepareCommit() with `leaves`; until then nothing is sealed.
    CommitProposals, ///< prepareCommit() with nothing: somebody proposed, and nothing is sealed before a commit.
    CheckAccounts, ///< Ask for the device lists of `users`; until then nothing is sealed.
    AddUsers, ///< Claim packages of `users`, prepareCommit() with what came. None of them has a device in the group.
    UpdateKeys, ///< prepareCommit() with nothing: this device's keys are due.
    ConfirmAccounts, ///< Nothing but what `inDoubt` says: until somebody confirmed them, or their devices are gone.
    Repair, ///< Recovery gave up: tell a person, who may ask for repair().
    GiveUp, ///< Entries wait for a way in, and this person is not in the conversation any more: absent().
};

struct Need
{
    NeedKind kind = NeedKind::Nothing;
    std::vector<quint32> leaves;
    std::vector<UserId> users;
    std::vector<UserId>
        inDoubt {}; ///< Whatever else is needed: nothing is sealed because of them. See ConfirmAccounts.

    bool operator==(const Need &) const = default;
};

enum class DraftOp : quint8 {
    Create,
    Commit,
};

/// A change of the group on its way to the relay, as it goes, each time with the same bytes. All are whole MLSMessages,
/// but for the tree.
struct HandshakeDraft
{
    ConversationId conversation;
    MessageId message;
    DraftOp op = DraftOp::Commit;
    quint64 epoch = 0; ///< The one that it was made in.
    QByteArray content;
    QByteArray tree; ///< Create.
    QByteArray welcome; ///< Commit that adds.
    QByteArray groupInfo; ///< Commit.

    bool operator==(const HandshakeDraft &) const = default;
};

} // namespace pc::groups
