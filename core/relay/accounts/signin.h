// SPDX-License-Identifier: GPL-3.0-or-later
// SignIn: the ways in and out: log-in, joining by invite, refreshing, changing the password, signing out. Whoever guesses
// learns nothing from text, work or limits about which names exist.

#pragma once

#include "core/crypto/secret.h"
#include "core/relay/accounts/admission.h"
#include "core/relay/accounts/auditthrottle.h"
#include "core/relay/accounts/hashpool.h"
#include "core/relay/accounts/registry.h"
#include "core/relay/accounts/tokenbuckets.h"

#include <QString>

#include <optional>

namespace pc::relay::accounts {

struct SignInLimits
{
    BucketRate perAddress { 120, Milliseconds { 500 } }; ///< A whole school may sit behind one address.
    BucketRate perAccount { 10, Milliseconds { 15'000 } };

    bool operator==(const SignInLimits &) const = default;
};

struct LogInRequest
{
    QString userName;
    crypto::SecretBytes password;
    DeviceRequest device;
    QString address;
};

struct JoinRequest
{
    crypto::SecretBytes invite;
    QString userName;
    crypto::SecretBytes password;
    QString name; ///< Used unless the invite is for a person whose name is known; the user name when empty.
    DeviceRequest device;
    QString address;
};

struct Tokens
{
    QByteArray access;
    crypto::SecretBytes refresh;
};

struct SignedIn
{
    people::Person person;
    School school;
    DeviceId device;
    Tokens tokens;
};

class SignIn
{
public:
    SignIn(Registry &registry, HashPool &hashes, SignInLimits limits);

    /// From now on. Any thread.
    void setLimits(const SignInLimits &limits);

    /// Errors: Unauthenticated (name and password do not fit; nothing says which), RateLimited, Unavailable.
    void logIn(LogInRequest request, Reply<SignedIn> reply);

    /// Errors: NotFound (invite unknown, used up or over), Conflict (the name is taken), Invalid, RateLimited, Unavailable.
    void join(JoinRequest request, Reply<SignedIn> reply);

    /// Errors: Unauthenticated. A stolen token ends its device's sign-in.
    void refresh(crypto::SecretBytes token, const QByteArray &attempt, Reply<Tokens> reply);

    /// Signs out every other device. Errors: Unauthenticated (the old password is wrong), Invalid, RateLimited, Unavailable.
    void changePassword(
        const Actor &actor, crypto::SecretBytes oldPassword, crypto::SecretBytes newPassword, Reply<void> reply);

    /// Ends the device.
    void logOut(const Actor &actor, Reply<void> reply);

private:
    bool allow(const QString &address);
    bool allow(const QByteArray &account, const QString &address);
    void admitPerson(
        UserId user, const DeviceRequest &device, std::optional<QByteArray> rehashed, Reply<SignedIn> reply);
    void welcome(Result<Admission> admission, const Reply<SignedIn> &reply);
    void noteFailure(const QByteArray &account, std::optional<UserId> user);
    void replacePassword(const Actor &actor, QByteArray hash, Reply<void> reply);

    Registry &m_registry;
    HashPool &m_hashes;
    TokenBuckets m_addresses;
    TokenBuckets m_accounts; ///< One account from one network: whoever guesses slows down only themselves.
    AuditThrottle m_failures;
    TokenBuckets m_accountsEverywhere; ///< One account from all networks together.
};

/// 8 characters or more, at most 256 bytes of UTF-8. Error: Invalid.
Result<void> checkPassword(const crypto::SecretBytes &password);

} // namespace pc::relay::accounts
