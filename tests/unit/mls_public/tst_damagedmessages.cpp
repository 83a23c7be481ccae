// SPDX-License-Identifier: GPL-3.0-or-later
// Every prefix and every flipped byte of each structure that travels: an error, or a value that encodes back to the same
// bytes. Never a value that stands for two encodings, since hashes and signatures are made of what was decoded.

#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/treenode.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

/// Whether the bytes decode to T: an error, or T that encodes back to them. Null when neither.
template<typename T>
const char *readAs(const Bytes &bytes)
{
    const Result<T> value = decode<T>(bytes);
    if (!value)
        return "error";
    return encode(*value) == bytes ? "same" : nullptr;
}

using ReadAs = const char *(*)(const Bytes &);

struct Sample
{
    const char *name;
    Bytes bytes;
    ReadAs readAs;
};

template<typename T>
Sample sample(const char *name, const T &value)
{
    return { name, encode(value), readAs<T> };
}

Sample message(const char *name, decltype(MlsMessage::content) content)
{
    return sample(name, MlsMessage { ProtocolVersion::Mls10, std::move(content) });
}

Welcome welcome()
{
    return { kSuite, { { { fresh32() }, { fresh32(), fresh32() } }, { { fresh32() }, { fresh32(), {} } } },
        Bytes(100, 3) };
}

Extensions allKnownExtensions()
{
    Extensions extensions;
    extensions.set(ApplicationId { { 1, 2, 3 } });
    extensions.set(RequiredCapabilities { { ExtensionType(0xf001) }, { ProposalType::Add }, { CredentialType::X509 } });
    extensions.set(ExternalPub { fresh32() });
    extensions.set(
        ExternalSenders { { { fresh32(), basic("office") }, { fresh32(), { X509Credential { { { 1 } } } } } } });
    extensions.put({ ExtensionType(0x3a3a), Bytes(70, 9) });
    return extensions;
}

std::vector<Sample> samples()
{
    const MadeUpGroup group(5);
    Extensions withTree = allKnownExtensions();
    withTree.set(group.tree.nodes());
    PreSharedKeyId resumption = externalPsk();
    resumption.content = ResumptionPsk { ResumptionPskUsage::Branch, textBytes("3A"), 9 };
    const PublicMessage commit = group.commit(1, { addOf(Person("new")), removeOf(2) });
    const RequiredCapabilities required { { ExtensionType(0xf001), ExtensionType(0xf002) }, {}, {} };
    return {
        message("public add", group.proposal(1, addOf(Person("new")))),
        message("public update", group.proposal(1, group.update(1))),
        message("public remove", group.proposal(1, removeOf(2))),
        message("public psk", group.proposal(1, { PreSharedKey { resumption } })),
        message("public reinit",
            group.proposal(1, { ReInit { textBytes("4B"), ProtocolVersion::Mls10, kSuite, allKnownExtensions() } })),
        message("public extensions", group.proposal(1, { GroupContextExtensions { allKnownExtensions() } })),
        message("public commit", commit),
        message("external commit", group.externalCommit(Person("new"), { externalInit(), removeOf(2) })),
        message("external proposal", group.external(0, removeOf(2), Person("office"))),
        message("private message",
            PrivateMessage { textBytes("3B"), 7, ContentType::Application, fresh32(), fresh32(), Bytes(80, 5) }),
        message("welcome", welcome()),
        message("group info", group.groupInfo(0, withTree)),
        message(
            "key package", keyPackageOf(Person("new"), [](LeafNode &leaf) { leaf.extensions = allKnownExtensions(); })),
        sample("ratchet tree", group.tree.nodes()),
        sample(
            "authenticated content", AuthenticatedContent { WireFormat::PrivateMessage, commit.content, commit.auth }),
        sample("required capabilities", required),
        sample("external senders", **allKnownExtensions().find<ExternalSenders>()),
    };
}

} // namespace

class TestDamagedMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_samples = samples(); }

    void everyPrefixIsRefused()
    {
        for (const Sample &one : m_samples)
            for (std::size_t size = 0; size < one.bytes.size(); ++size) {
                const Bytes prefix(one.bytes.begin(), one.bytes.begin() + static_cast<std::ptrdiff_t>(size));
                QVERIFY2(qstrcmp(one.readAs(prefix), "error") == 0, one.name);
            }
    }

    void everyFlippedByteIsRefusedOrReadAsItIs()
    {
        for (const Sample &one : m_samples)
            for (std::size_t i = 0; i < one.bytes.size(); ++i)
                for (const unsigned mask : { 0x01U, 0x40U, 0x80U, 0xffU }) {
                    Bytes changed = one.bytes;
                    changed[i] = static_cast<std::uint8_t>(changed[i] ^ mask);
                    QVERIFY2(one.readAs(changed), one.name);
                }
    }

    void bytesBehindAreRefused()
    {
        for (const Sample &one : m_samples) {
            Bytes longer = one.bytes;
            longer.push_back(0);
            QVERIFY2(qstrcmp(one.readAs(longer), "error") == 0, one.name);
        }
    }

    void asTheyAreTheyAreRead()
    {
        for (const Sample &one : m_samples)
            QVERIFY2(qstrcmp(one.readAs(one.bytes), "same") == 0, one.name);
    }

private:
    std::vector<Sample> m_samples;
};

QTEST_APPLESS_MAIN(TestDamagedMessages)
#include "tst_damagedmessages.moc"
