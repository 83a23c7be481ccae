// SPDX-License-Identifier: GPL-3.0-or-later
// EntryTaker: reads one conversation's log into its group, in order. What is next after the cursor is taken at once; what
// comes early, or while this device is outside, is kept in the store. Made for one call, and gone with it: the order of
// entries is entrytaker.cpp, what one entry does entryeffects.cpp.

#pragma once

#include "core/groups/workshop.h"

namespace pc::groups {

/// Kept of one conversation; beyond it the lowest are given up.
inline constexpr qint64 kMostEarlyEntries = 20'000;

class EntryTaker
{
public:
    /// `row` is the conversation's, as Workshop::openRow() gives it.
    EntryTaker(Workshop &workshop, store::GroupRow row)
        : m_workshop(workshop)
        , m_row(std::move(row))
        , m_stored(m_row)
    {
    }

    Result<Taken> take(const LogEntry &entry);
    Result<Taken> skip(store::Range range);

    /// Takes what waited, now that the row says so.
    Result<Taken> goOn();

    /// Gives up what waited for a way in. The cursor stays: what comes below it later is given up, too.
    Result<Taken> stayOut();

    /// `group` is one that a Welcome led to, with a commit at `began`.
    Result<Taken> comeIn(mls::Group group, Seq began, quint32 generation, bool isLastResort);

private:
    // What an entry does. The cursor is on it already.
    Result<void> takeNext(const LogEntry &entry);
    Result<void> takeInGroup(const LogEntry &entry, mls::Group &group);
    Result<void> takeOwn(const LogEntry &entry);
    Result<void> takeMessage(const LogEntry &entry, mls::Group &group);
    Result<void> takeCreate(const LogEntry &entry);
    Result<void> takeProposal(const LogEntry &entry, mls::Group &group);
    Result<void> takeCommit(const LogEntry &entry, mls::Group &group);
    Result<void> merge(const store::PendingHandshake &pending, const LogEntry &entry);
    Result<void> enter(Seq at, quint32 generation, bool isLastResort);
    Result<void> beginEpoch(mls::Group next);
    Result<void> fail(const char *why, int check = 0);

    // Their order.
    Result<std::optional<store::PendingHandshake>> comesInBy(const LogEntry &entry);
    void heedSign(const LogEntry &entry);
    Result<void> keepEarly(const LogEntry &entry, Seq last);
    Result<void> drain();
    Result<void> giveUp(Seq upTo, Unreadable why);
    Result<void> boundEarly(Seq newest);
    Result<Taken> finish();
    void say(const LogEntry &entry, std::variant<Opened, OwnMessage, Unreadable> outcome, bool isKeptBack = false);
    void keepCommitment(const LogEntry &entry, bool isKeptBack);
    bool isOurs(const LogEntry &entry) const { return entry.device == m_workshop.parts.device; }
    bool isReading() const;

    Workshop &m_workshop;
    store::GroupRow m_row;
    store::GroupRow m_stored;
    Taken m_taken;
    std::vector<std::pair<MessageId, store::Opening>> m_openings;
};

} // namespace pc::groups
