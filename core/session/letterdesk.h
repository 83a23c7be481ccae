// SPDX-License-Identifier: GPL-3.0-or-later
// LetterDesk: invitations by letter, on an administrator's device: writes them, and confirms by itself whom they bring.
//
//   write ─▶ sealed at the relay ─▶ printed ─▶ somebody joins, and proves ─▶ the office's word, of what the letter says ─▶ it ends
//
// A letter can be opened by all devices of who wrote it, and by nobody else. It confirms one account key, of somebody of whom nothing
// was known, before it expires; whatever else comes with it is told, and confirms nobody.
//
// Thread: the session's loop.

#pragma once

#include "core/crypto/randomsource.h"
#include "core/link/letterapi.h"
#include "core/link/tokens.h"
#include "core/session/invitation.h"
#include "core/session/officedesk.h"

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace pc::session {

class LetterDesk
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    struct Voice
    {
        std::function<void()> changed; ///< Of invitations: one came to its end, or another state.
        std::function<void(const people::Person &)> refused; ///< See InvitationState::Refused. Once for each letter.
    };

    /// References outlive this.
    LetterDesk(Context &context, OfficeDesk &office, ListShelf &shelf, link::LetterApi &api, link::AccessTokens &tokens,
        crypto::RandomSource &keys, Voice voice);

    /// There is a connection: looks whether somebody came, now and from time to time while letters are out.
    void open();
    void close();

    /// Errors: Forbidden (no administrator, or one who does not speak for the office); Invalid; Conflict (the office is busy);
    /// KeyMissing; Corrupt (the relay shows two offices); TooLarge (too many); the relay's, and the store's.
    void write(const InvitationRequest &request, const Reply<Invitation> &reply);

    /// By the time of their writing, the newest first. Errors: Forbidden; the relay's, and the store's.
    void list(const Reply<std::vector<Invitation>> &reply);

    /// Errors: Forbidden, NotFound; the relay's.
    void withdraw(identity::LetterId letter, const Reply<void> &reply);

private:
    using Infos = std::vector<link::LetterInfo>;

    /// What came of a letter: how it stands, and who is to be confirmed by it.
    struct Judged
    {
        Invitation invitation;
        std::optional<crypto::Ed25519PublicKey> key;
    };

    template<typename T>
    std::function<void(Result<T>)> then(const std::function<void(Error)> &failed, std::function<void(const T &)> on);

    void withToken(const std::function<void(Error)> &failed, const std::function<void(const QString &)> &on);
    void withMark(const std::function<void(Error)> &failed, const std::function<void()> &on);
    void writeNow(const InvitationRequest &request, const Reply<Invitation> &reply);
    void gather(const std::shared_ptr<Infos> &gathered, const QString &after, const std::function<void(Error)> &failed,
        const std::function<void()> &on);
    Result<Judged> judge(const link::LetterInfo &info, const crypto::Ed25519Key &own);
    Result<std::vector<Judged>> judgeAll(const Infos &infos);
    void look();
    void onLooked(const std::vector<Judged> &letters);
    void confirmNext();
    void confirmed(const Judged &letter, const Result<void> &said);
    void rest();
    bool mayWrite() const { return m_context.self.person.role == people::Role::Administrator; }

    Context &m_context;
    OfficeDesk &m_office;
    ListShelf &m_shelf;
    link::LetterApi &m_api;
    link::AccessTokens &m_tokens;
    crypto::RandomSource &m_keys;
    Voice m_voice;
    std::optional<identity::OfficeMark> m_mark; ///< Of the own school's office; it never changes.
    std::deque<Judged> m_toConfirm;
    std::set<identity::LetterId> m_told; ///< Refused ones.
    std::size_t m_out = 0; ///< Letters that somebody may still come with.
    bool m_isOpen = false;
    bool m_isLooking = false;
    std::unique_ptr<Timer> m_timer;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
