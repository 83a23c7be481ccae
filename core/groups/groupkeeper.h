// SPDX-License-Identifier: GPL-3.0-or-later
// GroupKeeper: this device's side of the groups (RFC 9420) of all its conversations, over its store and without a network.
// It is handed the log and answers with what the log says; it makes what is to be sent, and knows what is to be done next.
//
// All that a call changes is written in the caller's open transaction (store::Store::transact), and Errors are the
// store's alone: what is refused is said by the answer's type, and has changed nothing. After a transaction that did not
// commit, forget(): memory must never be ahead of the disk.
//
// What it guarantees, whatever comes in whatever order and wherever the program dies:
//   - a ratchet step and what was sealed with it are stored together, before anything leaves;
//   - a change of ours is stored before it is sent, sent again with the same bytes, and takes effect when the log shows it;
//   - an entry is taken once, in the log's order; what came early waits in the store;
//   - nothing is sealed for a device whose person is not a member, or that is not known to be its person's (core/trust);
//   - nothing is sealed before the log was read to its end: so that a store that was put back notices, before it uses a key
//     twice.
//
// Thread: session's.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/randomsource.h"
#include "core/groups/logentry.h"
#include "core/groups/receiptproof.h"
#include "core/groups/standing.h"
#include "core/mls/ciphersuite.h"
#include "core/store/range.h"
#include "core/trust/accounts.h"

#include <memory>
#include <optional>

namespace pc::store {
class Store;
}

namespace pc::groups {

struct GroupKeeperParts
{
    store::Store &store;
    const Clock &clock; ///< The relay's time, as well as it is known.
    Random &random; ///< For ids.
    crypto::RandomSource &keys; ///< For keys.
    trust::Accounts &accounts; ///< Over the same store.
    UserId user;
    DeviceId device;
    mls::CipherSuite suite = mls::productSuite();
};

/// Why nothing was sealed now.
enum class SealRefusal : quint8 {
    NotInGroup,
    Settling, ///< A change of ours is under way, and would outdate it.
    Behind, ///< The log goes on beyond the cursor, as far as the store knows, or lacks who came and left.
    RemoveFirst, ///< Somebody who is not a member has a leaf: see needs().
    CommitFirst, ///< Proposals are open: see needs().
    NotAMember, ///< This person is not in the conversation, or it is not known yet who is.
    InDoubt, ///< A device is not known to be its person's: see needs().
    TooLarge,
};

/// Why no change was made.
enum class DraftRefusal : quint8 {
    NotInGroup,
    InGroup, ///< There is nothing to create or to join.
    Settling, ///< Another change of ours is under way: one at a time.
    NothingToDo,
    GroupInfoRefused, ///< What the relay showed is not a valid group of this conversation. Counts as a failed recovery.
    NotAMember,
};

/// Why a Welcome was not used. In each of these cases but Settling the relay is to be told that it is refused.
enum class JoinRefusal : quint8 {
    InGroup,
    Settling, ///< A change of ours is under way: see pending().
    PackageGone, ///< None of our key packages, or one that was used.
    Corrupt, ///< It opens to no valid group of this conversation.
};

/// Why the relay did not take a change.
enum class RelayRefusal : quint8 {
    Stale, ///< Another one was first: read the log on, then look at needs().
    Final, ///< Any other reason that does not pass.
};

/// What is to be committed. Open proposals of others are, in any case; and this device gets new keys.
struct Changes
{
    std::vector<QByteArray> keyPackages; ///< Of who is to be added, as claimed. Those that are not valid are left out.
    std::vector<quint32> leaves; ///< To be removed.
};

/// A value, or why there is none.
template<typename T, typename Why>
using Either = std::variant<T, Why>;

/// Abstract, so that what stands on it (core/session) can be tested where groups are not the matter.
class GroupKeeper
{
public:
    /// Errors: KeyMissing (the store has no keys, or another device's: see adoptDeviceIdentity()), the store's, Corrupt.
    static Result<std::unique_ptr<GroupKeeper>> open(const GroupKeeperParts &parts);
    virtual ~GroupKeeper() = default;

    // What this device publishes to be added by.

    /// What to put at the relay, which has `kept` single-use packages of this device; see ownpackages.h.
    virtual Result<std::vector<QByteArray>> packagesToUpload(quint64 kept) = 0;

