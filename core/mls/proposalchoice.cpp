// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/proposalchoice.h"

#include "core/mls_public/commitapplication.h"
#include "core/mls_public/proposalvalidation.h"

#include <algorithm>
#include <set>

namespace pc::mls {

namespace {

using List = std::vector<SentProposal>;

/// Takes proposals one by one and says whether the next still fits.
class Choice
{
public:
    Choice(const GroupState &state, const Rules &rules)
        : m_state(state)
        , m_rules(rules)
    {
    }

    bool accepts(const SentProposal &sent)
    {
        const bool fits = !m_hasReInit
            && std::visit([&](const auto &proposal) { return fitsIn(proposal, sent.sender); }, sent.proposal.content);
        m_count += fits ? 1 : 0;
        return fits;
    }

private:
    bool change(LeafIndex leaf) { return leaf != m_state.own && m_changed.insert(leaf).second; }

    bool fitsIn(const Remove &remove, const Sender &) { return change(remove.removed); }

    bool fitsIn(const Update &, const Sender &sender)
    {
        const auto *const member = std::get_if<SenderMember>(&sender.content);
        return member && change(member->leafIndex);
    }

    bool fitsIn(const Add &add, const Sender &)
    {
        const Bytes client = m_rules.credentials.clientOf(add.keyPackage.leafNode);
        return !isMember(client) && m_added.insert(client).second;
    }

    bool fitsIn(const PreSharedKey &preSharedKey, const Sender &)
    {
        return m_psks.insert(encode(preSharedKey.psk)).second;
    }

    bool fitsIn(const ReInit &, const Sender &)
    {
        m_hasReInit = m_count == 0;
        return m_hasReInit;
    }

    bool fitsIn(const ExternalInit &, const Sender &) { return false; }

    bool fitsIn(const GroupContextExtensions &, const Sender &) { return !std::exchange(m_changesExtensions, true); }

    bool isMember(const Bytes &client) const
    {
        return std::ranges::any_of(m_state.tree.members(), [&](LeafIndex index) {
            return !m_changed.contains(index) && m_rules.credentials.clientOf(*m_state.tree.leaf(index)) == client;
        });
    }

    const GroupState &m_state;
    const Rules &m_rules;
    std::set<LeafIndex> m_changed;
    std::set<Bytes> m_added;
    std::set<Bytes> m_psks;
    std::size_t m_count = 0;
    bool m_hasReInit = false;
    bool m_changesExtensions = false;
};

/// Removals first; a ReInit only when there is nothing else.
int rank(const SentProposal &sent)
{
    switch (sent.proposal.type()) {
    case ProposalType::Remove:
        return 0;
    case ProposalType::ReInit:
        return 2;
    default:
        return 1;
    }
}

bool isValidList(const GroupState &state, const List &list, const Rules &rules)
{
    Result<NextGroup> next
        = applyProposals(state.tree, state.context, Sender { SenderMember { state.own } }, list, rules);
    return next && finishCommit(*next, rules);
}

} // namespace

std::vector<ProposalRef> chooseProposals(
    const GroupState &state, const ProposalsByRef &open, const std::vector<SentProposal> &own, const Rules &rules)
{
    std::vector<const ProposalsByRef::value_type *> ranked;
    for (const auto &entry : open)
        if (validateProposal(entry.second, state.tree, state.context, rules))
            ranked.push_back(&entry);
    std::ranges::stable_sort(ranked, {}, [](const auto *entry) { return rank(entry->second); });

    Choice choice(state, rules);
    for (const SentProposal &sent : own)
        choice.accepts(sent);
    List list = own;
    std::vector<const ProposalsByRef::value_type *> chosen;
    for (const auto *entry : ranked) {
        if (!choice.accepts(entry->second))
            continue;
        chosen.push_back(entry);
        list.push_back(entry->second);
    }
    // What is valid one by one may still ask too much of the members together: then only what goes with the rest.
    if (!chosen.empty() && !isValidList(state, list, rules)) {
        list = own;
        std::erase_if(chosen, [&](const auto *entry) {
            list.push_back(entry->second);
            if (isValidList(state, list, rules))
                return false;
            list.pop_back();
            return true;
        });
    }
    std::vector<ProposalRef> refs;
    for (const auto *entry : chosen)
        refs.push_back(entry->first);
    return refs;
}

} // namespace pc::mls
