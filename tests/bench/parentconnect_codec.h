// SPDX-License-Identifier: GPL-3.0-or-later
// Our wire for a foreign load generator that knows only WebSocket frames (struct Codec, struct Event are its own). Plain
// C++ on purpose: frames are put together from a template and searched for keys, so that the generator's cost stays small
// beside the relay's. People come from pc_bench_prepare's output, named by PC_BENCH_PEOPLE.
//
// A message is a PrivateMessage (RFC 9420, section 6.3) of the conversation's real group, in its real epoch, with a commitment:
// all that the relay looks at and seals with its tag. What it cannot open is filled with the generator's own numbers instead.
//
// With PC_BENCH_PAGES each "message" is a question for the newest 50 entries, and the ack behind them is its delivery.

#pragma once

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <unordered_map>

struct ParentConnectCodec : Codec
{
    struct Person
    {
        std::string token;
        std::string direct;
        uint64_t received = 0;
    };

    std::string groupId;
    std::vector<Person> people;
    std::string padding = std::string(65536, 'x');
    uint64_t frames = 0;

    ParentConnectCodec()
    {
        std::ifstream in(std::getenv("PC_BENCH_PEOPLE") ? std::getenv("PC_BENCH_PEOPLE") : "people.txt");
        std::string hex;
        in >> hex;
        groupId = fromHex(hex);
        Person person;
        while (in >> person.token >> hex) {
            person.direct = fromHex(hex);
            people.push_back(person);
        }
    }

    static std::string fromHex(const std::string &hex)
    {
        std::string out;
        for (size_t i = 0; i + 1 < hex.size(); i += 2)
            out += char(std::stoi(hex.substr(i, 2), nullptr, 16));
        return out;
    }

    std::string path(int) override { return "/v1/socket"; }
    std::string subprotocol() override { return "parentconnect.v1.cbor"; }

    // ---- writing CBOR

    static void head(std::string &out, int major, uint64_t value)
    {
        const int top = major << 5;
        if (value < 24) {
            out += char(top | int(value));
        } else if (value < 256) {
            out += char(top | 24);
            out += char(value);
        } else if (value < 65536) {
            out += char(top | 25);
            out += char(value >> 8);
            out += char(value);
        } else {
            out += char(top | 27);
            for (int shift = 56; shift >= 0; shift -= 8)
                out += char(value >> shift);
        }
    }

    static void text(std::string &out, std::string_view value)
    {
        head(out, 3, value.size());
        out += value;
    }

    static void bytes(std::string &out, std::string_view value)
    {
        head(out, 2, value.size());
        out += value;
    }

    static void big(std::string &out, uint64_t value)
    {
        for (int shift = 56; shift >= 0; shift -= 8)
            out += char(value >> shift);
    }

    /// 16 bytes that hold two numbers: an id which the generator finds again in the answer.
    static std::string id(uint64_t high, uint64_t low)
    {
        std::string out;
        big(out, high);
        big(out, low);
        return out;
    }

    static std::string envelope(std::string_view type, const std::string &frameId, const std::string &data)
    {
        std::string out;
        head(out, 5, 4);
        text(out, "id");
        bytes(out, frameId);
        text(out, "type");
        text(out, type);
        text(out, "timestamp");
        head(out, 0, 1'760'000'000'000);
        text(out, "data");
        out += data;
        return out;
    }

    // ---- a message as the relay sees it

    static void vector(std::string &out, std::string_view value)
    {
        if (value.size() < 64) {
            out += char(value.size());
        } else {
            out += char(0x40 | value.size() >> 8);
            out += char(value.size());
        }
        out += value;
    }

    /// In epoch 0 of the first group of that conversation.
    static std::string sealed(const std::string &conversation, std::string_view ciphertext)
    {
        std::string out("\0\1\0\2", 4); // MLS 1.0, PrivateMessage
        vector(out, conversation + std::string(4, '\0'));
        out.append(8, '\0');
        out += '\1'; // application data
        vector(out, std::string(32, 'c')); // the commitment
        vector(out, std::string(28, 's')); // the sender's data
        vector(out, ciphertext);
        return out;
    }

    bool opened(int user, std::vector<std::string> &out) override
    {
        std::string data;
        head(data, 5, 3);
        text(data, "token");
        text(data, people.at(size_t(user)).token);
        text(data, "client");
        text(data, "bench");
        text(data, "protocol");
        head(data, 0, 1);
        out.push_back(envelope("hello", id(kHello, ++frames), data));
        return false;
    }

