// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/relayload.h"

#include "core/relay/accounts/devicestore.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/keys/keypackages.h"
#include "core/sql/statement.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QCoreApplication>
#include <QEvent>

#include <semaphore>

namespace pc::test {

namespace {

constexpr int kMostActs = 5;
constexpr int kTemplatePackages = 12;
constexpr int kExpiredPackages = 4;

QByteArray packageOf(quint8 number)
{
    return QByteArray(32, char(number));
}

relay::keys::PublishedPackage published(const relay::accounts::Actor &actor, quint8 number, UtcTime expires)
{
    return { packageOf(number), actor.user, actor.device, false, expires, packageOf(number) };
}

QByteArray digestOf(qint64 rotation)
{
    return QByteArray::number(rotation).rightJustified(32, '0');
}

const relay::accounts::FamilyId kFamily { Uuid { { 42 } } };

} // namespace

RelayTemplate::RelayTemplate()
    : m_conversation(m_school.direct(m_school.mother, m_school.teacher))
{
    m_school.giveGroup(m_conversation);
    {
        relay::keys::KeyPackages packages(m_school.database());
        for (int i = 0; i < kTemplatePackages + kExpiredPackages; ++i) {
            const UtcTime expires = i < kTemplatePackages ? m_school.now + std::chrono::hours(24 * 365) : UtcTime {};
            if (!packages.put(published(m_school.teacher, quint8(i + 1), expires)))
                qFatal("no key packages");
        }
    }
    relay::accounts::RefreshFamily family;
    family.id = kFamily;
    family.device = m_school.mother.device;
    family.current = digestOf(0);
    family.salt = QByteArray(16, 's');
    family.expires = m_school.now + std::chrono::hours(24 * 365);
    if (!relay::accounts::DeviceStore(m_school.database()).addFamily(family) || !m_school.commit())
        qFatal("the template could not be made");
    m_school.close();
}

enum class RelayLoad::Act : quint8 {
    Say,
    SayAgain,
    Confirm,
    Change,
    PutPackage,
    ClaimPackage,
    Enrol,
    Rotate,
    Tidy,
};

const relay::accounts::Actor &RelayLoad::somebody()
{
    return m_chance() % 2 ? m_made.school().mother : m_made.school().teacher;
}

RelayLoad::Answers RelayLoad::burst(relay::Store &store)
{
    m_answers = {};
    // The writer is kept busy until all have asked, so that they share a transaction.
    std::binary_semaphore isBusy { 0 };
    std::binary_semaphore gate { 0 };
    bool hasRun = false;
    const bool isHeld = store.writer().post(
        [&](sql::Database &) -> Result<void> {
            if (!std::exchange(hasRun, true)) {
                isBusy.release();
                gate.acquire();
            }
            return {};
        },
        [&](const Result<void> &) {
            if (!hasRun)
                isBusy.release();
        });
    if (!isHeld)
        qFatal("the writer does not take work");
    isBusy.acquire();
    const int acts = 1 + int(m_chance() % kMostActs);
    for (int i = 0; i < acts; ++i) {
        static constexpr Act kActs[] = { Act::Say, Act::Say, Act::Say, Act::SayAgain, Act::Confirm, Act::Confirm,
            Act::Change, Act::PutPackage, Act::ClaimPackage, Act::Enrol, Act::Rotate, Act::Tidy };
        act(store, kActs[m_chance() % std::size(kActs)]);
    }
    gate.release();
    settle(store);
    return m_answers;
}

void RelayLoad::act(relay::Store &store, Act act)
{
    switch (act) {
    case Act::Say:
        return say(store, false);
    case Act::SayAgain:
        return say(store, true);
    case Act::Confirm:
        return confirm(store);
    case Act::Change:
        return change(store);
    case Act::PutPackage:
        return putPackage(store);
    case Act::ClaimPackage:
        return claimPackage(store);
    case Act::Enrol:
        return enrol(store);
    case Act::Rotate:
        return rotate(store);
    case Act::Tidy:
        return tidy(store);
    }
}

void RelayLoad::answered(Outcome outcome)
{
    ++(!outcome ? m_answers.failed : *outcome ? m_answers.kept : m_answers.refused);
}

/// Two turns of the writer: answers are given after a batch, and the first question may be in one with the acts.
void RelayLoad::settle(relay::Store &store)
{
    for (int i = 0; i < 2; ++i) {
        std::binary_semaphore done { 0 };
        if (!store.writer().post(
                [](sql::Database &) { return Result<void>(); }, [&done](const Result<void> &) { done.release(); }))
            qFatal("the writer does not take work");
        done.acquire();
    }
    QCoreApplication::sendPostedEvents(&m_mailbox, QEvent::User);
}

void RelayLoad::say(relay::Store &store, bool again)
{
    if (again && m_messages.empty())
        return;
    const auto &from = m_made.school().mother;
    MessageId id;
    if (again)
        id = std::next(m_messages.begin(), qsizetype(m_chance() % m_messages.size()))->first;
    else
        id = idOf<MessageId>(++m_number, 1);
    const QByteArray inside(int(id.raw().bytes[15]) * 37 % 3'000, char(id.raw().bytes[15]));
    wire::Message message;
    message.conversation = m_made.conversation();
    message.message = id;
    message.content = lookalike(message.conversation, 0, inside);
    store.log().append(from, message, m_mailbox, [this, id](const Result<relay::log::Appended> &appended) {
        if (!appended)
            return answered({});
        if (appended->refusal) {
            m_wrong = QStringLiteral("a message was refused");
            return answered(false);
        }
        const auto [known, isNew] = m_messages.emplace(id, appended->entry.seq);
        if (known->second != appended->entry.seq || isNew == appended->repeated)
            m_wrong = QStringLiteral("a repeat was answered in another way");
        answered(true);
    });
}

void RelayLoad::confirm(relay::Store &store)
{
    const auto &from = somebody();
    wire::Receipt receipt;
    receipt.conversation = m_made.conversation();
    receipt.kind = m_chance() % 2 ? wire::ReceiptKind::Read : wire::ReceiptKind::Delivered;
    Seq head;
    for (const auto &[id, seq] : m_messages)
        head = std::max(head, seq);
    receipt.upTo = Seq { qint64(m_chance() % quint64(head.raw() + 1)) };
    store.log().confirm(
        from, receipt, m_mailbox, [this, receipt, user = from.user](const Result<relay::log::Confirmed> &confirmed) {
            if (!confirmed || confirmed->refusal)
                return answered(confirmed ? Outcome(false) : Outcome());
            Seq &mark = m_marks[{ user, receipt.kind }];
            mark = std::max(mark, receipt.upTo);
            answered(true);
        });
}

void RelayLoad::change(relay::Store &store)
{
    wire::Conversation change;
    change.op = wire::ConversationOp::Create;
    change.kind = wire::ConversationKind::Group;
    change.title = QStringLiteral("Trip");
    change.conversation = idOf<ConversationId>(++m_number, 70);
    change.message = idOf<MessageId>(m_number, 80);
    change.members = { { m_made.school().mother.user, false, {}, {}, {} } };
    store.log().change(m_made.school().teacher, change, m_mailbox,
        [this, id = change.conversation](const Result<relay::log::Changed> &changed) {
            if (!changed || changed->refusal)
                return answered(changed ? Outcome(false) : Outcome());
            m_conversations.insert(id);
            answered(true);
        });
}

/// As relay::accounts::Registry does.
void RelayLoad::administer(relay::Store &store, sql::Writer::Work work, std::function<void()> kept)
{
    const bool isPosted
        = store.writer().post(std::move(work), [this, kept = std::move(kept)](const Result<void> &done) {
              m_mailbox.post([this, kept, done] {
                  if (!done && !isFinalRefusal(done.code()))
                      return answered({});
                  if (done)
                      kept();
                  answered(done.ok());
              });
          });
    if (!isPosted)
        qFatal("the writer does not take work");
}

void RelayLoad::putPackage(relay::Store &store)
{
    const quint8 number = quint8(100 + ++m_number);
    administer(
        store,
        [this, number](sql::Database &database) {
            const auto &school = m_made.school();
            return relay::keys::KeyPackages(database).put(
                published(school.mother, number, school.now + std::chrono::hours(24 * 365)));
        },
        [this, number] { m_put.insert(packageOf(number)); });
}

void RelayLoad::claimPackage(relay::Store &store)
{
    auto claimed = std::make_shared<QByteArray>();
    administer(
        store,
        [this, claimed](sql::Database &database) -> Result<void> {
            auto package
                = relay::keys::KeyPackages(database).claim(m_made.school().teacher.device, m_made.school().now);
            if (!package)
                return package.error();
            *claimed = package->value_or(QByteArray());
            return {};
        },
        [this, claimed] {
            if (!claimed->isEmpty() && !m_claimed.insert(*claimed).second)
                m_wrong = QStringLiteral("a package was handed out twice");
        });
}

void RelayLoad::enrol(relay::Store &store)
{
    const UserId id = idOf<UserId>(++m_number, 90);
    administer(
        store,
        [this, id](sql::Database &database) {
            const auto &school = m_made.school();
            return relay::accounts::PeopleStore(database).addPerson(
                { id, school.teacher.school, QStringLiteral("Somebody"), people::Role::Guardian, {} }, school.now);
        },
        [this, id] { m_people.insert(id); });
}

void RelayLoad::rotate(relay::Store &store)
{
    const qint64 number = ++m_rotations;
    administer(
        store,
        [this, number](sql::Database &database) -> Result<void> {
            relay::accounts::DeviceStore devices(database);
            auto family = devices.family(kFamily);
            if (!family)
                return family.error();
            family->previous = family->current;
            family->current = digestOf(number);
            family->rotated = m_made.school().now;
            return devices.rotate(*family);
        },
        [this, number] { m_rotated = number; });
}

void RelayLoad::tidy(relay::Store &store)
{
    store.log().tidy(m_mailbox, [this](const Result<bool> &more) {
        m_isTidied = m_isTidied || more.ok();
        answered(more ? Outcome(true) : Outcome());
    });
}

QString RelayLoad::readBack(relay::Store &store)
{
    wire::Sync sync;
    sync.conversation = m_made.conversation();
    QString wrong = QStringLiteral("reading was not answered");
    store.log().sync(m_made.school().teacher, sync, m_mailbox, [&](const Result<relay::log::SyncRun> &run) {
        if (!run || run->refusal) {
            wrong = QStringLiteral("reading was refused");
            return;
        }
        std::map<MessageId, Seq> read;
        for (const auto &entry : run->run.entries)
            read[entry.message] = entry.seq;
        const bool hasAll = std::ranges::all_of(m_messages, [&](const auto &promise) {
            const auto found = read.find(promise.first);
            return found != read.end() && found->second == promise.second;
        });
        wrong = hasAll ? QString() : QStringLiteral("what was answered is not read");
    });
    std::binary_semaphore done { 0 };
    if (!store.reader().post([&](sql::Database &) { done.release(); }))
        qFatal("the reader does not take work");
    done.acquire();
    QCoreApplication::sendPostedEvents(&m_mailbox, QEvent::User);
    return wrong;
}

void RelayLoad::imagine(int promise)
{
    switch (promise) {
    case 0:
        m_messages.emplace(idOf<MessageId>(250, 1), Seq { 2 });
        break;
    case 1:
        m_marks[{ m_made.school().mother.user, wire::ReceiptKind::Read }] = Seq { 250 };
        break;
    case 2:
        m_conversations.insert(idOf<ConversationId>(250, 70));
        break;
    case 3:
        m_people.insert(idOf<UserId>(250, 90));
        break;
    case 4:
        m_put.insert(packageOf(250));
        break;
    default:
        m_rotated = 1'000;
    }
}

} // namespace pc::test
