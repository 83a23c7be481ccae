// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the first files of the MLS corpora, from a group of our own: seed_mls tests/fuzz/corpus

#include "core/mls_public/mlsmessage.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

class Corpora
{
public:
    explicit Corpora(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }

    template<typename T>
    void put(const char *corpus, const char *name, const T &value) const
    {
        const std::filesystem::path folder = m_folder / corpus;
        std::filesystem::create_directories(folder);
        const Bytes bytes = encode(value);
        std::ofstream(folder / name, std::ios::binary)
            .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

    void message(const char *name, decltype(MlsMessage::content) content) const
    {
        put("mls_message", name, MlsMessage { ProtocolVersion::Mls10, std::move(content) });
    }

private:
    std::filesystem::path m_folder;
};

Extensions someExtensions()
{
    Extensions extensions;
    extensions.set(RequiredCapabilities { { ExtensionType::ExternalSenders }, {}, { CredentialType::Basic } });
    extensions.set(ExternalSenders { { { fresh32(), basic("office") } } });
    return extensions;
}

void putGroup(const Corpora &corpora, const MadeUpGroup &group)
{
    PreSharedKeyId resumption = externalPsk();
    resumption.content = ResumptionPsk { ResumptionPskUsage::Application, textBytes("3A"), 9 };
    const ReInit reInit { textBytes("4B"), ProtocolVersion::Mls10, kSuite, {} };
    const PublicMessage commit = group.commit(1, { addOf(Person("outsider")), removeOf(2) });
    const PublicMessage joining = group.externalCommit(Person("outsider"), { externalInit() });

    corpora.message("commit", commit);
    corpora.message("external_commit", joining);
    corpora.message("external_proposal", group.external(0, removeOf(2), Person("office")));
    corpora.message("group_info", group.groupInfo(0));
    corpora.message("key_package", keyPackageOf(Person("anna")));
    corpora.message("private_message",
        PrivateMessage { textBytes("3B"), 7, ContentType::Application, fresh32(), fresh32(), Bytes(80, 5) });
    corpora.message("welcome", Welcome { kSuite, { { { fresh32() }, { fresh32(), fresh32() } } }, Bytes(90, 3) });

    const auto framed = [&](const char *name, const PublicMessage &message) {
        corpora.put("mls_public_group", name, message.content);
    };
    framed("commit", commit);
    framed("commit_without_path", group.commit(1, { addOf(Person("outsider")) }, false));
    framed("commit_of_nothing", group.commit(3, {}));
    framed("commit_reinit", group.commit(1, { { reInit } }, false));
    framed("commit_extensions", group.commit(0, { { GroupContextExtensions { someExtensions() } } }));
    framed("external_commit", joining);
    framed("add", group.proposal(1, addOf(Person("outsider"))));
    framed("update", group.proposal(1, group.update(1)));
    framed("remove", group.proposal(1, removeOf(2)));
    framed("psk", group.proposal(1, { PreSharedKey { resumption } }));
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("usage: seed_mls tests/fuzz/corpus\n", stderr);
        return 2;
    }
    const Corpora corpora(argv[1]);
    // The group of fuzz_mls_public_group, made first, so that both have the same keys.
    const MadeUpGroup group(4);
    putGroup(corpora, group);

    MadeUpGroup grown(5, someExtensions());
    grown.tree.remove({ 2 });
    grown.tree.add(keyPackageOf(Person("new")).leafNode);
    corpora.put("mls_tree", "grown", grown.tree.nodes());
    corpora.put("mls_tree", "full", group.tree.nodes());
    corpora.put("mls_tree", "one", MadeUpGroup(1).tree.nodes());

    Extensions inside;
    inside.set(MadeUpGroup(3).tree.nodes());
    inside.set(ExternalPub { fresh32() });
    corpora.put("mls_group_info", "tree_inside", grown.groupInfo(0, inside));
    corpora.put("mls_group_info", "tree_beside", grown.groupInfo(1));

    corpora.put("mls_key_package", "plain", keyPackageOf(Person("anna")));
    corpora.put("mls_key_package", "extensions",
        keyPackageOf(
            Person("anna"),
            [](LeafNode &leaf) {
                leaf.extensions.set(ApplicationId { { 1, 2, 3 } });
                leaf.extensions.put({ ExtensionType(0x0a0a), { 7 } });
                leaf.capabilities.extensions = { ExtensionType(0x0a0a) };
            },
            [](KeyPackage &package) {
                package.extensions.put({ ExtensionType(0x0a0a), {} });
            }));
    return 0;
}
