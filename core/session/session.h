// SPDX-License-Identifier: GPL-3.0-or-later
// Session: all that an interface (windows, headless) talks to once somebody is signed in. Requests go down as calls,
// what happened comes up as signals with values. Abstract, because interfaces are tested against a scripted twin;
// Engine is the one implementation.
//
// Thread: the object lives on the session's loop; every request may be called from any thread and returns at once.
// Signals are emitted on the session's loop: connect with a context object of your own thread. Futures are finished
// there too. A context may be gone by then, which QFuture::then(context, ...) of Qt 6.4 takes badly: windows use
// ui/models/whendone.h.

#pragma once

#include "core/base/result.h"
#include "core/chat/conversation.h"
#include "core/chat/page.h"
#include "core/people/person.h"
#include "core/people/presence.h"
#include "core/people/rules.h"
#include "core/session/invitation.h"
#include "core/session/safetyview.h"

#include <QFuture>
#include <QObject>

#include <optional>
#include <vector>

namespace pc::session {

enum class LinkState : quint8 {
    Offline, ///< No network, or waiting for the next try.
    Connecting,
    CatchingUp,
    UpToDate,
    Refused, ///< The relay, its certificate or the network's proxy refused, or this program is too old; see `reason`.
};

/// Whether the relay answers.
inline bool isUp(LinkState state)
{
    return state == LinkState::CatchingUp || state == LinkState::UpToDate;
}

/// What the relay's clock says of this computer's.
enum class OwnClock : quint8 {
    Right, ///< Or nothing is known.
    Slow, ///< By more than ten minutes.
    Fast, ///< The same.
};

struct LinkStatus
{
    LinkState state = LinkState::Offline;
    int missing = 0; ///< Entries still to fetch, while CatchingUp.
    int outgoing = 0; ///< Messages waiting in the outbox.
    std::optional<Errc> reason; ///< Why it is offline or refused, when known.
    OwnClock clock = OwnClock::Right; ///< What is wrong with it harms nobody else: the relay dates and orders.

    bool operator==(const LinkStatus &) const = default;
};

/// How this device's store is.
struct StoreState
{
    std::optional<Errc> trouble {}; ///< Why its disk refuses just now: nothing more is acknowledged or sent.
    bool isOlder
        = false; ///< An older copy was put back: this device came out of groups and comes in anew. As long as the session is.

    bool operator==(const StoreState &) const = default;
};

/// The school keeps messages for less time than before; this device follows a week later, so that whoever wants to can save them.
struct ShorterKeeping
{
    int days = 0; ///< How long, from then on.
    UtcTime from; ///< By this computer's clock.

    bool operator==(const ShorterKeeping &) const = default;
};

/// Who this device is signed in as, and what the school allows; known from the store before any network.
struct Self
{
    people::Person person;
    DeviceId device;
    people::SchoolPolicy policy;
    QString schoolName;
    std::optional<ShorterKeeping> shorterKeeping {};

    bool operator==(const Self &) const = default;
};

/// Whether what is written now goes out sealed, or waits until it can.
enum class Secrecy : quint8 {
    Preparing, ///< Keys are being agreed on; messages wait in the outbox.
    Sealed,
    InDoubt, ///< A device is in doubt: messages wait until a person confirms it, see confirmKeys(), or the doubt passes.
    Broken, ///< Agreeing failed again and again: tried anew when a person asks, see repair().
};

/// What speaks against a device being its person's. Nothing is sent to it then.
enum class DeviceDoubt : quint8 {
    None,
    Unchecked, ///< Its person's list of devices was not read yet.
    NotListed, ///< Its person's list does not have it.
    KeyChanged, ///< Its person has other keys than those known here.
    TwoLists, ///< The relay shows a list of this person's devices that contradicts an earlier one.
};

/// A device that can read what is written now.
struct ReadingDevice
{
    DeviceId id;
    UtcTime since; ///< When its person's key vouched for it.
    bool isThis = false;
    DeviceDoubt doubt = DeviceDoubt::None;

