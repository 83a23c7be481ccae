// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of PeerClient that a member carries out in its group.

#include "peerclient.h"

namespace pc::interop {

using namespace mls;

namespace {

Answer effectsIncomplete()
{
    return u"the effects do not name all that changed"_qs;
}

Result<Proposal> addOf(ByteView message)
{
    Result<KeyPackage> keyPackage = contentOfMessage<KeyPackage>(message);
    if (!keyPackage)
        return keyPackage.failure();
    return Proposal { Add { std::move(*keyPackage) } };
}

Proposal pskOf(auto name)
{
    PreSharedKey psk;
    psk.psk.content = std::move(name);
    psk.psk.nonce = crypto::toBytes(crypto::systemRandom().secret(kHashBytes).view());
    return { std::move(psk) };
}

Result<std::vector<Proposal>> proposalsOf(const std::vector<Request> &given)
{
    std::vector<Proposal> proposals;
    for (const Request &each : given) {
        Result<Proposal> proposal = proposalOf(each);
        if (!proposal)
            return proposal.failure();
        proposals.push_back(std::move(*proposal));
    }
    return proposals;
}

QJsonObject committed(const PendingCommit &pending)
{
    QJsonObject answer {
        { u"commit"_qs, hexOf(pending.message) },
        { u"group_info"_qs, hexOf(pending.groupInfo) },
        { u"ratchet_tree"_qs, hexOf(encode(pending.next.tree().nodes())) },
    };
    if (pending.welcome)
        answer.insert(u"welcome"_qs, hexOf(*pending.welcome));
    return answer;
}

} // namespace

Result<Proposal> proposalOf(const Request &given)
{
    const QString type = given.text("type");
    if (type == u"add")
        return addOf(given.bytes("key_package"));
    if (type == u"remove")
        return Proposal { Remove { { static_cast<std::uint32_t>(given.number("leaf")) } } };
    if (type == u"group_context_extensions")
        return Proposal { GroupContextExtensions { given.extensions() } };
    if (type == u"psk")
        return pskOf(ExternalPsk { given.bytes("psk_id") });
    if (type == u"resumption_psk")
        return pskOf(ResumptionPsk { ResumptionPskUsage::Application, given.bytes("group_id"), given.number("epoch") });
    return Failure::UnknownProposalType;
}

Answer PeerClient::withGroup(const Request &request, const WithGroup &action)
{
    const auto stored = m_groups.find(request.bytes("group_id"));
    if (stored == m_groups.end())
        return u"no such group"_qs;
    Result<Group> group = stored->second.read();
    return group ? action(stored->second, *group) : refused(group.failure());
}

Answer PeerClient::groupInfo(const Request &request)
{
    return withGroup(request, [&request](StoredGroup &, Group &group) -> Answer {
        const Bytes message = group.groupInfo({ .ratchetTree = request.flag("ratchet_tree", false) });
        return QJsonObject { { u"group_info"_qs, hexOf(message) } };
    });
}

Answer PeerClient::ratchetTree(const Request &request)
{
    return withGroup(request, [](StoredGroup &, Group &group) -> Answer {
        return QJsonObject { { u"ratchet_tree"_qs, hexOf(encode(group.tree().nodes())) } };
    });
}

Answer PeerClient::commitWith(const Request &request, std::vector<Proposal> proposals)
{
    return withGroup(request, [&](StoredGroup &stored, Group &group) -> Answer {
        CommitRequest wanted;
        wanted.proposals = std::move(proposals);
        wanted.pathUse = request.flag("path", true) ? PathUse::Always : PathUse::WhereRequired;
        wanted.wireFormat = request.wireFormat();
        wanted.authenticatedData = request.bytes("aad");
        wanted.treeInWelcome = request.flag("ratchet_tree_extension", true);
        const Result<PendingCommit> pending = group.commit(std::move(wanted), rules(), crypto::systemRandom(), m_psks);
        if (!pending)
            return refused(pending.failure());
        if (!stored.write(group, pending->effects))
            return effectsIncomplete();
        stored.keepPending(*pending);
        QJsonObject answer = committed(*pending);
        return request.flag("merge", true) ? begin(pending->next, std::move(answer)) : answer;
    });
}

Answer PeerClient::add(const Request &request)
{
    std::vector<Proposal> proposals;
    for (const Bytes &message : request.byteList("key_packages")) {
        Result<Proposal> proposal = addOf(message);
        if (!proposal)
            return refused(proposal.failure());
        proposals.push_back(std::move(*proposal));
    }
    return commitWith(request, std::move(proposals));
}

Answer PeerClient::remove(const Request &request)
{
    std::vector<Proposal> proposals;
    for (const std::uint32_t leaf : request.numberList("leaves"))
        proposals.push_back({ Remove { { leaf } } });
    return commitWith(request, std::move(proposals));
}

Answer PeerClient::update(const Request &request)
{
    return commitWith(request, {});
}

Answer PeerClient::commit(const Request &request)
{
    Result<std::vector<Proposal>> proposals = proposalsOf(request.list("proposals"));
    return proposals ? commitWith(request, std::move(*proposals)) : refused(proposals.failure());
}

Answer PeerClient::merge(const Request &request)
{
    return withGroup(request, [this](StoredGroup &stored, Group &) -> Answer {
        if (!stored.hasPending())
            return u"no pending commit"_qs;
        const Result<Group> next = stored.readPending();
        return next ? begin(*next) : refused(next.failure());
    });
}

Answer PeerClient::discard(const Request &request)
{
    return withGroup(request, [](StoredGroup &stored, Group &group) -> Answer {
        stored.dropPending();
        return QJsonObject { { u"view"_qs, viewOf(group) } };
    });
}

Answer PeerClient::propose(const Request &request)
{
    return withGroup(request, [&request](StoredGroup &stored, Group &group) -> Answer {
        const Request given = request.object("proposal");
        Result<Outgoing> made = Failure::UnknownProposalType;
        if (given.text("type") == u"update") {
            made = group.proposeUpdate(
                rules(), crypto::systemRandom(), {}, nullptr, request.wireFormat(), request.bytes("aad"));
        } else if (Result<Proposal> proposal = proposalOf(given)) {
            made = group.propose(
                std::move(*proposal), rules(), crypto::systemRandom(), request.wireFormat(), request.bytes("aad"));
        } else {
            return refused(proposal.failure());
        }
        if (!made)
            return refused(made.failure());
        if (!stored.write(group, made->effects))
            return effectsIncomplete();
        return QJsonObject { { u"message"_qs, hexOf(made->message) } };
    });
}

Answer PeerClient::encrypt(const Request &request)
{
    return withGroup(request, [&request](StoredGroup &stored, Group &group) -> Answer {
        const Result<Outgoing> made
            = group.protect(request.bytes("data"), request.bytes("aad"), crypto::systemRandom());
        if (!made)
            return refused(made.failure());
        if (!stored.write(group, made->effects))
            return effectsIncomplete();
        return QJsonObject { { u"message"_qs, hexOf(made->message) } };
    });
}

Answer PeerClient::process(const Request &request)
{
    return withGroup(request, [&](StoredGroup &stored, Group &group) -> Answer {
        Result<Received> received = group.process(request.bytes("message"), rules(), m_psks);
        if (received)
            return receive(stored, group, std::move(*received));
        // No refusal to the driver, which then fails.
        if (!stored.isStateOf(group))
            return QJsonObject { { u"kind"_qs, u"a refused message that changed the group"_qs } };
        return refused(received.failure());
    });
}

Answer PeerClient::receive(StoredGroup &stored, const Group &group, Received received)
{
    if (!stored.write(group, received.effects))
        return effectsIncomplete();
    if (const auto *application = std::get_if<ReceivedApplication>(&received.content)) {
        return QJsonObject {
            { u"kind"_qs, u"application"_qs },
            { u"data"_qs, hexOf(application->data) },
            { u"aad"_qs, hexOf(application->authenticatedData) },
        };
    }
    const auto *commit = std::get_if<ReceivedCommit>(&received.content);
    if (!commit)
        return QJsonObject { { u"kind"_qs, u"proposal"_qs }, { u"view"_qs, viewOf(group) } };
    QJsonObject answer { { u"kind"_qs, u"commit"_qs } };
    if (commit->next)
        return begin(*commit->next, std::move(answer));
    m_groups.erase(group.groupId());
    answer.insert(u"removed"_qs, true);
    return answer;
}

Answer PeerClient::exportSecret(const Request &request)
{
    return withGroup(request, [&request](StoredGroup &, Group &group) -> Answer {
        const std::string label = request.text("label").toStdString();
        const WipingBytes secret
            = group.exportSecret(label, request.bytes("context"), static_cast<std::size_t>(request.number("length")));
        return QJsonObject { { u"secret"_qs, hexOf(secret.view()) } };
    });
}

Answer PeerClient::save(const Request &request)
{
    return withGroup(request, [](StoredGroup &stored, Group &) -> Answer {
        return QJsonObject { { u"blob"_qs, hexOf(stored.blob()) } };
    });
}

} // namespace pc::interop
