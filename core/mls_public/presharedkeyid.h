// SPDX-License-Identifier: GPL-3.0-or-later
// The name of a pre-shared key, never the key: RFC 9420, section 8.4.

#pragma once

#include "core/mls_public/codec.h"
#include "core/mls_public/constants.h"

namespace pc::mls {

struct ExternalPsk
{
    Bytes pskId;

    bool operator==(const ExternalPsk &) const = default;
    static void fields(auto &io, auto &self) { io(self.pskId); }
};

struct ResumptionPsk
{
    ResumptionPskUsage usage = ResumptionPskUsage::Application;
    Bytes groupId;
    std::uint64_t epoch = 0;

    bool operator==(const ResumptionPsk &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.usage);
        io.check(self.usage >= ResumptionPskUsage::Application && self.usage <= ResumptionPskUsage::Branch,
            Failure::UnknownPskUsage);
        io(self.groupId, self.epoch);
    }
};

struct PreSharedKeyId
{
    std::variant<ExternalPsk, ResumptionPsk> content;
    Bytes nonce;

    bool operator==(const PreSharedKeyId &) const = default;

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<PskType::External, PskType::Resumption> {}, self.content, Failure::UnknownPskType);
        io(self.nonce);
    }
};

} // namespace pc::mls