    bool operator==(const ReadingDevice &) const = default;
};

struct ReadingPerson
{
    people::Person person;
    std::vector<ReadingDevice> devices; ///< Empty: a member none of whose devices has keys yet; it reads from then on.
    bool isMember = true; ///< Else access is being closed; nothing is sent until it is.
    bool isConfirmedByOffice
        = false; ///< The school's office says that these keys are theirs, and that they are called so and are this there.
    QByteArray shownKey {}; ///< Of who is in doubt and can be confirmed: for confirmKeys().

    /// As this user knew them, where the relay calls them otherwise by now and the office has not confirmed that; see acceptName().
    std::optional<people::Person> before {};

    bool operator==(const ReadingPerson &) const = default;
};

/// Who can read what is written in a conversation now.
struct Readers
{
    Secrecy secrecy = Secrecy::Preparing;
    std::vector<ReadingPerson> people; ///< By name, the own person first.
    QString code; ///< Digits, the same on every device that can read; empty unless Sealed.
    QString
        officeCode {}; ///< Digits of the office that confirmed somebody here, the same wherever it is the school's; else empty.

    bool operator==(const Readers &) const = default;
};

enum class KeysConfirmedBy : quint8 {
    Nobody, ///< They are those that were first seen.
    OwnUser,
    Office,
};

/// An administrator's word for the school: that these keys are of whom they have before them.
struct SchoolWord
{
    people::Person person; ///< As the administrator was shown them: name, role and label are confirmed, too.
    QByteArray shown; ///< As in PersonKeys.
    bool speaksForSchool = false; ///< An administrator who is to confirm people, too.
};

/// What this device knows of a person's keys.
struct PersonKeys
{
    UserId user;
    UtcTime firstSeen;
    KeysConfirmedBy confirmedBy = KeysConfirmedBy::Nobody;
    std::optional<UtcTime> confirmedAt;
    bool isInDoubt = false; ///< They are others than before, or contradict themselves.
    std::optional<people::Role> role; ///< KeysConfirmedBy::Office: as what it confirmed them.
    QString name; ///< The same: who they are, which the relay alone could say otherwise,
    QString label; ///< and what the school calls them.
    QByteArray shown; ///< The public key that is theirs if one believes what is shown now: what confirmKeys() confirms.

    bool operator==(const PersonKeys &) const = default;
};

/// What an export holds.
struct OwnExport
{
    qint64 messages = 0;
    int conversations = 0;

    bool operator==(const OwnExport &) const = default;
};

class Session : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // What is stored.
    virtual QFuture<Result<Self>> self() = 0;
    virtual QFuture<Result<std::vector<chat::ConversationSummary>>> conversations() = 0;
    virtual QFuture<Result<chat::Page>> page(const chat::PageRequest &request) = 0;
    virtual QFuture<Result<std::vector<chat::MemberReceipt>>> receipts(MessageId message) = 0;
    /// Everything readable into a new folder, in the clear; nothing there is overwritten (Conflict).
    virtual QFuture<Result<OwnExport>> exportTo(const QString &folder) = 0;
    virtual LinkStatus linkStatus() const = 0; ///< Any thread.
    virtual StoreState storeState() const = 0; ///< The same.

    // Messages. send() is finished when message and outbox row are on this disk: only then clear the field.
    virtual QFuture<Result<MessageId>> send(ConversationId conversation, const chat::Draft &draft) = 0;
    virtual void retry(MessageId message) = 0; ///< Also what the outbox does by itself, later.
    virtual void cancel(MessageId message) = 0; ///< Takes an unsent message out of the outbox and the timeline.
    virtual void saveDraft(ConversationId conversation, const QString &text) = 0;
    virtual void markRead(ConversationId conversation, Seq upTo) = 0;
    virtual void setTyping(ConversationId conversation, bool isTyping) = 0;
    virtual void fetchHole(ConversationId conversation, const chat::Hole &hole) = 0;

    // Who can read.
    virtual QFuture<Result<Readers>> readers(ConversationId conversation) = 0;
    virtual void repair(ConversationId conversation) = 0; ///< Tries again what is Secrecy::Broken.

