// SPDX-License-Identifier: GPL-3.0-or-later
// Enrolment: from a sign-in to a device that is one of its person's: with their account key in the store, and an entry in their
// device list. It ends when both are on the disk; what it made is stored before it is said, so that it can be begun again at any
// point.
//
//   no list yet         this device makes the account key, and begins the list
//   the key is here     the device was signed in before: it adds itself, unless another one took it out
//   else                it offers itself to be linked by a device that has the key; its user compares four words and confirms,
//                       or says that there is none any more: then the list begins anew, with another account key; or has their
//                       recovery sheet: then the account's key comes out of it, and this device adds itself
//
// Thread: the session's loop.

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/linking/linking.h"
#include "core/recovery/recoveryblob.h"
#include "core/session/linkoffer.h"
#include "core/session/ownlist.h"
#include "core/store/store.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace pc::session {

struct EnrolmentParts
{
    store::Store &store;
    link::HttpApi &api;
    Clock &clock;
    crypto::RandomSource &keys;
};

struct EnrolmentSubject
{
    UserId user;
    DeviceId device;
    QString name; ///< Of the device.
    std::function<QString()> accessToken; ///< One that is good now.
    linking::WordLanguage language = linking::WordLanguage::English;
};

/// Whether this store's device is in its person's list, as it was last known, with the keys that are here. Errors: the store's.
Result<bool> isEnrolled(store::Store &store, UserId user, DeviceId device);

class Enrolment final : public QObject
{
    Q_OBJECT

public:
    Enrolment(const EnrolmentParts &parts, EnrolmentSubject subject);
    ~Enrolment() override;

    void start();

    void confirm(); ///< The words are the same on both screens.
    void beginAnew(); ///< While it is offered: no device that could link this one is left.

    /// While it is offered: what this person's sheet opened. The list must be the one that it names; Corrupt otherwise. False, and
    /// nothing happens, when this device is not offered any more.
    bool recover(recovery::RecoveryContents contents);

    void decline(); ///< They are not, or nobody wants to go on: finished() with Cancelled.

Q_SIGNALS:
    void offered(const pc::session::LinkOffer &offer); ///< Somebody is to link this device; again whenever it changes.

    /// Once. Errors: those of the relay, the way there and the store; Corrupt (the relay shows a list that cannot be, or another
    /// one than the linking device); Cancelled; Timeout (nobody came on).
    void finished(const pc::Result<void> &result);

private:
    enum class Step : quint8 { Fetching, Saying, Offering, Comparing, Done };

    void fetch();
    void onList(const Result<void> &fetched);
    void beginList();
    void addItself(const groups::DeviceIdentity &stored);
    void onRecovered(const recovery::RecoveryContents &contents, const Result<void> &fetched);
    Result<void> saveArchiveKeys();
    bool isKnownEntry(quint32 number, const crypto::Digest &head) const;
    void say(identity::ListAct act, groups::DeviceIdentity identity);
    void takeOutFormer();
    void offer();
    void poll();
    void onMail(const Result<std::vector<QByteArray>> &mail);
    void onAnswer(const QByteArray &answer);
    void showWords();
    void tryGift();
    void onLinked(const linking::LinkGift &gift, const Result<void> &fetched);
    Result<void> save(const groups::DeviceIdentity &identity, const crypto::WipingBytes &archiveKeys = {});
    void finish(const Result<void> &result);
    void failUnless(const Result<void> &result, const std::function<void()> &next);

    EnrolmentParts m_parts;
    EnrolmentSubject m_subject;
    OwnList m_list;
    Step m_step = Step::Fetching;
    int m_conflicts = 0;
    std::optional<DeviceId> m_former; ///< What this one was in the list before.
    recovery::ArchiveKeys m_archiveKeys; ///< Of a sheet; none otherwise.

    // Being linked.
    std::optional<crypto::Ed25519Key> m_leafKey;
    crypto::X25519KeyPair m_boxKey;
    std::unique_ptr<linking::NewDeviceLink> m_link;
    MonoTime m_begun {};
    MonoTime m_offered {};
    std::optional<QByteArray> m_gift;
    bool m_isConfirmed = false;
    std::unique_ptr<Timer> m_poll;
};

} // namespace pc::session