    std::string page(int from, uint64_t seq, int64_t ts)
    {
        m_asked[uint64_t(from) << 40 | seq] = ts;
        std::string data;
        head(data, 5, 4);
        text(data, "conversation");
        bytes(data, people.at(size_t(from)).direct);
        text(data, "after");
        head(data, 0, 0);
        text(data, "limit");
        head(data, 0, 50);
        text(data, "newestFirst");
        data += '\xf5';
        return envelope("sync", id(kMessage, seq), data);
    }

    std::string encode(int from, int, uint64_t seq, int64_t ts, int size) override
    {
        if (m_pages)
            return page(from, seq, ts);
        // As clients make them: sorted by time (UUIDv7), then by something of their own.
        const uint64_t made = uint64_t(ts / 1'000'000) << 16 | 0x7000;
        std::string inside;
        inside += "PCBENCH1";
        big(inside, uint64_t(from));
        big(inside, seq);
        big(inside, uint64_t(ts));
        const int fill = size - kAround - int(inside.size());
        inside.append(padding, 0, size_t(fill > 0 ? fill : 0));
        const std::string &conversation = group ? groupId : people.at(size_t(from)).direct;
        const std::string content = sealed(conversation, inside);

        std::string data;
        head(data, 5, 3);
        text(data, "conversation");
        bytes(data, conversation);
        text(data, "message");
        bytes(data, id(made, uint64_t(from) << 32 | seq));
        text(data, "content");
        bytes(data, content);
        return envelope("message", id(kMessage, seq), data);
    }

    // ---- reading it, by looking for keys

    static constexpr int kAround = 223; ///< Bytes of a frame around what stands for the ciphertext.
    static constexpr uint64_t kHello = 0x5043484c;
    static constexpr uint64_t kMessage = 0x50434d53;
    static constexpr uint64_t kReceipt = 0x50435243;

    static uint64_t number(std::string_view at)
    {
        uint64_t value = 0;
        for (size_t i = 0; i < 8 && i < at.size(); ++i)
            value = value << 8 | uint8_t(at[i]);
        return value;
    }

    static uint64_t unsignedAfter(std::string_view message, std::string_view key)
    {
        const size_t at = message.find(key);
        if (at == std::string_view::npos)
            return 0;
        const auto *p = reinterpret_cast<const uint8_t *>(message.data()) + at + key.size();
        const int low = *p & 31;
        if (low < 24)
            return uint64_t(low);
        uint64_t value = 0;
        for (int i = 1; i <= 1 << (low - 24); ++i)
            value = value << 8 | p[i];
        return value;
    }

    void decode(
        int user, std::string_view message, std::vector<Event> &events, std::vector<std::string> &reply) override
    {
        const std::string_view start = message.substr(0, 64);
        if (start.find("dtypegmessage") != start.npos) {
            if (!m_pages)
                delivered(user, message, events, reply);
        } else if (start.find("dtypecack") != start.npos)
            acknowledged(user, message, events);
        else if (start.find("dtypehcaughtUp") != start.npos)
            events.push_back({ Event::Ready });
        else if (start.find("dtypeeerror") != start.npos)
            fprintf(stderr, "error for %d: %.*s\n", user, int(message.size()), message.data());
    }

    void delivered(int user, std::string_view message, std::vector<Event> &events, std::vector<std::string> &reply)
    {
        const size_t at = message.find("PCBENCH1");
        if (at == message.npos)
            return;
        const std::string_view content = message.substr(at + 8);
        events.push_back(
            { Event::Deliver, number(content.substr(8)), int64_t(number(content.substr(16))), int(number(content)) });
        if (!recvAcks)
            return;
        std::string data;
        head(data, 5, 3);
        text(data, "conversation");
        bytes(data, group ? groupId : people.at(size_t(user)).direct);
        text(data, "kind");
        text(data, "delivered");
        text(data, "upTo");
        head(data, 0, unsignedAfter(message, "cseq"));
        reply.push_back(envelope("receipt", id(kReceipt, ++frames), data));
    }

    void acknowledged(int user, std::string_view message, std::vector<Event> &events)
    {
        const size_t at = message.find("bidP");
        if (at == message.npos || number(message.substr(at + 4)) != kMessage)
            return;
        const uint64_t seq = number(message.substr(at + 12));
        if (const auto asked = m_asked.find(uint64_t(user) << 40 | seq); asked != m_asked.end()) {
            events.push_back({ Event::Deliver, seq, asked->second, user });
            m_asked.erase(asked);
        }
        events.push_back({ Event::Ack, seq, 0, -1 });
    }

private:
    bool m_pages = std::getenv("PC_BENCH_PAGES") != nullptr;
    std::unordered_map<uint64_t, int64_t> m_asked; ///< When, in the generator's clock.
};
