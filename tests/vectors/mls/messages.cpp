// SPDX-License-Identifier: GPL-3.0-or-later
// messages.json: every structure decodes, and encodes back to the same bytes.

#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/treenode.h"

#include "vectorkinds.h"

namespace pc::test {

using namespace mls;

namespace {

/// The layout of what a Welcome seals (12.4.3.1); the type of core/mls keeps these values as secrets.
struct GroupSecretsLayout
{
    struct PathSecret
    {
        Bytes secret;

        static void fields(auto &io, auto &self) { io(self.secret); }
    };

    Bytes joinerSecret;
    std::optional<PathSecret> pathSecret;
    std::vector<PreSharedKeyId> psks;

    static void fields(auto &io, auto &self) { io(self.joinerSecret, self.pathSecret, self.psks); }
};

template<typename T>
bool survives(const QJsonValue &hex)
{
    const Bytes bytes = bytesOf(hex);
    const Result<T> value = decode<T>(bytes);
    return value && encode(*value) == bytes;
}

bool survivesAs(const QJsonValue &hex, WireFormat format)
{
    const Result<MlsMessage> message = decode<MlsMessage>(bytesOf(hex));
    return message && message->wireFormat() == format && survives<MlsMessage>(hex);
}

bool survivesAsPublic(const QJsonValue &hex, ContentType type)
{
    if (!survivesAs(hex, WireFormat::PublicMessage))
        return false;
    const Result<MlsMessage> message = decode<MlsMessage>(bytesOf(hex));
    return std::get<PublicMessage>(message->content).content.contentType() == type;
}

} // namespace

Outcome runMessages(const QJsonObject &vector)
{
    if (!survivesAs(vector[u"mls_welcome"], WireFormat::Welcome))
        return failed("mls_welcome");
    if (!survivesAs(vector[u"mls_group_info"], WireFormat::GroupInfo))
        return failed("mls_group_info");
    if (!survivesAs(vector[u"mls_key_package"], WireFormat::KeyPackage))
        return failed("mls_key_package");
    if (!survivesAs(vector[u"private_message"], WireFormat::PrivateMessage))
        return failed("private_message");
    if (!survivesAsPublic(vector[u"public_message_application"], ContentType::Application)
        || !survivesAsPublic(vector[u"public_message_proposal"], ContentType::Proposal)
        || !survivesAsPublic(vector[u"public_message_commit"], ContentType::Commit))
        return failed("public_message_*");
    if (!survives<TreeNodes>(vector[u"ratchet_tree"]))
        return failed("ratchet_tree");
    if (!survives<GroupSecretsLayout>(vector[u"group_secrets"]))
        return failed("group_secrets");
    if (!survives<Add>(vector[u"add_proposal"]) || !survives<Update>(vector[u"update_proposal"])
        || !survives<Remove>(vector[u"remove_proposal"]) || !survives<PreSharedKey>(vector[u"pre_shared_key_proposal"])
        || !survives<ReInit>(vector[u"re_init_proposal"]) || !survives<ExternalInit>(vector[u"external_init_proposal"])
        || !survives<GroupContextExtensions>(vector[u"group_context_extensions_proposal"]))
        return failed("*_proposal");
    if (!survives<Commit>(vector[u"commit"]))
        return failed("commit");
    return passed();
}

} // namespace pc::test
