// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation language of RFC 9420, section 2.1: what is read, what is refused, and by which name.

#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/treenode.h"

#include <QTest>

using namespace pc::mls;

namespace {

struct Numbers
{
    std::uint8_t one = 0;
    std::uint16_t two = 0;
    std::uint32_t four = 0;
    std::uint64_t eight = 0;
    std::array<std::uint8_t, 3> fixed {};

    bool operator==(const Numbers &) const = default;
    static void fields(auto &io, auto &self) { io(self.one, self.two, self.four, self.eight, self.fixed); }
};

struct Nested
{
    std::vector<std::vector<Bytes>> lists;
    std::optional<std::uint16_t> maybe;

    bool operator==(const Nested &) const = default;
    static void fields(auto &io, auto &self) { io(self.lists, self.maybe); }
};

struct Deeper
{
    std::vector<Nested> nested;

    bool operator==(const Deeper &) const = default;
    static void fields(auto &io, auto &self) { io(self.nested); }
};

template<typename T>
std::optional<Failure> failureOf(const Bytes &bytes, const Limits &limits = {})
{
    const Result<T> value = decode<T>(bytes, limits);
    return value ? std::nullopt : std::optional(value.failure());
}

struct Opaque
{
    Bytes bytes;

    bool operator==(const Opaque &) const = default;
    static void fields(auto &io, auto &self) { io(self.bytes); }
};

} // namespace

class TestMlsCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersStandInNetworkOrder()
    {
        const Numbers numbers { 1, 0x0203, 0x04050607, 0x08090a0b0c0d0e0f, { 0x10, 0x11, 0x12 } };
        Bytes expected;
        for (std::uint8_t i = 1; i <= 0x12; ++i)
            expected.push_back(i);
        QVERIFY(encode(numbers) == expected);
        QVERIFY(*decode<Numbers>(expected) == numbers);
    }

    void vectorsAndOptionalsNest()
    {
        const Nested nested { { { { 1, 2 }, {} }, {} }, 0x0304 };
        const Bytes expected { 6, 4, 2, 1, 2, 0, 0, 1, 3, 4 };
        QVERIFY(encode(nested) == expected);
        QVERIFY(*decode<Nested>(expected) == nested);
    }

    void lengthsHaveTheirShortestForm_data()
    {
        QTest::addColumn<std::size_t>("size");
        QTest::addColumn<std::size_t>("header");
        for (const auto &[size, header] : { std::pair<std::size_t, std::size_t> { 0, 1 }, { 63, 1 }, { 64, 2 },
                 { 16'383, 2 }, { 16'384, 4 }, { 1'000'000, 4 } })
            QTest::addRow("%zu", size) << size << header;
    }

    void lengthsHaveTheirShortestForm()
    {
        QFETCH(std::size_t, size);
        QFETCH(std::size_t, header);
        const Opaque value { Bytes(size, 7) };
        const Bytes bytes = encode(value);
        QCOMPARE(bytes.size(), size + header);
        QVERIFY(*decode<Opaque>(bytes) == value);
    }

    void aLengthThatIsNotMinimalIsRefused()
    {
        QVERIFY(failureOf<Opaque>({ 0x40, 0x01, 7 }) == Failure::LengthNotMinimal);
        QVERIFY(failureOf<Opaque>({ 0x40, 0x3f }) == Failure::LengthNotMinimal);
        QVERIFY(failureOf<Opaque>({ 0x80, 0, 0, 1, 7 }) == Failure::LengthNotMinimal);
        QVERIFY(failureOf<Opaque>({ 0x80, 0, 0x3f, 0xff }) == Failure::LengthNotMinimal);
    }

    void theReservedPrefixOfALengthIsRefused()
    {
        QVERIFY(failureOf<Opaque>({ 0xc0, 0, 0, 0, 0, 0, 0, 1, 7 }) == Failure::LengthInvalid);
    }

    void aVectorThatEndsBehindItsInputIsRefused()
    {
        QVERIFY(failureOf<Opaque>({ 3, 1, 2 }) == Failure::Truncated);
        QVERIFY(failureOf<Opaque>({ 0xbf, 0xff, 0xff, 0xff, 1 }) == Failure::Truncated);
        QVERIFY(failureOf<Nested>({ 3, 4, 1, 1, 1, 0 }) == Failure::Truncated); // the inner one ends behind the outer
        QVERIFY(failureOf<Opaque>({}) == Failure::Truncated);
    }

    void bytesBehindTheValueAreRefused() { QVERIFY(failureOf<Opaque>({ 1, 7, 0 }) == Failure::TrailingBytes); }

    void aPresenceOctetIsZeroOrOne()
    {
        QVERIFY(!failureOf<Nested>({ 0, 0 }));
        QVERIFY(failureOf<Nested>({ 0, 2, 0, 0 }) == Failure::PresenceInvalid);
        QVERIFY(failureOf<Nested>({ 0, 255 }) == Failure::PresenceInvalid);
    }

    void eachLimitHolds()
    {
        QVERIFY(!failureOf<Opaque>({ 2, 7, 7 }, { .bytes = 3 }));
        QVERIFY(failureOf<Opaque>({ 2, 7, 7 }, { .bytes = 2 }) == Failure::TooLarge);
        QVERIFY(!failureOf<Nested>({ 2, 0, 0, 0 }, { .elements = 2 }));
        QVERIFY(failureOf<Nested>({ 3, 0, 0, 0, 0 }, { .elements = 2 }) == Failure::TooManyElements);
        QVERIFY(!failureOf<Deeper>({ 3, 1, 0, 0 }, { .depth = 3 }));
        QVERIFY(failureOf<Deeper>({ 3, 1, 0, 0 }, { .depth = 2 }) == Failure::TooDeep);
    }

    void anUnknownTagIsNamed()
    {
        QVERIFY(failureOf<Credential>({ 0, 3, 0 }) == Failure::UnknownCredentialType);
        QVERIFY(failureOf<Proposal>({ 0x0a, 0x0a, 0 }) == Failure::UnknownProposalType);
        QVERIFY(failureOf<ProposalOrRef>({ 0, 0 }) == Failure::UnknownProposalOrRefType);
        QVERIFY(failureOf<Sender>({ 5 }) == Failure::UnknownSenderType);
        QVERIFY(failureOf<Node>({ 3 }) == Failure::UnknownNodeType);
        QVERIFY(failureOf<PreSharedKeyId>({ 3, 0, 0 }) == Failure::UnknownPskType);
        QVERIFY(failureOf<PreSharedKeyId>({ 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }) == Failure::UnknownPskUsage);
        QVERIFY(failureOf<MlsMessage>({ 0, 2, 0, 1 }) == Failure::UnknownVersion);
        QVERIFY(failureOf<MlsMessage>({ 0, 1, 0, 6 }) == Failure::UnknownWireFormat);
        QVERIFY(failureOf<FramedContent>({ 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4, 0 }) == Failure::UnknownContentType);
        QVERIFY(failureOf<LeafNode>({ 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4 }) == Failure::UnknownLeafNodeSource);
    }

    void anExtensionOfATypeStandsOnce()
    {
        QVERIFY(!failureOf<Extensions>({ 6, 0, 1, 0, 0, 2, 0 }));
        QVERIFY(failureOf<Extensions>({ 6, 0, 1, 0, 0, 1, 0 }) == Failure::DuplicateExtension);
        QVERIFY(failureOf<Extensions>({ 9, 10, 10, 0, 0, 1, 0, 10, 10, 0 }) == Failure::DuplicateExtension);
    }

    void aKnownExtensionIsFoundAndPut()
    {
        Extensions extensions { { { ExtensionType(0xf123), { 1 } } } };
        extensions.set(ExternalPub { { 9, 9 } });
        QVERIFY((*extensions.find<ExternalPub>() == ExternalPub { { 9, 9 } }));
        QCOMPARE(extensions.list.size(), std::size_t(2));
        extensions.set(ExternalPub { { 8 } });
        QVERIFY((*extensions.find<ExternalPub>() == ExternalPub { { 8 } }));
        QCOMPARE(extensions.list.size(), std::size_t(2));
        QVERIFY(!*extensions.find<RequiredCapabilities>());

        extensions.put({ ExtensionType::RequiredCapabilities, { 1 } });
        QVERIFY(!extensions.find<RequiredCapabilities>());
        extensions.remove(ExtensionType::RequiredCapabilities);
        QVERIFY(*extensions.find<RequiredCapabilities>() == std::nullopt);
    }

    void onlyWhatTheKindDemandsTravels()
    {
        // A confirmation tag belongs to commits, a membership tag to members.
        PublicMessage message { {}, { { 1 }, { 2 } }, { 3 } };
        message.content.content = Commit {};
        QVERIFY(*decode<PublicMessage>(encode(message)) == message);
        message.content.sender.content = SenderNewMemberCommit {};
        QVERIFY(decode<PublicMessage>(encode(message))->membershipTag.empty());
        message.content.content = ApplicationData {};
        QVERIFY(decode<PublicMessage>(encode(message))->auth.confirmationTag.empty());
    }
};

QTEST_APPLESS_MAIN(TestMlsCodec)
#include "tst_mlscodec.moc"
