// SPDX-License-Identifier: GPL-3.0-or-later
// Engine: the Session over a real store and link. A thin front: it brings every call and everything that the link says
// onto its own loop, in order, and hands it to the service whose business it is. What one turn of the loop brought is
// one transaction (see ledger.h); only when that is on the disk are signals emitted, receipts sent and futures finished.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/groups/groupkeeper.h"
#include "core/link/archiveapi.h"
#include "core/link/letterapi.h"
#include "core/link/link.h"
#include "core/link/tokens.h"
#include "core/session/directory.h"
#include "core/session/listshelf.h"
#include "core/session/relayclock.h"
#include "core/session/session.h"
#include "core/session/storegreeter.h"
#include "core/store/store.h"
#include "core/trust/accountbook.h"

#include <memory>

namespace pc::session {

class Archivist;
class HistoryPost;
class Services;

/// What an Engine stands on; all of it outlives the Engine and lives on its thread.
struct EngineParts
{
    store::Store &store;
    link::Link &link;
    StoreGreeter &greeter; ///< The one that `link` asks.
    groups::GroupKeeper &groups;
    trust::AccountBook &accounts; ///< The one that `groups` asks.
    RelayClock &relayTime; ///< The one that `groups` reads.
    Directory &directory;
    ListShelf &lists;
    Clock &clock;
    Random &random;
    link::ArchiveApi *archive = nullptr; ///< Null: nothing is archived.
    link::AccessTokens *tokens = nullptr; ///< For it, and for letters.
    HistoryPost *history = nullptr; ///< Null: members bring no history to each other.
    link::LetterApi *letters = nullptr; ///< Null: nobody is invited by letter.
};

class Engine final : public Session
{
    Q_OBJECT

public:
    /// `self`: as the store has it. Connects to the link, and opens nothing: whoever made the link opens it.
    Engine(const EngineParts &parts, const store::Profile &self);

    /// Nothing is lost by destroying it at any moment: all that counts is in the store.
    ~Engine() override;

    /// The relay told who this is (at sign-in, or a change of name or policy): stored and shown. Own thread.
    void updateProfile(const store::Profile &profile);

    /// Null when nothing is archived. Own thread.
    Archivist *archivist();

    /// The list of this person's devices is another at the relay: groups follow it. Own thread.
    void checkOwnDevices();

    QFuture<Result<Self>> self() override;
    QFuture<Result<std::vector<chat::ConversationSummary>>> conversations() override;
    QFuture<Result<chat::Page>> page(const chat::PageRequest &request) override;
    QFuture<Result<std::vector<chat::MemberReceipt>>> receipts(MessageId message) override;
    QFuture<Result<OwnExport>> exportTo(const QString &folder) override;
    LinkStatus linkStatus() const override;
    StoreState storeState() const override;

    QFuture<Result<MessageId>> send(ConversationId conversation, const chat::Draft &draft) override;
    void retry(MessageId message) override;
    void cancel(MessageId message) override;
    void saveDraft(ConversationId conversation, const QString &text) override;
    void markRead(ConversationId conversation, Seq upTo) override;
    void setTyping(ConversationId conversation, bool isTyping) override;
    void fetchHole(ConversationId conversation, const chat::Hole &hole) override;
    QFuture<Result<Readers>> readers(ConversationId conversation) override;
    void repair(ConversationId conversation) override;
    QFuture<Result<PersonKeys>> personKeys(UserId user) override;
    QFuture<Result<SafetyView>> safetyView(UserId user) override;
    QFuture<Result<void>> acceptName(UserId user) override;
    QFuture<Result<void>> confirmKeys(UserId user, const QByteArray &shown) override;
    QFuture<Result<void>> confirmForSchool(const SchoolWord &word) override;
    QFuture<Result<Invitation>> invite(const InvitationRequest &request) override;
    QFuture<Result<std::vector<Invitation>>> invitations() override;
    QFuture<Result<void>> withdrawInvitation(identity::LetterId id) override;
    void setActive(bool active) override;

    QFuture<Result<ConversationId>> createDirect(UserId with) override;
    QFuture<Result<ConversationId>> createGroup(const QString &title, const std::vector<UserId> &members) override;
    QFuture<Result<void>> rename(ConversationId conversation, const QString &title) override;
    QFuture<Result<void>> addMembers(ConversationId conversation, const std::vector<UserId> &members) override;
    QFuture<Result<void>> removeMember(ConversationId conversation, UserId member) override;
    QFuture<Result<void>> setSettings(ConversationId conversation, const chat::PersonalSettings &settings) override;
    QFuture<Result<people::DirectoryPage>> directory(const QString &query, const QString &after) override;

private:
    void remember(const std::vector<people::Person> &people);

    Directory &m_directory;
    std::unique_ptr<Services> m_services;
};

} // namespace pc::session
