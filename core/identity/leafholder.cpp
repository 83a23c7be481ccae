// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/leafholder.h"

namespace pc::identity {

namespace {

std::optional<DeviceCertificate> optionalOf(Result<DeviceCertificate> certificate)
{
    return certificate ? std::optional(std::move(*certificate)) : std::nullopt;
}

} // namespace

std::optional<DeviceCertificate> holderOf(const mls::LeafNode &leaf)
{
    const auto *basic = std::get_if<mls::BasicCredential>(&leaf.credential.content);
    return basic ? optionalOf(parseDeviceCertificate(basic->identity)) : std::nullopt;
}

std::optional<DeviceCertificate> certificateOf(const mls::Credential &credential)
{
    const auto *basic = std::get_if<mls::BasicCredential>(&credential.content);
    return basic ? optionalOf(readDeviceCertificate(basic->identity)) : std::nullopt;
}

} // namespace pc::identity
