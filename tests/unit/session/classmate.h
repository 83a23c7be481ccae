// SPDX-License-Identifier: GPL-3.0-or-later
// Classmate: one member's device with a real store, keys and account book, in a class whose group is said to have these devices in it.
// Links and the relay are not the matter here.

#pragma once

#include "core/base/fakeclock.h"
#include "core/chat/contentcodec.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/sealedcontent.h"
#include "core/session/historypages.h"
#include "core/store/order.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/support/fakelink/fakelink.h"
#include "tests/support/fakesession/fakesession.h"
#include "tests/support/opengroups/opengroups.h"
#include "tests/support/testkey/testkey.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <map>

namespace pc::test {

inline Uuid mateId(quint8 kind, quint32 number)
{
    Uuid id;
    id.bytes[0] = kind;
    id.bytes[14] = quint8(number >> 8U);
    id.bytes[15] = quint8(number);
    return id;
}

inline const ConversationId kClass { mateId(3, 1) };

/// A message of the class's log, with what its sender sealed.
struct Said
{
    MessageId id;
    Seq seq;
    UserId sender;
    QByteArray content;
    QByteArray frankingKey;
    QByteArray commitment;
};

inline Said said(qint64 seq, UserId sender, const QString &text)
{
    Said one { MessageId { mateId(4, quint32(seq)) }, Seq { seq }, sender,
        chat::encodeContent({ .kind = chat::ContentKind::Text, .text = text }), {}, {} };
    const auto sealed = groups::frank(crypto::viewOf(one.content), crypto::systemRandom());
    one.frankingKey = crypto::toByteArray(groups::frankingKeyIn(sealed.inside));
    one.commitment = crypto::toByteArray(sealed.commitment);
    return one;
}

class ClassGroups final : public OpenGroups
{
public:
    Result<std::vector<groups::Reader>> readers(ConversationId) override { return all; }

    std::vector<groups::Reader> all;
};

class Classmate
{
public:
    Classmate(UserId user, quint32 device, FakeClock &theClock)
        : clock(theClock)
    {
        auto opened = store::Store::open(m_folder.filePath(QStringLiteral("store.db")), testKey());
        if (!opened)
            qFatal("the store does not open: %s", qPrintable(opened.error().detail));
        store = std::move(*opened);
        profile.person = { user, {}, QStringLiteral("Somebody"), people::Role::Guardian, {} };
        profile.device = DeviceId { mateId(2, device) };
        const auto identity = groups::makeDeviceIdentity(
            user, profile.device, clock.utcNow(), accountKeyOf(user), crypto::systemRandom());
        certificate = identity.certificate;
        const bool isMade = store->settings.saveProfile(profile).ok()
            && store->transact([&] { return groups::adoptDeviceIdentity(*store, identity); }).ok()
            && store->conversations.ensure(kClass).ok()
            && store->conversations.describe(kClass, chat::ConversationKind::Class).ok();
        if (!isMade)
            qFatal("the store takes nothing");
        voice = std::make_unique<support::FakeSession>(session::Self {}, clock);
        accounts = std::make_unique<trust::AccountBook>(*store);
        ledger = std::make_unique<session::Ledger>(*store, clock, *voice);
        context = std::unique_ptr<session::Context>(
            new session::Context { *store, link, groups, *accounts, clock, random, *ledger, profile });
        link.setPhase(link::LinkPhase::Ready);
    }

    UserId user() const { return profile.person.id; }

    /// Whose devices are in the group, beyond doubt.
    void meets(const std::vector<const Classmate *> &others)
    {
        groups.all.clear();
        for (const Classmate *other : others)
            groups.all.push_back({ quint32(groups.all.size()), other->certificate, true, trust::Verdict::Good });
    }

    groups::Reader &reader(const Classmate &other)
    {
        return *std::ranges::find(groups.all, other.certificate, &groups::Reader::certificate);
    }

    /// Sees who is in the class at that place in the log.
    bool sees(const std::vector<const Classmate *> &members, qint64 at)
    {
        bool ok = store->members.beginSnapshot(kClass, Seq { at }).ok();
        for (const Classmate *member : members)
            ok = ok && store->members.inSnapshot(kClass, member->user(), false, Seq { at }).ok();
        return ok && store->members.endSnapshot(kClass).ok() && store->conversations.raiseHead(kClass, Seq { at }).ok();
    }