    /// The relay has all that packagesToUpload() gave last.
    virtual Result<void> packagesUploaded() = 0;

    virtual Result<Standing> standing(ConversationId conversation) = 0;

    /// What should be done next, one thing at a time; ask again when it is done, refused, or something was taken.
    virtual Result<Need> needs(ConversationId conversation) = 0;

    // The log.

    /// Any entry that the relay sent, in whatever order; a repeat gives nothing.
    virtual Result<Taken> take(const LogEntry &entry) = 0;

    /// These seqs hold nothing for this device, or nothing any more; none of them was handed over.
    virtual Result<Taken> skip(ConversationId conversation, store::Range range) = 0;

    /// The relay has that message or change of ours at `seq`: the answer to what was sent.
    virtual Result<Taken> accepted(ConversationId conversation, MessageId message, Seq seq, UtcTime sentAt) = 0;

    /// The relay was restored from a backup and forgot everything above `head`. Where no change of the group was among it
    /// (`hasChanged`) this device stays in: its epoch is the relay's, and its ratchets only go on.
    virtual Result<void> rewound(ConversationId conversation, Seq head, bool hasChanged) = 0;

    // Messages.

    /// The bytes to send, which the caller stores in this transaction. Again, for one that was refused as stale, gives others.
    virtual Result<Either<QByteArray, SealRefusal>> seal(
        ConversationId conversation, MessageId message, const QByteArray &content)
        = 0;

    // Receipts.

    /// This device's proof of `claim`, whose user and device are this one's.
    virtual QByteArray confirm(const ReceiptClaim &claim) = 0;

    /// Whether that device, as a device of that person, made `claim`. That it names the right entry is the caller's to know.
    virtual Result<ProofVerdict> judge(const ReceiptClaim &claim, const ReceiptProof &proof) = 0;

    // Changes. What is made is stored as pending() and is to be sent after the commit of this transaction.

    /// `generation`: 0, or one more than standing() says, to begin a group anew.
    virtual Result<Either<HandshakeDraft, DraftRefusal>> prepareCreate(
        ConversationId conversation, quint32 generation = 0)
        = 0;

    virtual Result<Either<HandshakeDraft, DraftRefusal>> prepareCommit(
        ConversationId conversation, const Changes &changes)
        = 0;

    /// Both as the relay gave them. A leaf that this device left behind is taken out.
    virtual Result<Either<HandshakeDraft, DraftRefusal>> prepareExternalJoin(
        ConversationId conversation, const QByteArray &groupInfo, const QByteArray &tree)
        = 0;

    /// `began`: the entry that added this device; what the log says from the next one on can be read.
    virtual Result<Either<Taken, JoinRefusal>> joinByWelcome(
        ConversationId conversation, const QByteArray &welcome, const QByteArray &tree, Seq began)
        = 0;

    /// The change of ours that is under way.
    virtual Result<std::optional<HandshakeDraft>> pending(ConversationId conversation) = 0;

    /// Conversations with one.
    virtual Result<std::vector<ConversationId>> settling() = 0;

    /// The relay has no way in. To a member of the conversation it said that there is no group, as after a restore from a
    /// backup older than the group: outside, this device believes it and may create one; in the group it goes on with what
    /// it has. Who is not in the conversation any more (NeedKind::GiveUp) gives up what waited.
    virtual Result<Taken> absent(ConversationId conversation) = 0;

    /// The relay refused it: it is dropped. Accepted ones come to accepted() or take().
    virtual Result<void> refused(ConversationId conversation, MessageId message, RelayRefusal why) = 0;

    /// A person asks to try again what recovery gave up.
    virtual Result<void> repair(ConversationId conversation) = 0;

    // What people may see.

    /// 30 digits that are the same on every device of the group in this epoch; nothing when not Joined.
    virtual Result<std::optional<QString>> epochCode(ConversationId conversation) = 0;

    /// Every device that can read what is said now; empty when not Joined.
    virtual Result<std::vector<Reader>> readers(ConversationId conversation) = 0;

    /// Drops what is in memory. After a transaction that did not commit.
    virtual void forget() = 0;
};

} // namespace pc::groups
