// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value, or the reason why there is none. For everything that the world can make fail
// (network, disk, keychain, foreign bytes); our own bugs are assertions. std::expected is C++23.

#pragma once

#include "core/base/errc.h"

#include <QtGlobal>

#include <utility>
#include <variant>

namespace pc {

/// Why something failed. `detail` is for logs and developers, in English; it never holds a name, a text, a key or
/// a token. What a user reads is made from `code` alone.
struct Error
{
    Errc code = Errc::Internal;
    QString detail;

    bool operator==(const Error &) const = default;
};

template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }

    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    Result(Errc code, QString detail = {})
        : Result(Error { code, std::move(detail) })
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }

    const T &value() const &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }

    T &&value() &&
    {
        Q_ASSERT(ok());
        return std::move(*std::get_if<0>(&m_state));
    }

    T valueOr(T other) const & { return ok() ? value() : std::move(other); }

    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }

    Errc code() const { return error().code; }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;

    Result(Error error)
        : m_error(std::move(error))
        , m_ok(false)
    {
    }

    Result(Errc code, QString detail = {})
        : Result(Error { code, std::move(detail) })
    {
    }

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }

    const Error &error() const
    {
        Q_ASSERT(!m_ok);
        return m_error;
    }

    Errc code() const { return error().code; }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace pc
