// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/mlscrowd/crowd.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace pc::test {

using namespace mls;

void stop(const char *what, Failure failure)
{
    std::fprintf(stderr, "%s: failure %d\n", what, static_cast<int>(failure));
    std::abort();
}

Capabilities plainCapabilities()
{
    return { { ProtocolVersion::Mls10 }, { CipherSuiteId::X25519ChaCha20, CipherSuiteId::X25519Aes128 }, {}, {},
        { CredentialType::Basic } };
}

LeafIdentity identityOf(const std::string &name)
{
    return { Credential { BasicCredential { crypto::toBytes(crypto::bytesOf(name)) } }, plainCapabilities(), {} };
}

LeafIdentity Client::identity() const
{
    return identityOf(name);
}

Bytes storedBytes(const Group &group)
{
    const GroupParts parts = group.parts();
    Bytes all = crypto::concat({ parts.epoch.view(), parts.nodes.view(), parts.proposals.view() });
    for (const auto &[leaf, part] : parts.senders)
        crypto::append(all, part.view());
    return all;
}

Group restored(const Group &group)
{
    return sure(Group::restore(productSuite(), group.parts()));
}

Crowd::Crowd(std::uint64_t seed, const CipherSuite &suite)
    : m_suite(suite)
    , m_random(seed)
{
}

std::size_t Crowd::admit()
{
    const std::string name = "client " + std::to_string(m_clients.size());
    crypto::Ed25519Key key = crypto::Ed25519Key::generate(m_random);
    KeyPackageBundle bundle = makeKeyPackage(m_suite, identityOf(name), key, { 0, 100 }, {}, m_random);
    m_clients.push_back({ name, std::move(key), std::move(bundle), std::nullopt });
    return m_clients.size() - 1;
}

void Crowd::renewPackage(std::size_t index)
{
    Client &one = m_clients[index];
    one.bundle = makeKeyPackage(m_suite, one.identity(), one.key, { 0, 100 }, {}, m_random);
}

std::vector<std::size_t> Crowd::insiders() const
{
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < m_clients.size(); ++i)
        if (m_clients[i].group)
            inside.push_back(i);
    return inside;
}

void Crowd::found(std::size_t members, Extensions extensions)
{
    while (m_clients.size() < members)
        admit();
    client(0).group = sure(Group::create(m_suite, crypto::toBytes(crypto::bytesOf("group")), std::move(extensions),
        client(0).bundle, rules(), m_random));
    std::vector<Proposal> adds;
    for (std::size_t i = 1; i < members; ++i)
        adds.push_back(addOf(i));
    if (!adds.empty())
        commitAndDeliver(0, std::move(adds));
}

Proposal Crowd::addOf(std::size_t index) const
{
    return { Add { m_clients[index].bundle.keyPackage } };
}

Proposal Crowd::removeOf(std::size_t index) const
{
    return { Remove { m_clients[index].group->ownLeaf() } };
}

void Crowd::propose(std::size_t sender, Proposal proposal)
{
    const Outgoing outgoing = sure(group(sender).propose(std::move(proposal), rules(), m_random));
    for (const std::size_t i : insiders())
        if (i != sender)
            sure(group(i).process(outgoing.message, rules()));
}

void Crowd::proposeUpdate(std::size_t sender)
{
    const Outgoing outgoing = sure(group(sender).proposeUpdate(rules(), m_random));
    for (const std::size_t i : insiders())
        if (i != sender)
            sure(group(i).process(outgoing.message, rules()));
}

PendingCommit Crowd::commit(std::size_t sender, std::vector<Proposal> proposals, PathUse pathUse)
{
    CommitRequest request;
    request.proposals = std::move(proposals);
    request.pathUse = pathUse;
    request.treeInWelcome = true;
    return sure(group(sender).commit(std::move(request), rules(), m_random));
}

void Crowd::process(std::size_t index, const Bytes &commit)
{
    Received received = sure(group(index).process(commit, rules()));
    auto &taken = std::get<ReceivedCommit>(received.content);
    if (taken.next)
        m_clients[index].group = std::move(*taken.next);
    else
        m_clients[index].group.reset();
}

void Crowd::deliver(std::size_t sender, PendingCommit pending)
{
    for (const std::size_t i : insiders())
        if (i != sender)
            process(i, pending.message);
    m_clients[sender].group = std::move(pending.next);
    if (!pending.welcome)
        return;
    for (Client &one : m_clients) {
        if (one.group)
            continue;
        Result<Group> joined = Group::join(m_suite, *pending.welcome, { one.bundle }, rules());
        if (joined)
            one.group = std::move(*joined);
        else if (joined.failure() != Failure::WelcomeNotForUs)
            stop("joining", joined.failure());
    }
}

void Crowd::commitAndDeliver(std::size_t sender, std::vector<Proposal> proposals, PathUse pathUse)
{
    deliver(sender, commit(sender, std::move(proposals), pathUse));
}

bool Crowd::agrees()
{
    const std::vector<std::size_t> inside = insiders();
    const Group &first = group(inside.front());
    for (const std::size_t i : inside) {
        const Group &other = group(i);
        if (!crypto::equal(other.epochAuthenticator(), first.epochAuthenticator())
            || !(other.context() == first.context()) || !(other.tree() == first.tree()))
            return false;
    }
    for (const std::size_t sender : inside) {
        const Bytes text = crypto::toBytes(crypto::bytesOf("from " + std::to_string(sender)));
        const Result<Outgoing> sent = group(sender).protect(text, {}, m_random);
        if (!sent)
            return false;
        for (const std::size_t reader : inside) {
            if (reader == sender)
                continue;
            const Result<Received> received = group(reader).process(sent->message, rules());
            if (!received || std::get<ReceivedApplication>(received->content).data != text)
                return false;
        }
    }
    return true;
}

} // namespace pc::test
