// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/front/httpcases.h"

#include <string_view>

namespace pc::relay::front::test {

namespace {

using namespace std::string_literals;
using Cases = std::vector<HttpCase>;
using Statuses = std::vector<int>;

const std::string kHost = "Host: relay.example\r\n";

/// A request line and fields of one's own, with Host and the end of the head.
std::string get(const std::string &target, const std::string &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\n" + kHost + fields + "\r\n";
}

std::string post(const std::string &fields, const std::string &body)
{
    return "POST /v1/frames HTTP/1.1\r\n" + kHost + fields + "\r\n" + body;
}

std::string chunked(const std::string &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

/// What a program that read the length differently would take for a second request.
const std::string kSmuggled = get("/smuggled");

void addRequestLines(Cases &cases)
{
    const Statuses good { 200 };
    const Statuses bad { 400 };
    cases.push_back({ "plain GET", get("/"), good });
    cases.push_back({ "GET with a query", get("/v1/frames?wait=25&x=%20"), good });
    cases.push_back({ "HEAD", "HEAD / HTTP/1.1\r\n" + kHost + "\r\n", good });
    cases.push_back({ "DELETE", "DELETE /v1/devices/7 HTTP/1.1\r\n" + kHost + "\r\n", good });
    cases.push_back({ "a method of one's own", "PURGE / HTTP/1.1\r\n" + kHost + "\r\n", good });
    cases.push_back({ "lower-case method", "get / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "method with a digit", "G3T / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "method with a colon", "GET: / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "method too long", std::string(17, 'G') + " / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "no method", " / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "CONNECT", "CONNECT relay.example:443 HTTP/1.1\r\n" + kHost + "\r\n", { 501 } });
    cases.push_back({ "TRACE", "TRACE / HTTP/1.1\r\n" + kHost + "\r\n", { 501 } });
    cases.push_back({ "empty line before the request", "\r\n" + get("/"), bad });
    cases.push_back({ "two blanks before the target", "GET  / HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "two blanks before the version", "GET /  HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "tab instead of a blank", "GET\t/\tHTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "blank after the version", "GET / HTTP/1.1 \r\n" + kHost + "\r\n", bad });
    cases.push_back({ "no version", "GET /\r\n" + kHost + "\r\n", bad });
    for (const char *version : { "HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9" })
        cases.push_back({ "version "s + version, "GET / "s + version + "\r\n" + kHost + "\r\n", { 505 } });
    for (const char *version :
        { "HTTP/1.10", "HTTP/11", "http/1.1", "HTTP/1,1", "HTTP/+1.1", "HTTPS/1.1", "HTTP/1.1x" })
        cases.push_back({ "version "s + version, "GET / "s + version + "\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", { 505 } });
    cases.push_back({ "a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n"s, bad });
}

void addTargets(Cases &cases)
{
    const Statuses good { 200 };
    const Statuses bad { 400 };
    cases.push_back({ "trailing slash", get("/v1/"), good });
    cases.push_back({ "dots within a name", get("/a..b/.c/d."), good });
    cases.push_back({ "encoded name in UTF-8", get("/%C3%A9t%c3%a9"), good });
    cases.push_back({ "absolute-form for this host", get("http://relay.example/x"), good });
    cases.push_back({ "absolute-form in other case", get("HTTP://Relay.Example/x"), good });
    cases.push_back({ "absolute-form without a path", get("http://relay.example"), good });
    cases.push_back({ "absolute-form with a query only", get("http://relay.example?x=1"), bad });
    cases.push_back({ "absolute-form for another host", get("http://other.example/x"), bad });
    cases.push_back({ "absolute-form with another port", get("http://relay.example:81/x"), bad });
    cases.push_back({ "absolute-form with a user", get("http://me@relay.example/x"), bad });
    cases.push_back({ "absolute-form of another scheme", get("ftp://relay.example/x"), bad });
    cases.push_back({ "asterisk-form", "OPTIONS * HTTP/1.1\r\n" + kHost + "\r\n", bad });
    cases.push_back({ "authority-form", get("relay.example:443"), bad });
    cases.push_back({ "relative path", get("v1/frames"), bad });
    cases.push_back({ "empty target", "GET  HTTP/1.1\r\n" + kHost + "\r\n", bad });
    for (const char *path : { "/..", "/.", "/a/../b", "/a/./b", "/a/..", "/%2e%2e/b", "/%2E/b", "/.%2e/b", "/..?x" })
        cases.push_back({ "dot segment "s + path, get(path), bad });
    for (const char *path : { "//", "//a", "/a//b", "/a//" })
        cases.push_back({ "empty segment "s + path, get(path), bad });
    for (const char *path : { "/%", "/%4", "/%4g", "/%g4", "/%%41", "/a%", "/?%", "/?%1", "/?%zz" })
        cases.push_back({ "bad percent-encoding "s + path, get(path), bad });
    for (const char *path : { "/%00", "/%0a", "/%0d%0a", "/%1f", "/%7f", "/%2f", "/%2F..", "/%5c", "/a%5C..%5Cb" })
        cases.push_back({ "encoded delimiter or control "s + path, get(path), bad });
    for (const char *path : { "/%ff", "/%c0%af", "/%c3", "/%ed%a0%80", "/%e2%82" })
        cases.push_back({ "encoded bytes that are not UTF-8 "s + path, get(path), bad });
    for (const char *path : { "/#x", "/a|b", "/a\"b", "/<a>", "/a\\b", "/a^b", "/`", "/{x}", "/[x]", "/a\x7f",
             "/\xc3\xa9", "/?a#b", "/?\"" })
        cases.push_back({ "raw character "s + path, get(path), bad });
}

void addFields(Cases &cases)
{
    const Statuses good { 200 };
    const Statuses bad { 400 };
    cases.push_back({ "blanks around a value", get("/", "X-A: \t value \t\r\n"), good });
    cases.push_back({ "empty value", get("/", "X-A:\r\n"), good });
    cases.push_back({ "repeated field of no weight", get("/", "X-A: 1\r\nX-A: 2\r\n"), good });
    cases.push_back({ "value beyond ASCII", get("/", "X-A: \xc3\xa9\r\n"), good });
    cases.push_back({ "no colon", get("/", "X-A\r\n"), bad });
    cases.push_back({ "no name", get("/", ": x\r\n"), bad });
    cases.push_back({ "blank before the colon", get("/", "X-A : x\r\n"), bad });
    cases.push_back({ "tab before the colon", get("/", "X-A\t: x\r\n"), bad });
    cases.push_back({ "folded line", get("/", "X-A: x\r\n y\r\n"), bad });
    cases.push_back({ "folded line with a tab", get("/", "X-A: x\r\n\ty\r\n"), bad });
    cases.push_back({ "blank before the first field", "GET / HTTP/1.1\r\n " + kHost + "\r\n", bad });
    for (const char c : "\x01\x08\x0b\x0c\x1f\x7f"s)
        cases.push_back(
            { "control character " + std::to_string(int(c)) + " in a value", get("/", "X-A: a"s + c + "b\r\n"), bad });
    cases.push_back({ "NUL in a value", get("/", "X-A: a\0b\r\n"s), bad });
    cases.push_back({ "NUL in a name", get("/", "X\0A: b\r\n"s), bad });
    for (const char c : "()<>@,;\\\"/[]?={} "s)
        cases.push_back({ "delimiter "s + c + " in a name", get("/", "X"s + c + "A: b\r\n"), bad });
    cases.push_back({ "bare LF after the request line", "GET / HTTP/1.1\n" + kHost + "\r\n", bad });
    cases.push_back({ "bare LF after a field", "GET / HTTP/1.1\r\nHost: relay.example\n\r\n", bad });
    cases.push_back({ "bare LF at the end of the head", "GET / HTTP/1.1\r\n" + kHost + "\n", bad });
    cases.push_back({ "bare CR in a value", get("/", "X-A: a\rb\r\n"), bad });
    cases.push_back({ "CR CR LF", get("/", "X-A: a\r\r\n"), bad });
    cases.push_back({ "no Host", "GET / HTTP/1.1\r\n\r\n", bad });
    cases.push_back({ "two Hosts", get("/", "Host: other.example\r\n"), bad });
    cases.push_back({ "two Hosts that agree", get("/", kHost), bad });
    for (const char *host : { "", "a b", "a,b", "a/b", "me@a", "a:b", "a:", "a:123456", "a:70000", "[::1", "[]",
             "[xyz]", "::1", "a?b", "a#b" })
        cases.push_back({ "Host \""s + host + "\"", "GET / HTTP/1.1\r\nHost: "s + host + "\r\n\r\n", bad });
    for (const char *host : { "a", "a:1", "127.0.0.1:8443", "[::1]", "[fe80::1]:65535", "a-b.c_d." })
        cases.push_back({ "Host \""s + host + "\"", "GET / HTTP/1.1\r\nHost: "s + host + "\r\n\r\n", good });
    for (const char *name : { "Authorization", "Content-Type", "Expect", "Origin", "Sec-WebSocket-Key",
             "Sec-WebSocket-Version", "Upgrade", "If-None-Match" })
        cases.push_back({ "two of "s + name, get("/", name + ": a\r\n"s + name + ": b\r\n"), bad });
}

void addSizes(Cases &cases)
{
    const auto manyFields = [](int count) {
        std::string fields;
        for (int i = 0; i < count; ++i)
            fields += "X-" + std::to_string(i) + ": v\r\n";
        return fields;
    };
    cases.push_back({ "64 fields", get("/", manyFields(63)), { 200 } });
    cases.push_back({ "65 fields", get("/", manyFields(64)), { 431 } });
    const std::size_t rest = get("/", "X: \r\n").size();
    const auto headOf = [rest](std::size_t size) { return get("/", "X: " + std::string(size - rest, 'x') + "\r\n"); };
    cases.push_back({ "head of 16 KiB", headOf(16384), { 200 } });
    cases.push_back({ "head of 16 KiB and a byte", headOf(16385), { 431 } });
    cases.push_back({ "head without end", "GET / HTTP/1.1\r\nHost: " + std::string(20000, 'x'), { 431 } });
    cases.push_back({ "target without end", "GET /" + std::string(20000, 'x'), { 414 } });
    cases.push_back({ "body of 64 KiB", post("Content-Length: 65536\r\n", std::string(65536, 'b')), { 200 } });
    cases.push_back({ "body of 64 KiB and a byte", post("Content-Length: 65537\r\n", {}), { 413 } });
    cases.push_back({ "body of 2^31", post("Content-Length: 2147483648\r\n", {}), { 413 } });
    cases.push_back({ "body of 2^64 - 1", post("Content-Length: 18446744073709551615\r\n", {}), { 413 } });
    cases.push_back(
        { "body of a number beyond 2^64", post("Content-Length: 1" + std::string(40, '0') + "\r\n", {}), { 413 } });
    cases.push_back({ "chunks of 64 KiB",
        chunked("8000\r\n" + std::string(32768, 'c') + "\r\n8000\r\n" + std::string(32768, 'c') + "\r\n0\r\n\r\n"),
        { 200 } });
    cases.push_back(
        { "chunks of 64 KiB and a byte", chunked("10000\r\n" + std::string(65536, 'c') + "\r\n1\r\n"), { 413 } });
    cases.push_back({ "chunk of 2^32 - 1", chunked("ffffffff\r\n"), { 413 } });
}

void addLengths(Cases &cases)
{
    const Statuses bad { 400 };
    cases.push_back({ "no body", post("", ""), { 200 } });
    cases.push_back({ "body of three", post("Content-Length: 3\r\n", "abc"), { 200 } });
    cases.push_back({ "body of zero", post("Content-Length: 0\r\n", ""), { 200 } });
    cases.push_back({ "GET with a body", get("/", "Content-Length: 3\r\n") + "abc", { 200 } });
    cases.push_back({ "body that is not all there", post("Content-Length: 4\r\n", "abc"), {} });
    for (const char *length :
        { "", "-1", "+3", "3 ", "03", "0x3", "3,3", "3, 3", "3;", "3 3", "1e3", "3.0", "\xd9\xa3", "abc" }) {
        const bool isTrimmed = length == "3 "s;
        cases.push_back({ "Content-Length \""s + length + "\"",
            post("Content-Length: "s + length + "\r\n", "abc" + kSmuggled), isTrimmed ? Statuses { 200, 200 } : bad });
    }
    cases.push_back(
        { "two lengths that differ", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abc" + kSmuggled), bad });
    cases.push_back({ "two lengths that agree", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), bad });
    cases.push_back({ "length, then chunked",
        post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + kSmuggled), bad });
    cases.push_back({ "chunked, then length",
        post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n" + kSmuggled), bad });
    cases.push_back(
        { "length hidden by a blank before the colon", post("Content-Length : 3\r\n", "abc" + kSmuggled), bad });
    cases.push_back(
        { "chunked hidden by a folded line", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), bad });
    for (const char *coding : { "identity", "gzip", "gzip, chunked", "chunked, chunked", "chunked, identity",
             "xchunked", "chunked;q=1", "\"chunked\"", "" })
        cases.push_back({ "Transfer-Encoding \""s + coding + "\"",
            post("Transfer-Encoding: "s + coding + "\r\n", "0\r\n\r\n" + kSmuggled), { 501 } });
    cases.push_back({ "Transfer-Encoding in capitals", post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), { 200 } });
    cases.push_back({ "two Transfer-Encodings",
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), bad });
    cases.push_back({ "chunked with a vertical tab",
        post("Transfer-Encoding:\x0b"
             "chunked\r\n",
            "0\r\n\r\n"),
        bad });
    for (const char *coding : { "gzip", "deflate", "br", "identity" })
        cases.push_back({ "Content-Encoding "s + coding,
            post("Content-Encoding: "s + coding + "\r\nContent-Length: 3\r\n", "abc"), { 415 } });
}

void addChunks(Cases &cases)
{
    const Statuses bad { 400 };
    cases.push_back({ "no chunk", chunked("0\r\n\r\n"), { 200 } });
    cases.push_back({ "two chunks", chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"), { 200 } });
    cases.push_back({ "size with zeros in front", chunked("003\r\nabc\r\n000\r\n\r\n"), { 200 } });
    cases.push_back({ "chunks, then the next request", chunked("3\r\nabc\r\n0\r\n\r\n") + get("/"), { 200, 200 } });
    cases.push_back({ "chunks not all there", chunked("3\r\nabc\r\n0\r\n"), {} });
    for (const char *size : { "", "g", "-3", "+3", " 3", "3 ", "0x3", "3;a=b", "3 ;a", "3\t", "000000003", "fffffffff",
             "3,", "\xef\xbc\x93" })
        cases.push_back({ "chunk size \""s + size + "\"", chunked(size + "\r\nabc\r\n0\r\n\r\n"s + kSmuggled), bad });
    cases.push_back({ "chunk size ended by LF", chunked("3\nabc\r\n0\r\n\r\n"), bad });
    cases.push_back({ "chunk size ended by CR and a letter", chunked("3\rXabc\r\n0\r\n\r\n"), bad });
    cases.push_back({ "chunk ended by LF", chunked("3\r\nabc\n0\r\n\r\n"), bad });
    cases.push_back({ "chunk longer than it says", chunked("3\r\nabcd\r\n0\r\n\r\n"), bad });
    cases.push_back({ "chunk shorter than it says", chunked("4\r\nabc\r\n0\r\n\r\n"), bad });
    cases.push_back({ "trailer field", chunked("0\r\nX-A: b\r\n\r\n"), bad });
    cases.push_back({ "trailer that is a request", chunked("0\r\n" + kSmuggled), bad });
    cases.push_back({ "last chunk ended by LF", chunked("0\r\n\n"), bad });
}

void addConnection(Cases &cases)
{
    const std::string closes = get("/", "Connection: close\r\n");
    cases.push_back({ "two requests in a row", get("/a") + get("/b"), { 200, 200 } });
    cases.push_back({ "ten requests in a row",
        [] {
            std::string bytes;
            for (int i = 0; i < 10; ++i)
                bytes += get("/" + std::to_string(i));
            return bytes;
        }(),
        Statuses(10, 200) });
    cases.push_back({ "body, then the next request", post("Content-Length: 3\r\n", "abc") + get("/"), { 200, 200 } });
    cases.push_back({ "good, then bad, then good", get("/") + "BAD\r\n\r\n" + get("/"), { 200, 400 } });
    cases.push_back({ "nothing is read behind Connection: close", closes + get("/"), { 200 } });
    cases.push_back({ "close among other words", get("/", "Connection: x, Close\r\n") + get("/"), { 200 } });
    cases.push_back({ "keep-alive", get("/", "Connection: keep-alive\r\n") + get("/"), { 200, 200 } });
    cases.push_back({ "unknown expectation", post("Expect: the-unexpected\r\nContent-Length: 3\r\n", "abc"), { 417 } });
    cases.push_back({ "expectation of a body that is too large",
        post("Expect: 100-continue\r\nContent-Length: 99999\r\n", {}), { 413 } });
    cases.push_back({ "expectation without a body", get("/", "Expect: 100-continue\r\n"), { 200 } });
    cases.push_back(
        { "upgrade to something else is ignored", get("/", "Upgrade: h2c\r\nConnection: Upgrade\r\n"), { 200 } });
}

Cases allCases()
{
    Cases cases;
    addRequestLines(cases);
    addTargets(cases);
    addFields(cases);
    addSizes(cases);
    addLengths(cases);
    addChunks(cases);
    addConnection(cases);
    return cases;
}

} // namespace

const std::vector<HttpCase> &httpCases()
{
    static const Cases cases = allCases();
    return cases;
}

} // namespace pc::relay::front::test
