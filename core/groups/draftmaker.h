// SPDX-License-Identifier: GPL-3.0-or-later
// DraftMaker: makes changes of one conversation's group and stores each, with the group that it leads to, before it is sent:
// one's own commit cannot be read back from the log, so what is stored is the only way into its epoch. Made for one call.

#pragma once

#include "core/groups/workshop.h"

namespace pc::groups {

class DraftMaker
{
public:
    using Answer = Result<Either<HandshakeDraft, DraftRefusal>>;

    /// `row` is the conversation's, as Workshop::row() gives it: what is refused stores nothing.
    DraftMaker(Workshop &workshop, store::GroupRow row)
        : m_workshop(workshop)
        , m_row(std::move(row))
    {
    }

    Answer create(quint32 generation);
    Answer commit(const Changes &changes);
    Answer joinFromOutside(const QByteArray &groupInfo, const QByteArray &tree);

private:
    /// What speaks against any change; nothing when one may be made. Also loads the roster.
    Result<std::optional<DraftRefusal>> objection();

    std::vector<mls::Proposal> proposalsFor(const Changes &changes, const mls::Group &group) const;
    Answer refuseGroupInfo(int check);
    Answer keep(HandshakeDraft draft, const mls::Group &next, quint32 generation, bool joins);
    HandshakeDraft begin(DraftOp op, quint64 epoch) const;

    Workshop &m_workshop;
    store::GroupRow m_row;
    Roster m_roster;
};

HandshakeDraft draftOf(const store::PendingHandshake &pending);

} // namespace pc::groups
