// SPDX-License-Identifier: GPL-3.0-or-later
// AccountBook: which account key is whose, as this device came to know it: the first one seen is pinned, and the device lists
// that it signs are followed. What speaks against it (another key, a list that forks, a device that no list has) is a verdict on the
// device, and stands until its user or the school's office confirms the key, or the relay shows what was known before again.
//
// All that a call changes is written in the caller's open transaction; after one that did not commit, forget().
//
// Thread: session's.

#pragma once

#include "core/identity/devicelist.h"
#include "core/identity/letter.h"
#include "core/identity/officelist.h"
#include "core/store/accountpins.h"
#include "core/trust/accounts.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace pc::store {
class Store;
}

namespace pc::trust {

/// What a person's key rests on.
struct Account
{
    crypto::Ed25519PublicKey key {}; ///< The pinned one.
    UtcTime firstSeen;
    std::optional<crypto::Ed25519PublicKey> changedKey; ///< Another one that they show now.
    bool hasTwoLists = false;
    store::ConfirmedBy confirmedBy = store::ConfirmedBy::Nobody;
    std::optional<UtcTime> confirmedAt;
    std::optional<identity::OfficeWord> word; ///< ConfirmedBy::Office: what it said of the person.

    bool isInDoubt() const { return changedKey || hasTwoLists; }
    bool operator==(const Account &) const = default;
};

class AccountBook final : public Accounts
{
public:
    /// `store` outlives this.
    explicit AccountBook(store::Store &store)
        : m_store(store)
    {
    }

    Result<Verdict> verdictOn(const identity::DeviceCertificate &certificate) override;
    Result<std::optional<crypto::Ed25519PublicKey>> signingKeyOf(
        UserId user, DeviceId device, const std::optional<identity::DeviceCertificate> &leaf) override;
    Result<void> seen(const identity::DeviceCertificate &certificate, UtcTime at) override;
    Result<void> own(UserId user, const crypto::Ed25519PublicKey &accountKey, UtcTime at) override;
    void forget() override;

    /// Nothing of who was never seen.
    Result<std::optional<Account>> account(UserId user);

    /// The list as it is known here, empty where none is; entries beyond its number are to be asked for. Valid until this changes.
    Result<const identity::DeviceList *> list(UserId user);

    /// The relay's answer to a question for what comes after list(): all that it has, and the office's word about the person, if there
    /// is one. What follows is taken, and settles the verdicts on devices that were Unchecked; what forks, or goes on with another
    /// account key, is remembered as such, and asked for anew the next time, unless the office vouches for that key. Errors besides:
    /// Invalid, NewerVersion (entries that are none; nothing was taken).
    Result<void> take(UserId user, const std::vector<QByteArray> &entries, const QByteArray &word, UtcTime at);

    /// The school's office as it is known here; empty where none is. Valid until this changes.
    Result<const identity::OfficeList *> office();

    /// The relay's answer to a question for what comes after office(). Its words count from then on. What forks is not followed: then
    /// hasTwoOffices(). Errors besides: Invalid, NewerVersion.
    Result<void> takeOffice(const std::vector<QByteArray> &entries);
    Result<bool> hasTwoOffices();

    /// Devices that are NotListed count as Unchecked again.
    void lookAgain(UserId user) { m_missing.erase(user); }

    /// This device's user vouches for the key that this person shows now: it is theirs. Where it was in doubt, the list is asked for
    /// from its beginning. Errors besides: NotFound (never seen), Conflict (it shows another one than `key`).
    Result<void> confirm(UserId user, const crypto::Ed25519PublicKey &key, UtcTime at);

    /// The same of a key that they proved by a secret of this device's user, whatever the relay shows, and of somebody who was never
    /// seen, too.
    Result<void> vouch(UserId user, const crypto::Ed25519PublicKey &key, UtcTime at);

    /// Digits of how the office that is followed here began, as identity::officeCodeOf() gives them; empty without one, and of one that an
    /// earlier program followed.
    Result<QString> officeCode();

    /// The school's office is the one that began so: another one is not followed here, were it the first to be seen.
    Result<void> expectOffice(const identity::OfficeMark &mark);

private:
    struct Page
    {
        store::AccountPin pin;
        identity::DeviceList list;
    };

    /// A device with the key that it signs with.
    using Shown = std::pair<DeviceId, crypto::Ed25519PublicKey>;

    struct Office
    {
        identity::OfficeList list;
        bool hasTwoLists = false;
    };

    Result<Page *> find(UserId user);
    Result<void> save(UserId user, Page page);
    Result<Office *> findOffice();
    Result<bool> isExpected(const std::vector<QByteArray> &entries);
    Result<std::optional<identity::OfficeWord>> standingWord(UserId user, const QByteArray &word);
    Result<bool> isBetterWord(UserId user, const QByteArray &word, const QByteArray &known);
    Result<bool> heedOffice(UserId user, Page &page, UtcTime at);

    store::Store &m_store;
    std::map<UserId, std::optional<Page>> m_pages; ///< As in the store.
    std::optional<Office> m_office; ///< The same.
    std::map<UserId, std::set<Shown>> m_asked; ///< Unchecked ones, of which somebody wanted a verdict.
    std::map<UserId, std::set<Shown>> m_missing; ///< The relay was asked, and its list did not have them.
};

} // namespace pc::trust
