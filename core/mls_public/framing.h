// SPDX-License-Identifier: GPL-3.0-or-later
// How content is framed: RFC 9420, section 6. Signing and checking public messages is in publicframing.h, opening private
// ones belongs to core/mls.

#pragma once

#include "core/mls_public/commit.h"
#include "core/mls_public/groupcontext.h"

namespace pc::mls {

struct SenderMember
{
    LeafIndex leafIndex;

    bool operator==(const SenderMember &) const = default;
    static void fields(auto &io, auto &self) { io(self.leafIndex); }
};

struct SenderExternal
{
    std::uint32_t senderIndex = 0; ///< in the group's external_senders

    bool operator==(const SenderExternal &) const = default;
    static void fields(auto &io, auto &self) { io(self.senderIndex); }
};

struct SenderNewMemberProposal
{
    bool operator==(const SenderNewMemberProposal &) const = default;
    static void fields(auto &, auto &) { }
};

struct SenderNewMemberCommit
{
    bool operator==(const SenderNewMemberCommit &) const = default;
    static void fields(auto &, auto &) { }
};

struct Sender
{
    std::variant<SenderMember, SenderExternal, SenderNewMemberProposal, SenderNewMemberCommit> content;

    bool operator==(const Sender &) const = default;

    SenderType type() const { return static_cast<SenderType>(content.index() + 1); }

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<SenderType::Member, SenderType::External, SenderType::NewMemberProposal,
                      SenderType::NewMemberCommit> {},
            self.content, Failure::UnknownSenderType);
    }
};

struct ApplicationData
{
    Bytes data;

    bool operator==(const ApplicationData &) const = default;
    static void fields(auto &io, auto &self) { io(self.data); }
};

struct FramedContent
{
    Bytes groupId;
    std::uint64_t epoch = 0;
    Sender sender;
    Bytes authenticatedData;
    std::variant<ApplicationData, Proposal, Commit> content;

    bool operator==(const FramedContent &) const = default;

    ContentType contentType() const { return static_cast<ContentType>(content.index() + 1); }

    static void fields(auto &io, auto &self)
    {
        io(self.groupId, self.epoch, self.sender, self.authenticatedData);
        io.select(OneOf<ContentType::Application, ContentType::Proposal, ContentType::Commit> {}, self.content,
            Failure::UnknownContentType);
    }
};

struct FramedContentAuthData
{
    Bytes signature;
    Bytes confirmationTag; ///< of commits alone

    bool operator==(const FramedContentAuthData &) const = default;

    static void fieldsOf(ContentType type, auto &io, auto &self)
    {
        io(self.signature);
        if (type == ContentType::Commit)
            io(self.confirmationTag);
    }
};

/// Content with what authenticates it: what signatures, transcript hashes and proposal references are made of.
struct AuthenticatedContent
{
    WireFormat wireFormat = WireFormat::PublicMessage;
    FramedContent content;
    FramedContentAuthData auth;

    bool operator==(const AuthenticatedContent &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.wireFormat, self.content);
        FramedContentAuthData::fieldsOf(self.content.contentType(), io, self.auth);
    }
};

struct PublicMessage
{
    FramedContent content;
    FramedContentAuthData auth;
    Bytes membershipTag; ///< of members alone

    bool operator==(const PublicMessage &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.content);
        FramedContentAuthData::fieldsOf(self.content.contentType(), io, self.auth);
        if (self.content.sender.type() == SenderType::Member)
            io(self.membershipTag);
    }
};

/// Section 6.3, with bytes of its own or views of others'.
template<typename Text>
struct BasicPrivateMessage
{
    Text groupId;
    std::uint64_t epoch = 0;
    ContentType contentType = ContentType::Application;
    Text authenticatedData;
    Text encryptedSenderData;
    Text ciphertext;

    bool operator==(const BasicPrivateMessage &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.groupId, self.epoch, self.contentType);
        io.check(self.contentType >= ContentType::Application && self.contentType <= ContentType::Commit,
            Failure::UnknownContentType);
        io(self.authenticatedData, self.encryptedSenderData, self.ciphertext);
    }
};

using PrivateMessage = BasicPrivateMessage<Bytes>;

} // namespace pc::mls