    /// The user has seen what they are called now. Errors: the store's.
    virtual QFuture<Result<void>> acceptName(UserId user) = 0;

    /// Errors: NotFound (nobody who was ever in a conversation with this device).
    virtual QFuture<Result<PersonKeys>> personKeys(UserId user) = 0;

    /// For two people who compare what their screens show. Errors: NotFound (nobody who was ever in a conversation with this device, or
    /// this user).
    virtual QFuture<Result<SafetyView>> safetyView(UserId user) = 0;

    /// The user says: `shown` is this person's. Errors: NotFound, Conflict (they show another one by now), the store's.
    virtual QFuture<Result<void>> confirmKeys(UserId user, const QByteArray &shown) = 0;

    /// For everybody, which needs the relay. Only an administrator who speaks for the school can; the first one does. Errors: as
    /// confirmKeys(), Conflict also when the relay calls them otherwise by now; Forbidden (this user does not speak for it, or they are no
    /// administrator who could), Corrupt (the relay shows two offices), and the relay's.
    virtual QFuture<Result<void>> confirmForSchool(const SchoolWord &word) = 0;

    // Invitations by letter, of an administrator who speaks for the school: whoever joins by one is confirmed by the school at once.

    /// Errors: Forbidden (this user does not speak for the school), Invalid, Conflict (the office is busy), TooLarge (too many), the
    /// relay's and the store's; Unsupported without a relay that could keep it.
    virtual QFuture<Result<Invitation>> invite(const InvitationRequest &request) = 0;
    virtual QFuture<Result<std::vector<Invitation>>> invitations() = 0; ///< This user's own, the newest first.
    virtual QFuture<Result<void>> withdrawInvitation(identity::LetterId id) = 0;

    /// Whether somebody is looking: decides `away`, and whether typing and presence are received at all.
    virtual void setActive(bool active) = 0;

    // Conversations; they need the relay, and answer with a reason when it cannot be reached.
    virtual QFuture<Result<ConversationId>> createDirect(UserId with) = 0;
    virtual QFuture<Result<ConversationId>> createGroup(const QString &title, const std::vector<UserId> &members) = 0;
    virtual QFuture<Result<void>> rename(ConversationId conversation, const QString &title) = 0;
    virtual QFuture<Result<void>> addMembers(ConversationId conversation, const std::vector<UserId> &members) = 0;
    virtual QFuture<Result<void>> removeMember(ConversationId conversation, UserId member) = 0;
    virtual QFuture<Result<void>> setSettings(ConversationId conversation, const chat::PersonalSettings &settings) = 0;

    /// People of the own school whom one may write to; `after` is the previous page's `next`.
    virtual QFuture<Result<people::DirectoryPage>> directory(const QString &query, const QString &after) = 0;

Q_SIGNALS:
    void selfChanged(const pc::session::Self &self);
    void conversationChanged(const pc::chat::ConversationSummary &summary); ///< New or changed row.
    void messageAdded(const pc::chat::Message &message); ///< At the end, or a sent one that came back.
    void messageChanged(const pc::chat::Message &message); ///< Same id; state, seq, order or content changed.
    void messageRemoved(pc::ConversationId conversation, pc::MessageId message);
    void historyFilled(pc::ConversationId conversation, pc::Seq first, pc::Seq last);
    void watermarksChanged(pc::ConversationId conversation, const pc::chat::Watermarks &watermarks);
    void readersChanged(pc::ConversationId conversation); ///< Who can read, or Secrecy, is not what it was.
    void typingChanged(pc::ConversationId conversation, const std::vector<pc::UserId> &users);
    void presenceChanged(pc::UserId user, const pc::people::Presence &presence);
    void linkStatusChanged(const pc::session::LinkStatus &status);
    void invitationsChanged();
    void invitationRefused(const pc::people::Person &person); ///< Somebody came in their name without their letter.
    void storeStateChanged(const pc::session::StoreState &state);
    void signedOut(pc::Errc reason); ///< Revoked or expired: sign in again; the store stays.
};

} // namespace pc::session
