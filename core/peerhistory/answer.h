// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryAnswer: what a member's device gives to one that asked (request.h): of each message the content and the franking key that its
// commitment in the log opens with, so that nothing has to be believed. Sealed to the request's box key by HPKE, and signed by the
// giver's leaf key: the relay knows the box key, too, and could put commitments of its own into a log.
//
//   version 1 (u8) ‖ user (16) ‖ device (16) of who gives ‖ enc (32) ‖ sealed <V> ‖
//   Ed25519 signature by the giver's leaf key over "pc/history-answer/1" ‖ SHA-256(request) ‖ all that stands before it (64)
//
//   sealed:  down to (u64) ‖ items <V> of { seq (u64) ‖ sender (16) ‖ franking key (32) ‖ content <V> }, seqs descending
//
// "Down to" is how far the giver has looked: what the request asks for from there on and is not among the items, they cannot give.
// Total: any bytes give an answer or an Error.

#pragma once

#include "core/peerhistory/request.h"

#include <array>

namespace pc::peerhistory {

inline constexpr std::size_t kMostAnswerBytes = std::size_t(256) * 1024;
inline constexpr std::size_t kMostAnswerItems = 2'000;
inline constexpr std::size_t kMostItemContent = std::size_t(56) * 1024;

/// No more secret than the content that it proves.
using FrankingKey = std::array<std::uint8_t, 32>;

struct HistoryItem
{
    Seq seq;
    UserId sender; ///< As the giver's device saw it when it opened the message.
    FrankingKey frankingKey {};
    crypto::Bytes content;

    bool operator==(const HistoryItem &) const = default;
};

/// As full as an answer gets.
class HistoryPage
{
public:
    /// Descending by seq. False, and it stays as it is, when there is no more room.
    bool add(HistoryItem item);

    /// All from there on was looked at.
    void lookedDownTo(Seq seq) { m_downTo = seq; }

    Seq downTo() const { return m_downTo; }
    const std::vector<HistoryItem> &items() const { return m_items; }

    bool operator==(const HistoryPage &) const = default;

private:
    std::vector<HistoryItem> m_items;
    std::size_t m_bytes = 0;
    Seq m_downTo;
};

struct Giver
{
    UserId user;
    DeviceId device;

    bool operator==(const Giver &) const = default;
};

/// For the device that signed `request`, which readRequest() took. Nothing when its box key is none.
std::optional<crypto::Bytes> sealAnswer(crypto::ByteView request, const HistoryPage &page, const Giver &giver,
    const crypto::Ed25519Key &leafKey, crypto::RandomSource &random);

/// Who says that they gave it. Errors: Invalid, TooLarge, NewerVersion.
Result<Giver> giverOf(crypto::ByteView answer);

/// What it brings, if `leafKey` signed it for that request. Errors: as giverOf(), Corrupt (another signature, for another request, or
/// sealed for somebody else).
Result<HistoryPage> openAnswer(
    crypto::ByteView answer, crypto::ByteView request, crypto::ByteView leafKey, const crypto::X25519KeyPair &box);

} // namespace pc::peerhistory