    /// Opened it, or could not.
    bool took(const Said &one, bool isOpen)
    {
        chat::Message message;
        message.id = one.id;
        message.conversation = kClass;
        message.sender = one.sender;
        message.seq = one.seq;
        message.order = store::loggedKey(one.seq);
        message.time = clock.utcNow();
        message.outgoing = one.sender == user();
        if (isOpen)
            message.content = *chat::decodeContent(one.content);
        else
            message.content
                = { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = chat::Missing::BeforeThisDevice };
        const auto isFree = store->held.take(kClass, one.seq);
        return isFree && *isFree && store->messages.add(message).ok()
            && store->openings.save(kClass, one.id, { one.commitment, isOpen ? one.frankingKey : QByteArray() }).ok()
            && store->conversations.raiseHead(kClass, one.seq).ok();
    }

    /// What each message shows; nothing where it cannot be read.
    std::map<qint64, QString> reads() const
    {
        std::map<qint64, QString> texts;
        const auto rows = store->messages.from(kClass, chat::OrderKey { 0 }, 10'000);
        for (const chat::Message &message : rows ? *rows : std::vector<chat::Message>()) {
            if (message.content.kind == chat::ContentKind::Text)
                texts.emplace(message.seq.raw(), message.content.text);
        }
        return texts;
    }

    Result<std::optional<session::OwnRequest>> asks() const
    {
        return session::askFor(*context, kClass, clock.utcNow());
    }

    Result<session::Gift> gives(crypto::ByteView request) const
    {
        return session::giftFor(*context, crypto::toByteArray(request), clock.utcNow(), crypto::systemRandom());
    }

    Result<session::BroughtHistory> takes(const session::OwnRequest &request, const QByteArray &answer) const
    {
        session::BroughtHistory brought;
        const auto taken = ledger->write([&](session::Turn &turn) -> Result<void> {
            auto done = session::takeHistory(*context, turn, request, answer);
            if (!done)
                return done.error();
            brought = *done;
            return {};
        });
        return taken ? Result<session::BroughtHistory>(brought) : Result<session::BroughtHistory>(taken.error());
    }

    /// As this member's device, whatever it gives.
    QByteArray sealed(crypto::ByteView request, const peerhistory::HistoryPage &page) const
    {
        const auto identity = groups::loadDeviceIdentity(*store);
        return crypto::toByteArray(*peerhistory::sealAnswer(
            request, page, { user(), profile.device }, (*identity)->leafKey, crypto::systemRandom()));
    }

private:
    /// In memory where the system offers that: a disk's flushes take most of the time.
    static QString roomyFolder()
    {
        const QFileInfo memory(QStringLiteral("/dev/shm"));
        return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
            + QStringLiteral("/parentconnect-XXXXXX");
    }

    QTemporaryDir m_folder { roomyFolder() };

public:
    FakeClock &clock;
    SeededRandom random { 7 };
    FakeLink link;
    ClassGroups groups;
    store::Profile profile;
    identity::DeviceCertificate certificate;
    std::unique_ptr<support::FakeSession> voice;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<trust::AccountBook> accounts;
    std::unique_ptr<session::Ledger> ledger;
    std::unique_ptr<session::Context> context;
};

/// Jana's new device, which cannot open what was said; Ada's, which took all of it.
struct TwoOfAClass
{
    explicit TwoOfAClass(qint64 messages = 10)
    {
        jana.meets({ &jana, &ada });
        ada.meets({ &jana, &ada });
        bool ok = ada.sees({ &jana, &ada }, 1) && jana.sees({ &jana, &ada }, 1);
        for (qint64 seq = 2; seq < 2 + messages; ++seq)
            ok = ok && say(seq);
        if (!ok)
            qFatal("nothing was said");
    }

    bool say(qint64 seq)
    {
        log.push_back(said(seq, seq % 2 ? ada.user() : jana.user(), QStringLiteral("message %1").arg(seq)));
        return ada.took(log.back(), true) && jana.took(log.back(), false);
    }

    peerhistory::HistoryItem item(const Said &one) const
    {
        peerhistory::HistoryItem item { one.seq, one.sender, {}, crypto::toBytes(crypto::viewOf(one.content)) };
        std::ranges::copy(crypto::viewOf(one.frankingKey), item.frankingKey.begin());
        return item;
    }

    FakeClock clock;
    Classmate jana { UserId { mateId(1, 1) }, 1, clock };
    Classmate ada { UserId { mateId(1, 2) }, 2, clock };
    std::vector<Said> log;
};

} // namespace pc::test
