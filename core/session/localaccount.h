// SPDX-License-Identifier: GPL-3.0-or-later
// LocalAccount: the Account over one profile's folder on this disk. Step by step: the folder is locked, its vault found,
// the store's key taken out of it, the store opened, the sign-in read; each step has its own end when it fails (see
// account.h). A profile that is signed in is Ready without any network.
//
// Thread: lives on session's loop, where it also must be destroyed; every public function may be called from any
// thread. A session that has ended stays valid until the next sign-in, setStoreAside() or the end of this: whoever asks
// for one of them has seen the session go.

#pragma once

#include "core/link/networkwatch.h"
#include "core/session/account.h"
#include "core/session/applock.h"
#include "core/session/heldsignin.h"
#include "core/session/localdevicedesk.h"
#include "core/session/localnetworkdesk.h"
#include "core/session/localrecoverydesk.h"
#include "core/session/online.h"
#include "core/session/profilevault.h"
#include "core/session/storekey.h"

#include <atomic>
#include <memory>

namespace pc::session {

struct AccountOptions
{
    QString folder; ///< The profile's; made when there is none.
    QString clientVersion;
    VaultOptions vault; ///< Without makeKeychain: the system's.
    std::optional<NetworkSettings> network; ///< Instead of what the profile holds.
    SheetCosts sheets; ///< Of recovery sheets.
    QString language; ///< BCP 47: of the words that two devices show.
};

class LocalAccount final : public Account
{
    Q_OBJECT

public:
    /// References outlive this; `network` may be null and may live on another thread.
    LocalAccount(AccountOptions options, Clock &clock, Random &random, const link::NetworkWatch *network = nullptr);
    ~LocalAccount() override;

    void open() override;
    AccountState state() const override { return m_state; }
    QFuture<Result<void>> unlock(const QString &passphrase) override;
    QFuture<Result<void>> setPassphrase(const QString &passphrase) override;
    QFuture<Result<void>> signIn(const SignInRequest &request) override;
    QFuture<Result<void>> join(const JoinRequest &request) override;
    QFuture<Result<std::optional<LastSignIn>>> lastSignIn() override;
    QFuture<Result<void>> signOut() override;
    QFuture<Result<QString>> setStoreAside() override;
    QFuture<Result<void>> setLock(const QString &passphrase) override;
    QFuture<Result<void>> changeLock(const QString &old, const QString &passphrase) override;
    QFuture<Result<void>> removeLock(const QString &passphrase) override;
    QFuture<Result<void>> lockNow() override;
    bool hasLock() const override { return m_hasLock; }
    Session *session() const override { return m_session; }
    NetworkDesk &network() override { return *m_desk; }
    DeviceDesk &devices() override { return *m_devices; }
    RecoveryDesk &recovery() override { return *m_recovery; }

private:
    using Reply = std::function<void(Result<void>)>;
    using AsideReply = std::function<void(Result<QString>)>;

    struct Entry
    {
        QUrl relay;
        link::Credentials credentials;
        std::optional<QString> invite;
        QString letter {}; ///< As JoinRequest has it.
    };

    static Error notInThisState() { return { Errc::Conflict, QStringLiteral("not in this state") }; }

    void enter(AccountState state, const Error &why = {});
    void fail(const Error &why);
    void failVault(const Error &why);
    void forgetAll();

    void openFolder();
    void openVault();
    void onVaultReady();
    void onKeyMissing(const Error &why);
    void onKey(FoundStoreKey key);
    void unlockNow(const QString &passphrase, Reply reply);
    void unlockApp(const QString &passphrase, Reply reply);
    void takeKey(crypto::SecretBytes key);
    void openStore(bool isKnownSealed);
    bool mayLock() const;
    Result<void> wrapKeyFor(const recovery::SheetLock &lock);
    bool mayUnlockWithSheet() const;
    Result<QByteArray> wrappedKey() const;
    void showWhetherSheetUnlocks(AccountState state);
    void takeUnwrapped(crypto::SecretBytes key, Reply reply);
    void keepUnwrapped(Reply reply);
    Result<void> openRecovery(const store::Profile &self);
    void offerRecovery(const link::RelayAddress &relay, UserId user, std::function<QString()> accessToken);
    void whileLocking(Reply reply, std::function<void(Reply)> work);
    void openNetwork();
    void readSignIn();
    void onSignInRecord(SignInRecord record);

    QFuture<Result<void>> signInLater(Entry entry);
    void signInNow(Entry entry, Reply reply);
    void onGrant(const link::RelayAddress &relay, const link::Grant &grant, const Entry &entry, Reply reply);
    void keepSignIn(const link::RelayAddress &relay, const store::Profile &self, Reply reply);
    void giveUpSignIn(const QString &accessToken, const Error &why);
    Result<void> startSession(const link::RelayAddress &relay, SignInRecord record, const store::Profile &self,
        const std::optional<link::Renewal> &tokens);
    void onSignedOut(Errc reason);
    void signOutNow(Reply reply);
    void endSignIn(Reply reply);
    void setStoreAsideNow(AsideReply reply);
    void setLockedStoreAside(AsideReply reply);
    Result<QString> moveStoreAside(const QString &name, bool vaultToo);
    void startAfresh();

    AccountOptions m_options;
    Clock &m_clock;
    Random &m_random;
    const link::NetworkWatch *m_network;

    std::atomic<AccountState> m_state { AccountState::Opening };
    std::atomic<Session *> m_session { nullptr };
    std::atomic<bool> m_hasLock { false };
    bool m_isOpening = false;
    bool m_isLocking = false;

    std::unique_ptr<ProfileFolder> m_folder;
    std::unique_ptr<ProfileVault> m_vault;
    std::unique_ptr<AppLock> m_lock; ///< With a keychain.
    crypto::SecretBytes m_lockedKey; ///< While a passphrase is asked for it.
    crypto::SecretBytes m_key;
    crypto::SecretBytes m_sheetKey; ///< Out of a recovery sheet, until a vault has it.
    std::unique_ptr<store::Store> m_store;
    LocalNetworkDesk *m_desk; ///< Child: it goes to session's thread with this.
    LocalDeviceDesk *m_devices; ///< The same.
    LocalRecoveryDesk *m_recovery; ///< The same.
    Reply m_recovered; ///< Whoever waits for a recovery that is under way.
    std::unique_ptr<link::HttpApi> m_entrance; ///< Of the sign-in under way.
    std::unique_ptr<HeldSignIn> m_held; ///< Of it, once the relay knows who it is.
    std::unique_ptr<Online> m_online; ///< The session, or the last one when m_session is null.
};

} // namespace pc::session
