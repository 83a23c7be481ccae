// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation language (core/mls_public/codec.h) for structures that hold secrets: what is written lands in one buffer
// that is wiped, what is read lands in values that are. Public values take the way of the public codec.

#pragma once

#include "core/crypto/wipingbytes.h"
#include "core/mls_public/codec.h"

namespace pc::mls {

using crypto::WipingBytes;

class SecretWriter
{
public:
    template<typename... T>
    void operator()(const T &...values)
    {
        (write(values), ...);
    }

    WipingBytes finish() &&;

private:
    void write(const WipingBytes &secret);

    template<typename T>
    void write(const T &value)
    {
        raw(encode(value));
    }

    void raw(ByteView bytes);

    WipingBytes m_room;
    std::size_t m_size = 0;
};

class SecretReader
{
public:
    explicit SecretReader(ByteView bytes, const Limits &limits = {})
        : m_in(bytes, limits)
    {
    }

    template<typename... T>
    void operator()(T &...values)
    {
        (read(values), ...);
    }

    void check(bool holds, Failure failure) { m_in.check(holds, failure); }
    bool ok() const { return m_in.ok(); }
    Result<void> finish() const { return m_in.finish(); }

private:
    void read(WipingBytes &secret);

    template<typename T>
    void read(T &value)
    {
        m_in(value);
    }

    Reader m_in;
};

} // namespace pc::mls
