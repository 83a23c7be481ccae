// SPDX-License-Identifier: GPL-3.0-or-later
// MLS groups by size: bench_mls [LEAVES...] (10, 100, 300 and 900 by themselves). One JSON object a line and size:
// milliseconds of processor time and bytes of adding all, joining, committing and processing, in a tree where only the founder has committed
// yet ("fresh": most seals a commit) and in one where others have ("lived"); messages sealed and opened a second.

#include "tests/support/mlscrowd/crowd.h"

#include <cstdio>
#include <cstdlib>

#include "series.h"

using namespace pc;
using namespace pc::mls;
using namespace pc::test;

namespace {

constexpr int kTimes = 7;
constexpr std::size_t kMessageBytes = 200;

template<typename Step>
double bestOf(int times, Step step)
{
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        const double start = bench::threadMilliseconds();
        step();
        best = std::min(best, bench::threadMilliseconds() - start);
    }
    return best;
}

/// The founder, and every `step`-th member as a client of its own; the others are leaves that nobody speaks for.
struct Sparse
{
    Crowd crowd { 7 };
    double addMilliseconds = 0;
    PendingCommit founding;

    explicit Sparse(std::size_t leaves, std::size_t step)
        : founding(found(leaves))
    {
        crowd.client(0).group = std::move(founding.next);
        for (std::size_t i = step; i < leaves; i += step)
            join(i);
        if (leaves > 1 && !crowd.client(1).group)
            join(1);
    }

    Group joined(std::size_t index)
    {
        return sure(Group::join(crowd.suite(), *founding.welcome, { crowd.client(index).bundle }, crowd.rules()));
    }

private:
    PendingCommit found(std::size_t leaves)
    {
        crowd.found(1);
        std::vector<Proposal> adds;
        for (std::size_t i = 1; i < leaves; ++i)
            adds.push_back(crowd.addOf(crowd.admit()));
        const double start = bench::threadMilliseconds();
        PendingCommit pending = crowd.commit(0, std::move(adds));
        addMilliseconds = bench::threadMilliseconds() - start;
        return pending;
    }

    void join(std::size_t index) { crowd.client(index).group = joined(index); }
};

/// Committing and processing in the crowd as it is.
void measureCommit(Crowd &crowd, const char *tree)
{
    std::optional<PendingCommit> pending;
    const double commit = bestOf(kTimes, [&] { pending = crowd.commit(0); });
    const double process = bestOf(kTimes, [&] { sure(crowd.group(1).process(pending->message, crowd.rules())); });
    std::printf(R"(, "%s": {"commit": %.2f, "commitBytes": %zu, "process": %.2f, "groupInfoBytes": %zu})", tree, commit,
        pending->message.size(), process, pending->groupInfo.size());
}

void measureMessages(Crowd &crowd)
{
    constexpr int kMessages = 5'000;
    const Bytes text(kMessageBytes, 't');
    const Bytes commitment(32, 'c');
    std::vector<Bytes> messages;
    double start = bench::threadMilliseconds();
    for (int i = 0; i < kMessages; ++i)
        messages.push_back(sure(crowd.group(0).protect(text, commitment, crowd.random())).message);
    const double sealing = bench::threadMilliseconds() - start;
    start = bench::threadMilliseconds();
    for (const Bytes &message : messages)
        sure(crowd.group(1).process(message, crowd.rules()));
    const double opening = bench::threadMilliseconds() - start;
    const crypto::Ed25519Key &key = crowd.client(0).key;
    const auto signature = key.sign(text);
    const double verifying = bestOf(20, [&] { // the part of opening that is libsodium's Ed25519 alone
        for (int i = 0; i < 100; ++i)
            if (!crypto::ed25519Verify(key.publicKey(), text, signature))
                std::abort();
    });
    std::printf(R"(, "sealedASecond": %.0f, "openedASecond": %.0f, "signaturesASecond": %.0f, "messageBytes": %zu)",
        kMessages * 1e3 / sealing, kMessages * 1e3 / opening, 1e5 / verifying, messages.front().size());
}

void measure(std::size_t leaves)
{
    Sparse sparse(leaves, std::max<std::size_t>(1, leaves / 56));
    Crowd &crowd = sparse.crowd;
    std::printf(R"({"leaves": %zu, "addAll": %.2f, "welcomeBytes": %zu)", leaves, sparse.addMilliseconds,
        sparse.founding.welcome->size());
    std::printf(R"(, "join": %.2f)", bestOf(3, [&] { sparse.joined(1); }));
    measureCommit(crowd, "fresh");
    for (const std::size_t i : crowd.insiders())
        crowd.deliver(i, crowd.commit(i));
    measureCommit(crowd, "lived");
    measureMessages(crowd);
    const GroupParts parts = crowd.group(1).parts();
    std::printf(R"(, "storedBytes": {"epoch": %zu, "nodes": %zu, "sender": %zu}})"
                "\n",
        parts.epoch.size(), parts.nodes.size(), parts.senders.begin()->second.size());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 1)
        for (const std::size_t leaves : { 10U, 100U, 300U, 900U })
            measure(leaves);
    for (int i = 1; i < argc; ++i)
        measure(std::max<std::size_t>(2, std::strtoul(argv[i], nullptr, 10)));
    return 0;
}
