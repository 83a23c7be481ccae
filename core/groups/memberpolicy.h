// SPDX-License-Identifier: GPL-3.0-or-later
// MemberPolicy: who may be in a conversation's group by what this device knows of its people. The relay was asked before;
// a member asks again, so that nobody comes in whom the conversation does not show.
//
// What is known may be newer than the entry that is judged: a State tells who is in the conversation now, while the log is
// still read. So a judgement about an entry is hard only where the roster's last word about a person is older than it, else
// a good entry would throw this device out of its group. What has to be hard is asked at the end of the log: nothing is
// sealed while somebody who is not a member has a leaf.

#pragma once

#include "core/base/result.h"
#include "core/identity/leafpolicy.h"
#include "core/store/conversations.h"
#include "core/store/members.h"

#include <map>

namespace pc::store {
class Store;
}

namespace pc::groups {

/// Behind every entry: the roster's word is final.
inline constexpr Seq kNow { std::numeric_limits<qint64>::max() };

/// The people of one conversation.
class Roster
{
public:
    static Result<Roster> load(store::Store &store, ConversationId conversation);

    /// Whether it is known who is in the conversation, and this device's person is.
    bool isIn(UserId self) const { return m_isKnown && isMember(self); }
    bool isMember(UserId user) const;

    /// Of an entry at `at`.
    bool mayHaveBeenMember(UserId user, Seq at) const;

    /// Present ones.
    std::vector<UserId> members() const;

    /// Up to where in the log it is known who came and left: no entry since the last State is missing below. kNow where
    /// none is missing.
    Seq knownUpTo() const { return m_knownUpTo; }

private:
    Result<void> findGap(store::Store &store, const store::ConversationRow &row);

    std::map<UserId, store::Membership> m_people;
    Seq m_knownUpTo = kNow;
    bool m_isKnown = false;
};

class MemberPolicy final : public identity::LeafPolicy
{
public:
    enum class Strictness : quint8 {
        Change, ///< Of somebody who comes in or is taken out.
        WholeTree, ///< Of a group that this device comes into: who left may still stand in it, and is taken out then.
    };

    /// `roster` must outlive this.
    MemberPolicy(const Roster &roster, Seq at, Strictness strictness = Strictness::Change)
        : m_roster(roster)
        , m_at(at)
        , m_strictness(strictness)
    {
    }

private:
    bool mayEnter(const identity::DeviceCertificate &certificate) const override;
    bool mayStay(const identity::DeviceCertificate &certificate) const override;

    const Roster &m_roster;
    Seq m_at;
    Strictness m_strictness;
};

/// What every member and the relay hold a group to, at that time by the relay's clock.
mls::Rules rulesOf(const MemberPolicy &policy, UtcTime now);

} // namespace pc::groups
