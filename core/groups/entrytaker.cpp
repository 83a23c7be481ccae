// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/entrytaker.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/messages.h"
#include "core/identity/groupname.h"
#include "core/store/order.h"

#include <algorithm>
#include <limits>

namespace pc::groups {

namespace {

/// A run of entries that hold nothing, among the kinds of early entries. Numbers on users' disks.
constexpr int kNothing = 100;
static_assert(int(EntryKind::Message) == 0 && int(EntryKind::Create) == 1 && int(EntryKind::Propose) == 2);
static_assert(int(EntryKind::Commit) == 3 && int(EntryKind::Event) == 4);

LogEntry entryOf(const store::EarlyEntry &early)
{
    return { early.conversation, early.seq, EntryKind(early.kind), early.message, early.sender, early.device,
        early.sentAt, early.body };
}

} // namespace

bool EntryTaker::isReading() const
{
    return m_row.place == store::GroupPlace::None || m_row.place == store::GroupPlace::Joined;
}

Result<Taken> EntryTaker::take(const LogEntry &entry)
{
    if (!store::isPlausible(entry.seq))
        return finish();
    if (entry.seq <= m_row.cursor) {
        if (entry.kind == EntryKind::Message && entry.seq <= m_row.joinedAt) {
            if (isOurs(entry))
                say(entry, OwnMessage {});
            else
                say(entry, Unreadable::BeforeThisDevice);
        }
        return finish();
    }
    auto pending = comesInBy(entry);
    if (!pending)
        return pending.error();
    heedSign(entry);
    Result<void> done;
    if (*pending)
        done = merge(**pending, entry);
    else if (isReading() && entry.seq == next(m_row.cursor))
        done = takeNext(entry);
    else
        done = keepEarly(entry, entry.seq);
    if (!done)
        return done.error();
    if (auto drained = drain(); !drained)
        return drained.error();
    return finish();
}

Result<Taken> EntryTaker::skip(store::Range range)
{
    range.first = std::max(range.first, next(m_row.cursor));
    if (range.last < range.first || !store::isPlausible(range.last))
        return finish();
    LogEntry nothing;
    nothing.conversation = m_row.conversation;
    nothing.seq = range.first;
    nothing.kind = EntryKind(kNothing);
    if (auto kept = keepEarly(nothing, range.last); !kept)
        return kept.error();
    if (auto drained = drain(); !drained)
        return drained.error();
    return finish();
}

Result<Taken> EntryTaker::goOn()
{
    m_taken.isChanged = true;
    if (auto drained = drain(); !drained)
        return drained.error();
    return finish();
}

Result<Taken> EntryTaker::stayOut()
{
    if (auto given = giveUp(Seq { std::numeric_limits<qint64>::max() }, Unreadable::NotInGroup); !given)
        return given.error();
    return finish();
}

Result<Taken> EntryTaker::comeIn(mls::Group group, Seq began, quint32 generation, bool isLastResort)
{
    if (auto pinned = m_workshop.pinNew(nullptr, group.tree(), m_workshop.now()); !pinned)
        return pinned.error();
    if (auto entered = enter(began, generation, isLastResort); !entered)
        return entered.error();
    if (auto begun = beginEpoch(std::move(group)); !begun)
        return begun.error();
    if (auto drained = drain(); !drained)
        return drained.error();
    return finish();
}

/// A change of ours by which this device comes in takes effect wherever it is: what lies below it is not for us.
Result<std::optional<store::PendingHandshake>> EntryTaker::comesInBy(const LogEntry &entry)
{
    const bool isChange = entry.kind == EntryKind::Create || entry.kind == EntryKind::Commit;
    if (!isChange || !isOurs(entry) || m_row.place == store::GroupPlace::Joined)
        return std::optional<store::PendingHandshake>();
    auto pending = m_workshop.store().handshakes.pending(m_row.conversation);
    if (pending && *pending && ((*pending)->message != entry.message || !(*pending)->joins))
        pending->reset();
    return pending;
}

/// What says that there is a group.
void EntryTaker::heedSign(const LogEntry &entry)
{
    if (m_row.place == store::GroupPlace::Joined)
        return; // what is above the cursor has its turn
    const auto generation = generationIn(entry);
    if (generation && *generation > m_row.generation) {
        m_row.generation = *generation;
        m_taken.isChanged = true; // whoever waited for that comes in now
    }
    const bool isChange = entry.kind == EntryKind::Propose || entry.kind == EntryKind::Commit;
    if (entry.kind == EntryKind::Commit)
        m_taken.isChanged = true; // a Welcome may have come with it
    if (m_row.place != store::GroupPlace::None || (!isChange && !generation))
        return;
    m_row.place = store::GroupPlace::Outside;
    m_taken.isChanged = true;
}

Result<void> EntryTaker::keepEarly(const LogEntry &entry, Seq last)
{
    if (auto kept = m_workshop.store().handshakes.addEarly({ entry.conversation, entry.seq, last, int(entry.kind),
            entry.message, entry.sender, entry.device, entry.sentAt, entry.body });
        !kept)
        return kept;
    return boundEarly(last);
}

Result<void> EntryTaker::boundEarly(Seq newest)
{
    if (newest.raw() - m_row.cursor.raw() <= kMostEarlyEntries)
        return {};
    auto count = m_workshop.store().handshakes.countEarly(m_row.conversation);
    if (!count)
        return count.error();
    if (*count <= kMostEarlyEntries)
        return {};
    if (m_row.place == store::GroupPlace::Joined) {
        if (auto failed = fail("too much came without what lies below it"); !failed)
            return failed;
    }
    auto lowest = m_workshop.store().handshakes.firstEarly(m_row.conversation);
    if (!lowest || !*lowest)
        return lowest ? Result<void>() : lowest.error();
    m_row.cursor = (*lowest)->last;
    return giveUp((*lowest)->seq, Unreadable::NotInGroup);
}

Result<void> EntryTaker::drain()
{
    store::Handshakes &early = m_workshop.store().handshakes;
    while (isReading()) {
        auto first = early.firstEarly(m_row.conversation);
        if (!first)
            return first.error();
        if (!*first || (*first)->seq > next(m_row.cursor))
            return {};
        const store::EarlyEntry entry = std::move(**first);
        if (auto removed = early.removeEarly(entry.conversation, entry.seq); !removed)
            return removed;
        if (entry.kind == kNothing) {
            m_row.cursor = std::max(m_row.cursor, entry.last);
            continue;
        }
        if (entry.seq <= m_row.cursor)
            continue;
        if (auto taken = takeNext(entryOf(entry)); !taken)
            return taken;
    }
    return {};
}

Result<void> EntryTaker::giveUp(Seq upTo, Unreadable why)
{
    store::Handshakes &early = m_workshop.store().handshakes;
    for (;;) {
        auto first = early.firstEarly(m_row.conversation);
        if (!first)
            return first.error();
        if (!*first || (*first)->seq > upTo)
            return {};
        const LogEntry entry = entryOf(**first);
        if (entry.kind == EntryKind::Message && isOurs(entry))
            say(entry, OwnMessage {});
        else if (entry.kind == EntryKind::Message)
            say(entry, why);
        if ((*first)->last > upTo)
            m_row.cursor = std::max(m_row.cursor, (*first)->last);
        if (auto removed = early.removeEarly(entry.conversation, entry.seq); !removed)
            return removed;
    }
}

void EntryTaker::say(const LogEntry &entry, std::variant<Opened, OwnMessage, Unreadable> outcome, bool isKeptBack)
{
    const auto *why = std::get_if<Unreadable>(&outcome);
    if (why && *why != Unreadable::Broken)
        keepCommitment(entry, isKeptBack);
    m_taken.messages.push_back({ entry.seq, entry.message, std::move(outcome) });
}

/// Of what does not open here: by it, what others say that it holds is judged.
void EntryTaker::keepCommitment(const LogEntry &entry, bool isKeptBack)
{
    const auto sealed = messageOf<mls::PrivateMessage>(entry.body);
    if (sealed && sealed->contentType == mls::ContentType::Application
        && sealed->authenticatedData.size() == crypto::kDigestBytes
        && identity::generationOf(sealed->groupId, entry.conversation))
        m_openings.emplace_back(
            entry.message, store::Opening { crypto::toByteArray(sealed->authenticatedData), {}, isKeptBack });
}

Result<Taken> EntryTaker::finish()
{
    if (m_row != m_stored) {
        if (auto saved = m_workshop.store().groups.save(m_row); !saved)
            return saved.error();
    }
    for (const auto &[message, opening] : m_openings) {
        if (auto saved = m_workshop.store().openings.save(m_row.conversation, message, opening); !saved)
            return saved.error();
    }
    std::ranges::stable_sort(m_taken.messages, {}, &MessageTaken::seq);
    return std::move(m_taken);
}

} // namespace pc::groups
