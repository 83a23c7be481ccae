// SPDX-License-Identifier: GPL-3.0-or-later
// Extensions and lists of them: RFC 9420, sections 7.2 and 13.4. Data stay bytes; who knows a type asks for it by find().

#pragma once

#include "core/mls_public/codec.h"
#include "core/mls_public/constants.h"

namespace pc::mls {

struct Extension
{
    ExtensionType type {};
    Bytes data;

    bool operator==(const Extension &) const = default;
    static void fields(auto &io, auto &self) { io(self.type, self.data); }
};

/// At most one extension of a type (section 13.4); the order is kept, since hashes and signatures cover it.
struct Extensions
{
    std::vector<Extension> list;

    bool operator==(const Extensions &) const = default;

    const Extension *find(ExtensionType type) const;
    bool hasDuplicates() const;

    /// The extension T, whose type T::kExtensionType says: nothing when it is not there, a failure when its data are
    /// no T.
    template<typename T>
    Result<std::optional<T>> find() const
    {
        const Extension *extension = find(T::kExtensionType);
        if (!extension)
            return std::optional<T>();
        Result<T> value = decode<T>(extension->data);
        if (!value)
            return value.failure();
        return std::optional<T>(std::move(*value));
    }

    /// Puts T in the place of the one that is there, or at the end.
    template<typename T>
    void set(const T &value)
    {
        put({ T::kExtensionType, encode(value) });
    }

    void put(Extension extension);
    void remove(ExtensionType type);

    static void fields(auto &io, auto &self)
    {
        io(self.list);
        io.check(!self.hasDuplicates(), Failure::DuplicateExtension);
    }
};

/// Section 11.1, in a GroupContext.
struct RequiredCapabilities
{
    static constexpr ExtensionType kExtensionType = ExtensionType::RequiredCapabilities;

    std::vector<ExtensionType> extensions;
    std::vector<ProposalType> proposals;
    std::vector<CredentialType> credentials;

    bool operator==(const RequiredCapabilities &) const = default;
    static void fields(auto &io, auto &self) { io(self.extensions, self.proposals, self.credentials); }
};

/// Section 12.4.3.2, in a GroupInfo: the key to which who joins from outside seals.
struct ExternalPub
{
    static constexpr ExtensionType kExtensionType = ExtensionType::ExternalPub;

    Bytes externalPub;

    bool operator==(const ExternalPub &) const = default;
    static void fields(auto &io, auto &self) { io(self.externalPub); }
};

/// Section 5.3.3, in a LeafNode.
struct ApplicationId
{
    static constexpr ExtensionType kExtensionType = ExtensionType::ApplicationId;

    Bytes id;

    bool operator==(const ApplicationId &) const = default;
    static void fields(auto &io, auto &self) { io(self.id); }
};

} // namespace pc::mls
