// SPDX-License-Identifier: GPL-3.0-or-later
// Account: from the program's start to a running Session: keychain, store, sign-in. One state, one way between them.
//
//   Opening ─▶ NeedsSignIn ─▶ SigningIn ─▶ Ready ─▶ (revoked) NeedsSignIn
//      │            ▲                │
//      │            │                └─▶ NeedsLink ─▶ Ready    a further device: one that is linked has to say so, or their sheet
//      ├─▶ NeedsPassphrase / NeedsNewPassphrase   no keychain answers; never a plain file. The first also when the app
//      │                      is locked
//      ├─▶ KeychainSilent     this profile's key is in a keychain that does not answer just now: open() tries again
//      ├─▶ KeyLost            the store is there, its key is not: never a new key over old data
//      │                      A recovery sheet opens both: see RecoveryDesk::unlockWithSheet(). The key is put back where it was and
//      │                      an app lock is off; where the vault is gone, or under a passphrase that was forgotten, the next state
//      │                      is NeedsNewPassphrase, and one signs in again
//      ├─▶ StoreUnreadable    damaged: set aside only after the user agrees
//      ├─▶ StoreNewer         written by a newer program: say so, touch nothing
//      ├─▶ StoreBusy          another process has it open
//      ├─▶ CannotSeal         this program, as it is installed, cannot open a sealed store: never a plain one instead
//      ├─▶ DiskFull
//      └─▶ DiskTrouble        the disk does not let us read or write: no damage, nothing is set aside

#pragma once

#include "core/base/result.h"
#include "core/session/devicedesk.h"
#include "core/session/networkdesk.h"
#include "core/session/recoverydesk.h"
#include "core/session/session.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <optional>

namespace pc::session {

enum class AccountState : quint8 {
    Opening,
    NeedsPassphrase,
    NeedsNewPassphrase,
    KeychainSilent,
    NeedsSignIn,
    SigningIn,
    NeedsLink,
    KeyLost,
    StoreUnreadable,
    StoreNewer,
    StoreBusy,
    CannotSeal,
    DiskFull,
    DiskTrouble,
    Ready,
};

struct SignInRequest
{
    QUrl relay; ///< http(s)://host[:port]
    QString userName;
    QString password;
    QString deviceName;
};

struct JoinRequest
{
    QUrl relay;
    QString invite; ///< The invite's code, as printed or out of a parentconnect://join/ link.
    QString userName;
    QString password;
    QString deviceName;
    QString letter {}; ///< What stands behind "#" in the link of a letter; empty without one.
};

/// Who signed in on this computer last.
struct LastSignIn
{
    QUrl relay;
    QString userName;

    bool operator==(const LastSignIn &) const = default;
};

/// Same threading as Session.
class Account : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0; ///< Starts, or tries again; ends in one of the states above.
    virtual AccountState state() const = 0; ///< Any thread.

    virtual QFuture<Result<void>> unlock(const QString &passphrase) = 0;
    virtual QFuture<Result<void>> setPassphrase(const QString &passphrase) = 0;
    /// These two end well when this device is Ready or NeedsLink.
    virtual QFuture<Result<void>> signIn(const SignInRequest &request) = 0;
    virtual QFuture<Result<void>> join(const JoinRequest &request) = 0;
    /// For who is asked to sign in again, so that they type their password alone: nothing where nobody has signed in with this
    /// store, or it is not open. Errors: the store's.
    virtual QFuture<Result<std::optional<LastSignIn>>> lastSignIn() = 0;
    virtual QFuture<Result<void>> signOut() = 0; ///< Ends the device at the relay; the outbox must be empty.

    /// Moves a store that cannot be opened beside itself, with the date in its name, and starts afresh; in NeedsPassphrase
    /// what the forgotten passphrase guards goes with it. Nothing is deleted. Empty when only a key was left to be set aside.
    virtual QFuture<Result<QString>> setStoreAside() = 0;

    // The app lock: a passphrase before the key that the keychain keeps. Only Ready or NeedsSignIn.

    /// Errors: Conflict (not now, locked already, or there is no keychain and so a passphrase anyhow), Invalid (too
    /// short), and the vault's.
    virtual QFuture<Result<void>> setLock(const QString &passphrase) = 0;

    /// Another passphrase, in one step. Errors: Conflict (not now, or there is no lock), Invalid (too short), Locked (`old`
    /// is wrong), and the vault's; then the old one goes on.
    virtual QFuture<Result<void>> changeLock(const QString &old, const QString &passphrase) = 0;

    /// Errors: Conflict (not now, or there is no lock), Locked (wrong passphrase), and the vault's.
    virtual QFuture<Result<void>> removeLock(const QString &passphrase) = 0;

    /// Closes the store and forgets its key; ends in NeedsPassphrase. Whoever asks has let the session go. Error:
    /// Conflict (not now, or there is no passphrase to ask for).
    virtual QFuture<Result<void>> lockNow() = 0;

    /// Whether setLock() was done; any thread.
    virtual bool hasLock() const = 0;

    /// The running session; null unless Ready. Owned by this. Any thread, but from one look to the next it may end; the object stays until
    /// somebody signs in, locks, sets the store aside or opens anew.
    virtual Session *session() const = 0;

    /// How this computer reaches the school's server. There from the beginning; owned by this.
    virtual NetworkDesk &network() = 0;

    /// How devices are linked. There from the beginning; owned by this.
    virtual DeviceDesk &devices() = 0;

    /// How a person's history outlives this device. There from the beginning; owned by this.
    virtual RecoveryDesk &recovery() = 0;

Q_SIGNALS:
    void stateChanged(pc::session::AccountState state, const pc::Error &why);
};

} // namespace pc::session
