// SPDX-License-Identifier: GPL-3.0-or-later
// A crowd of MLS clients in one process and one group, with a made-up delivery service that gives everybody every message
// in one order. For tests, fuzz targets and benches; everything repeats with the seed.

#pragma once

#include "core/mls/externaljoin.h"
#include "tests/support/mlscrowd/openpolicy.h"
#include "tests/support/mlscrowd/seededrandom.h"

#include <string>

namespace pc::test {

struct Client
{
    std::string name;
    crypto::Ed25519Key key;
    mls::KeyPackageBundle bundle; ///< what it can be added with
    std::optional<mls::Group> group; ///< while it is in

    mls::LeafIdentity identity() const;
};

mls::Capabilities plainCapabilities();
mls::LeafIdentity identityOf(const std::string &name);

/// All that a client would find in its store.
mls::Bytes storedBytes(const mls::Group &group);

/// The same group out of its stored parts; of the product's suite.
mls::Group restored(const mls::Group &group);

class Crowd
{
public:
    explicit Crowd(std::uint64_t seed = 1, const mls::CipherSuite &suite = mls::productSuite());

    /// One more client, outside of the group.
    std::size_t admit();
    Client &client(std::size_t index) { return m_clients[index]; }
    mls::Group &group(std::size_t index) { return *m_clients[index].group; }
    std::size_t size() const { return m_clients.size(); }
    std::vector<std::size_t> insiders() const;

    const mls::Rules &rules() const { return openRules(); }
    SeededRandom &random() { return m_random; }
    const mls::CipherSuite &suite() const { return m_suite; }

    /// Client 0 founds the group and adds the others, all `members` - 1 at once.
    void found(std::size_t members, mls::Extensions extensions = {});

    mls::Proposal addOf(std::size_t index) const;
    mls::Proposal removeOf(std::size_t index) const;

    /// A proposal of a member, told to all others.
    void propose(std::size_t sender, mls::Proposal proposal);
    void proposeUpdate(std::size_t sender);

    mls::PendingCommit commit(
        std::size_t sender, std::vector<mls::Proposal> proposals = {}, mls::PathUse pathUse = mls::PathUse::Always);

    /// The committer's next state is taken, all others process the commit, who was added joins, who was removed leaves.
    /// Everybody must get there: else the process ends.
    void deliver(std::size_t sender, mls::PendingCommit pending);
    void commitAndDeliver(
        std::size_t sender, std::vector<mls::Proposal> proposals = {}, mls::PathUse pathUse = mls::PathUse::Always);

    /// Whether all who are in agree on the epoch and its secrets, and each can read each other's messages.
    bool agrees();

    /// A fresh key package for who was in a group already.
    void renewPackage(std::size_t index);

private:
    void process(std::size_t index, const mls::Bytes &commit);

    mls::CipherSuite m_suite;
    SeededRandom m_random;
    std::vector<Client> m_clients;
};

[[noreturn]] void stop(const char *what, mls::Failure failure);

/// The value of what cannot fail in a test; else the process ends and says which check failed.
template<typename T>
T sure(mls::Result<T> result)
{
    if (!result)
        stop("unexpected failure", result.failure());
    return std::move(*result);
}

} // namespace pc::test
