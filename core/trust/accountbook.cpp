// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/trust/accountbook.h"

#include "core/crypto/qtbytes.h"
#include "core/store/store.h"

#include <algorithm>
#include <utility>

namespace pc::trust {

using identity::DeviceList;

namespace {

Result<crypto::Ed25519PublicKey> keyOf(const QByteArray &stored)
{
    crypto::Ed25519PublicKey key {};
    if (std::size_t(stored.size()) != key.size())
        return { Errc::Corrupt, QStringLiteral("an account key of a strange length") };
    std::ranges::copy(crypto::viewOf(stored), key.begin());
    return key;
}

} // namespace

Result<AccountBook::Page *> AccountBook::find(UserId user)
{
    const auto known = m_pages.find(user);
    if (known != m_pages.end())
        return known->second ? &*known->second : nullptr;
    auto pin = m_store.accountPins.find(user);
    if (!pin)
        return pin.error();
    std::optional<Page> page;
    if (*pin) {
        page = Page { std::move(**pin), {} };
        if (!page->pin.list.isEmpty()) {
            auto list = DeviceList::decode(crypto::viewOf(page->pin.list));
            if (!list)
                return Error { Errc::Corrupt, list.error().detail };
            page->list = *std::move(list);
        }
    }
    auto &kept = m_pages[user] = std::move(page);
    return kept ? &*kept : nullptr;
}

Result<void> AccountBook::save(UserId user, Page page)
{
    page.pin.list = page.list.isEmpty() ? QByteArray() : crypto::toByteArray(page.list.encode());
    if (auto saved = m_store.accountPins.save(user, page.pin); !saved)
        return saved;
    m_pages[user] = std::move(page);
    return {};
}

void AccountBook::forget()
{
    m_pages.clear();
    m_office.reset();
}

Result<Verdict> AccountBook::verdictOn(const identity::DeviceCertificate &certificate)
{
    auto page = find(certificate.user);
    if (!page)
        return page.error();
    const identity::ListedDevice *listed = nullptr;
    if (*page) {
        const Page &known = **page;
        if (known.pin.changedKey)
            return Verdict::KeyChanged;
        if (known.pin.hasTwoLists)
            return Verdict::TwoLists;
        listed = known.list.find(certificate.device);
        const bool isPinned = known.pin.key == crypto::toByteArray(certificate.accountKey);
        if (isPinned && listed && listed->revoked)
            return Verdict::Revoked;
        if (isPinned && listed && listed->leafKey == certificate.leafKey)
            return Verdict::Good;
    }
    const Shown shown { certificate.device, certificate.leafKey };
    if (!m_missing[certificate.user].contains(shown)) {
        m_asked[certificate.user].insert(shown);
        return Verdict::Unchecked;
    }
    return listed ? Verdict::Revoked
                  : Verdict::NotListed; // with other keys it was added anew: these are nobody's any more
}

Result<std::optional<crypto::Ed25519PublicKey>> AccountBook::signingKeyOf(
    UserId user, DeviceId device, const std::optional<identity::DeviceCertificate> &leaf)
{
    std::optional<crypto::Ed25519PublicKey> key;
    auto page = find(user);
    if (!page)
        return page.error();
    if (!*page || (*page)->pin.changedKey || (*page)->pin.hasTwoLists)
        return key;
    const Page &known = **page;
    if (const identity::ListedDevice *listed = known.list.find(device)) {
        if (!listed->revoked)
            key = listed->leafKey;
        return key;
    }
    const bool isTheirs = leaf && leaf->user == user && leaf->device == device
        && known.pin.key == crypto::toByteArray(leaf->accountKey);
    if (isTheirs && !m_missing[user].contains({ device, leaf->leafKey }))
        key = leaf->leafKey;
    return key;
}

Result<void> AccountBook::seen(const identity::DeviceCertificate &certificate, UtcTime at)
{
    auto page = find(certificate.user);
    if (!page)
        return page.error();
    if (*page)
        return {}; // whether another key is this person's their list says
    Page added;
    added.pin.key = crypto::toByteArray(certificate.accountKey);
    added.pin.firstSeen = at;
    return save(certificate.user, std::move(added));
}

Result<void> AccountBook::own(UserId user, const crypto::Ed25519PublicKey &accountKey, UtcTime at)
{
    auto page = find(user);
    if (!page)
        return page.error();
    const QByteArray key = crypto::toByteArray(accountKey);
    if (*page && (*page)->pin.key == key)
        return {};
    Page own;
    own.pin.key = key;
    own.pin.firstSeen = at;
    own.pin.confirmedBy = store::ConfirmedBy::OwnUser;
    own.pin.confirmedAt = at;
    return save(user, std::move(own));
}

Result<std::optional<Account>> AccountBook::account(UserId user)
{
    auto page = find(user);
    if (!page)
        return page.error();
    if (!*page)
        return std::optional<Account>();
    const store::AccountPin &pin = (*page)->pin;
    auto key = keyOf(pin.key);
    if (!key)
        return key.error();
    Account account { *key, pin.firstSeen, {}, pin.hasTwoLists, pin.confirmedBy, pin.confirmedAt, {} };
    if (pin.changedKey) {
        auto changed = keyOf(*pin.changedKey);
        if (!changed)
            return changed.error();
        account.changedKey = *changed;
    }
    if (pin.confirmedBy == store::ConfirmedBy::Office) {
        auto word = standingWord(user, pin.word);
        if (!word)
            return word.error();
        if (*word && (*word)->accountKey == account.key)
            account.word = **word;
        else
            account.confirmedBy = store::ConfirmedBy::Nobody; // whoever said it speaks for the office no more
    }
    return std::optional(account);
}

Result<const DeviceList *> AccountBook::list(UserId user)
{
    static const DeviceList kNone;
    auto page = find(user);
    if (!page)
        return page.error();
    // What is in doubt is looked at from the beginning, so that it can also turn out to be nothing.
    return *page && !(*page)->pin.changedKey && !(*page)->pin.hasTwoLists ? &(*page)->list : &kNone;
}

Result<void> AccountBook::take(UserId user, const std::vector<QByteArray> &entries, const QByteArray &word, UtcTime at)
{
    auto base = list(user);
    if (!base)
        return base.error();
    auto page = find(user);
    if (!page)
        return page.error();
    Page taken = *page ? **page : Page {};
    DeviceList next = **base;
    bool isFork = false;
    bool goesOn = taken.list.isEmpty() || next.number() == taken.list.number();
    for (const QByteArray &entry : entries) {
        auto appended = next.append(crypto::viewOf(entry));
        isFork = !appended && appended.code() == Errc::Conflict;
        if (isFork)
            break;
        if (!appended && appended.code() == Errc::NewerVersion)
            return appended;
        if (!appended || next.user() != user)
            return { Errc::Invalid, QStringLiteral("entries that are no list of this person's devices") };
        goesOn = goesOn || (next.number() == taken.list.number() && next.head() == taken.list.head());
    }
    if (next.isEmpty() && isFork)
        return { Errc::Invalid, QStringLiteral("a device list without its beginning") };
    for (const Shown &shown : std::exchange(m_asked[user], {}))
        m_missing[user].insert(shown); // what the list has now is found there first
    if (next.isEmpty())
        return {};
    const auto isBetter = isBetterWord(user, word, taken.pin.word);
    if (!isBetter)
        return isBetter.error();
    if (*isBetter)
        taken.pin.word = word;
    const QByteArray key = crypto::toByteArray(next.accountKey());
    if (taken.pin.key.isEmpty()) {
        taken.pin.key = key;
        taken.pin.firstSeen = at;
    }
    if (isFork || (!goesOn && next.number() >= taken.list.number())) {
        taken.pin.hasTwoLists = true;
    } else if (goesOn && key != taken.pin.key) {
        taken.pin.changedKey = key;
        taken.pin.changedAt = taken.pin.changedAt.value_or(at);
    } else if (goesOn) {
        taken.pin.changedKey.reset();
        taken.pin.hasTwoLists = false;
        taken.list = next;
    }
    const auto isVouched = heedOffice(user, taken, at);
    if (!isVouched)
        return isVouched.error();
    if (*isVouched && key == taken.pin.key)
        taken.list = std::move(next);
    return save(user, std::move(taken));
}

/// Whether it vouches for a key that was in doubt.
Result<bool> AccountBook::heedOffice(UserId user, Page &page, UtcTime at)
{
    auto word = standingWord(user, page.pin.word);
    if (!word)
        return word.error();
    store::AccountPin &pin = page.pin;
    const QByteArray key = *word ? crypto::toByteArray((*word)->accountKey) : QByteArray();
    const bool isNew = pin.changedKey && *pin.changedKey == key;
    if (isNew) {
        pin.key = key;
        pin.changedKey.reset();
        pin.hasTwoLists = false;
    }
    if (*word && pin.key == key && (isNew || pin.confirmedBy != store::ConfirmedBy::Office)) {
        pin.confirmedBy = store::ConfirmedBy::Office;
        pin.confirmedAt = at;
    } else if (pin.confirmedBy == store::ConfirmedBy::Office && pin.key != key) {
        pin.confirmedBy = store::ConfirmedBy::Nobody; // it counts no more
        pin.confirmedAt.reset();
    }
    return isNew;
}

Result<void> AccountBook::confirm(UserId user, const crypto::Ed25519PublicKey &key, UtcTime at)
{
    auto page = find(user);
    if (!page)
        return page.error();
    if (!*page)
        return { Errc::NotFound, QStringLiteral("nobody of that name was seen") };
    Page confirmed = **page;
    const QByteArray shown = confirmed.pin.changedKey.value_or(confirmed.pin.key);
    if (shown != crypto::toByteArray(key))
        return { Errc::Conflict, QStringLiteral("this person shows another key by now") };
    if (confirmed.pin.changedKey || confirmed.pin.hasTwoLists)
        confirmed.list = {};
    confirmed.pin.key = shown;
    confirmed.pin.changedKey.reset();
    confirmed.pin.hasTwoLists = false;
    confirmed.pin.confirmedBy = store::ConfirmedBy::OwnUser;
    confirmed.pin.confirmedAt = at;
    m_missing.erase(user);
    return save(user, std::move(confirmed));
}

Result<void> AccountBook::vouch(UserId user, const crypto::Ed25519PublicKey &key, UtcTime at)
{
    auto page = find(user);
    if (!page)
        return page.error();
    const QByteArray proved = crypto::toByteArray(key);
    Page vouched;
    if (*page && (*page)->pin.key == proved)
        vouched.list = (*page)->list;
    vouched.pin.key = proved;
    vouched.pin.firstSeen = *page ? (*page)->pin.firstSeen : at;
    vouched.pin.confirmedBy = store::ConfirmedBy::OwnUser;
    vouched.pin.confirmedAt = at;
    m_missing.erase(user);
    return save(user, std::move(vouched));
}

} // namespace pc::trust
