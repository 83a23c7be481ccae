// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/front/framecases.h"

#include "tests/unit/relay/front/clientframes.h"

#include <array>
#include <initializer_list>
#include <string_view>

namespace pc::relay::front::test {

namespace {

using Cases = std::vector<FrameCase>;

std::string number(uint64_t value)
{
    return std::to_string(value);
}

void addLengths(Cases &cases)
{
    for (const std::size_t size : { 0U, 1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 124U, 125U, 126U, 127U, 128U, 255U, 256U, 1000U,
             65535U, 65536U, 65537U }) {
        const std::string payload(size, '*');
        cases.push_back({ "text of " + number(size), text(payload), { "text:" + payload } });
        cases.push_back({ "binary of " + number(size), binary(payload), { "binary:" + payload } });
    }
    cases.push_back({ "message at the limit", binary(std::string(kCaseMessageLimit, 'x')),
        { "binary:" + std::string(kCaseMessageLimit, 'x') } });
    const uint64_t over = kCaseMessageLimit + 1;
    for (const uint64_t length :
        { over, uint64_t { 1 } << 31, (uint64_t { 1 } << 32) - 1, uint64_t { 1 } << 32, (uint64_t { 1 } << 63) - 1 })
        cases.push_back({ "announces " + number(length) + " bytes", bytesOf({ .opcode = 2, .claimedLength = length }),
            { "fail:1009" } });
    cases.push_back({ "length with its highest bit set",
        bytesOf({ .opcode = 2, .lengthBytes = 8, .claimedLength = uint64_t { 1 } << 63 }), { "fail:1002" } });
    cases.push_back({ "length of all ones",
        bytesOf({ .opcode = 2, .lengthBytes = 8, .claimedLength = ~uint64_t { 0 } }), { "fail:1002" } });
    for (const std::size_t size : { 0U, 1U, 125U })
        cases.push_back({ number(size) + " written in two length bytes",
            bytesOf({ .opcode = 2, .payload = std::string(size, 'x'), .lengthBytes = 2 }), { "fail:1002" } });
    for (const std::size_t size : { 0U, 125U, 126U, 65535U })
        cases.push_back({ number(size) + " written in eight length bytes",
            bytesOf({ .opcode = 2, .payload = std::string(size, 'x'), .lengthBytes = 8 }), { "fail:1002" } });
    cases.push_back({ "two messages in a row", text("a") + binary("b"), { "text:a", "binary:b" } });
    cases.push_back({ "a hundred messages in a row",
        [] {
            std::string bytes;
            for (int i = 0; i < 100; ++i)
                bytes += text("m");
            return bytes;
        }(),
        std::vector<std::string>(100, "text:m") });
}

void addHeaderBits(Cases &cases)
{
    for (const auto opcode : std::initializer_list<uint8_t> { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 }) {
        cases.push_back({ "reserved opcode " + number(opcode), bytesOf({ .opcode = opcode }), { "fail:1002" } });
        cases.push_back({ "reserved opcode " + number(opcode) + " after a message",
            text("x") + bytesOf({ .opcode = opcode, .payload = "y" }), { "text:x", "fail:1002" } });
    }
    for (uint8_t reserved = 1; reserved <= 7; ++reserved) {
        cases.push_back({ "reserved bits " + number(reserved) + " on a text",
            bytesOf({ .opcode = 1, .payload = "x", .reserved = reserved }), { "fail:1002" } });
        cases.push_back({ "reserved bits " + number(reserved) + " on a ping",
            bytesOf({ .opcode = 9, .reserved = reserved }), { "fail:1002" } });
    }
    for (const auto opcode : std::initializer_list<uint8_t> { 0, 1, 2, 8, 9, 10 })
        cases.push_back({ "opcode " + number(opcode) + " without a mask",
            bytesOf({ .opcode = opcode, .payload = "xx", .isMasked = false }), { "fail:1002" } });
    for (const uint32_t mask : { 0x00000000U, 0xffffffffU, 0x01020304U, 0x80000001U })
        cases.push_back(
            { "mask " + number(mask), bytesOf({ .payload = "masked text", .mask = mask }), { "text:masked text" } });
}

void addControlFrames(Cases &cases)
{
    for (const std::size_t size : { 0U, 1U, 4U, 124U, 125U }) {
        const std::string payload(size, 'p');
        cases.push_back({ "ping of " + number(size), ping(payload), { "ping:" + payload } });
        cases.push_back({ "pong of " + number(size), pong(payload), { "pong:" + payload } });
    }
    for (const auto opcode : std::initializer_list<uint8_t> { 8, 9, 10 }) {
        cases.push_back({ "control " + number(opcode) + " of 126 bytes",
            bytesOf({ .opcode = opcode, .payload = std::string(126, 'x') }), { "fail:1002" } });
        cases.push_back({ "control " + number(opcode) + " with eight length bytes",
            bytesOf({ .opcode = opcode, .lengthBytes = 8, .claimedLength = 70000 }), { "fail:1002" } });
        cases.push_back({ "control " + number(opcode) + " in fragments",
            bytesOf({ .opcode = opcode, .payload = "a", .isFinal = false }), { "fail:1002" } });
    }
    cases.push_back({ "ping with bytes that are no text", ping("\xff\xfe\x80"), { "ping:\xff\xfe\x80" } });
    cases.push_back({ "pong that nobody asked for, then a message", pong("?") + text("x"), { "pong:?", "text:x" } });
    cases.push_back(
        { "ping between two messages", text("a") + ping("p") + text("b"), { "text:a", "ping:p", "text:b" } });
}

void addFragments(Cases &cases)
{
    cases.push_back({ "two fragments of text", text("ab", false) + more("cd", true), { "text:abcd" } });
    cases.push_back({ "two fragments of binary", binary("ab", false) + more("cd", true), { "binary:abcd" } });
    cases.push_back({ "three fragments", text("a", false) + more("b", false) + more("c", true), { "text:abc" } });
    cases.push_back({ "an empty first fragment", text("", false) + more("x", true), { "text:x" } });
    cases.push_back({ "an empty last fragment", text("x", false) + more("", true), { "text:x" } });
    cases.push_back({ "two empty fragments make an empty message", text("", false) + more("", true), { "text:" } });
    cases.push_back({ "an empty fragment in the middle", text("x", false) + more("", false), { "fail:1008" } });
    cases.push_back({ "an empty fragment after an empty one", text("", false) + more("", false), { "fail:1008" } });
    cases.push_back(
        { "ping between fragments", text("a", false) + ping("p") + more("b", true), { "ping:p", "text:ab" } });
    cases.push_back(
        { "pong between fragments", binary("a", false) + pong("p") + more("b", true), { "pong:p", "binary:ab" } });
    cases.push_back({ "close between fragments", text("a", false) + closing(1000), { "close:1000:" } });
    cases.push_back({ "continuation of nothing", more("x", true), { "fail:1002" } });
    cases.push_back({ "unfinished continuation of nothing", more("x", false), { "fail:1002" } });
    cases.push_back(
        { "continuation after a finished message", text("x") + more("y", true), { "text:x", "fail:1002" } });
    cases.push_back({ "continuation after finished fragments", text("x", false) + more("y", true) + more("z", true),
        { "text:xy", "fail:1002" } });
    cases.push_back({ "text within an unfinished text", text("a", false) + text("b"), { "fail:1002" } });
    cases.push_back({ "binary within an unfinished text", text("a", false) + binary("b"), { "fail:1002" } });
    cases.push_back({ "text within an unfinished binary", binary("a", false) + text("b", false), { "fail:1002" } });
    cases.push_back(
        { "reserved opcode between fragments", text("a", false) + bytesOf({ .opcode = 5 }), { "fail:1002" } });

    std::string full = binary("f", false);
    for (int i = 2; i < 64; ++i)
        full += more("f", false);
    cases.push_back({ "64 fragments", full + more("f", true), { "binary:" + std::string(64, 'f') } });
    cases.push_back({ "65 fragments", full + more("f", false) + more("f", true), { "fail:1008" } });
    const std::string half(kCaseMessageLimit / 2, 'h');
    cases.push_back(
        { "fragments up to the limit", binary(half, false) + more(half, true), { "binary:" + half + half } });
    cases.push_back({ "fragments one byte over the limit", binary(half, false) + more(half, false) + more("x", true),
        { "fail:1009" } });
}

void addUtf8(Cases &cases)
{
    using std::string_view_literals::operator""sv;
    const std::array valid { "\u03ba\u1f79\u03c3\u03bc\u03b5"sv, "\x7f"sv, "\0"sv, "\xc2\x80"sv, "\xdf\xbf"sv,
        "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv, "\xee\x80\x80"sv, "\xef\xbf\xbf"sv, "\xef\xbb\xbf"sv, "\xf0\x90\x80\x80"sv,
        "\xf4\x8f\xbf\xbf"sv, "a\xc3\xa9z"sv, "\xf0\x9f\x98\x80"sv,
        "12345678\xe2\x82\xac"
        "87654321"sv };
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const std::string payload(valid[i]);
        cases.push_back({ "valid UTF-8 no. " + number(i), text(payload), { "text:" + payload } });
        std::string pieces = text(payload.substr(0, 1), payload.size() == 1);
        for (std::size_t at = 1; at < payload.size(); ++at)
            pieces += more(payload.substr(at, 1), at + 1 == payload.size());
        cases.push_back({ "valid UTF-8 no. " + number(i) + " a byte a fragment", pieces, { "text:" + payload } });
    }
    const std::array invalid { "\x80"sv, "\xbf"sv, "\xc0\x80"sv, "\xc1\xbf"sv, "\xe0\x80\x80"sv, "\xe0\x9f\xbf"sv,
        "\xed\xa0\x80"sv, "\xed\xbf\xbf"sv, "\xf0\x80\x80\x80"sv, "\xf0\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv,
        "\xf5\x80\x80\x80"sv, "\xf8\x88\x80\x80\x80"sv, "\xfc\x84\x80\x80\x80\x80"sv, "\xfe"sv, "\xff"sv, "\xc3("sv,
        "\xe2\x28\xa1"sv, "\xe2\x82("sv, "\xf0\x28\x8c\xbc"sv, "\xf0\x90\x28\xbc"sv, "\xf0\x90\x8c\x28"sv,
        "12345678\xff"sv, "a\x80z"sv, "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"sv };
    for (std::size_t i = 0; i < invalid.size(); ++i)
        cases.push_back({ "invalid UTF-8 no. " + number(i), text(invalid[i]), { "fail:1007" } });
    const std::array cut { "\xc3"sv, "\xe2"sv, "\xe2\x82"sv, "\xf0"sv, "\xf0\x9f"sv, "\xf0\x9f\x98"sv };
    for (std::size_t i = 0; i < cut.size(); ++i) {
        const std::string payload(cut[i]);
        cases.push_back({ "text that ends inside a code point no. " + number(i), text(payload), { "fail:1007" } });
        cases.push_back({ "fragments that end inside a code point no. " + number(i),
            text("x", false) + more(payload, true), { "fail:1007" } });
    }
    cases.push_back({ "bad UTF-8 is refused before the message ends", text("ok\xff", false), { "fail:1007" } });
    cases.push_back({ "a code point is not continued by the next message", text("\xc3\xa9") + text("\xa9"),
        { "text:\xc3\xa9", "fail:1007" } });
    cases.push_back({ "a ping inside a code point", text("\xe2\x82", false) + ping("\xac") + more("\xac", true),
        { "ping:\xac", "text:\xe2\x82\xac" } });
    cases.push_back({ "binary need not be UTF-8", binary("\xff\xc0\x80"), { "binary:\xff\xc0\x80" } });
}

void addClosing(Cases &cases)
{
    cases.push_back({ "close without a code", emptyClosing(), { "close:1005:" } });
    cases.push_back({ "close with one byte", bytesOf({ .opcode = 8, .payload = "\x03" }), { "fail:1002" } });
    for (const auto code : std::initializer_list<uint16_t> {
             1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999 })
        cases.push_back({ "close " + number(code), closing(code, "why"), { "close:" + number(code) + ":why" } });
    for (const auto code : std::initializer_list<uint16_t> {
             0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 65535 })
        cases.push_back(
            { "close with the code " + number(code) + " that may not travel", closing(code), { "fail:1002" } });
    cases.push_back({ "close with the longest reason", closing(1000, std::string(123, 'r')),
        { "close:1000:" + std::string(123, 'r') } });
    cases.push_back({ "close with a reason in Greek", closing(1000, "\u03ba\u03cc\u03c3\u03bc\u03b5"),
        { "close:1000:\u03ba\u03cc\u03c3\u03bc\u03b5" } });
    cases.push_back({ "close with a reason that is not UTF-8", closing(1000, "\xff"), { "fail:1007" } });
    cases.push_back({ "close with a reason cut inside a code point", closing(1000, "\xe2\x82"), { "fail:1007" } });
    cases.push_back({ "message, then close", text("x") + closing(1000), { "text:x", "close:1000:" } });
    cases.push_back({ "ping, then close", ping("x") + closing(1000), { "ping:x", "close:1000:" } });
}

Cases allCases()
{
    Cases cases;
    addLengths(cases);
    addHeaderBits(cases);
    addControlFrames(cases);
    addFragments(cases);
    addUtf8(cases);
    addClosing(cases);
    return cases;
}

} // namespace

const std::vector<FrameCase> &frameCases()
{
    static const Cases cases = allCases();
    return cases;
}

} // namespace pc::relay::front::test
