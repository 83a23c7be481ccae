// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T> of the two MLS rooms: a value, or which check failed. core/base has one of its own; this one knows no Qt.
// A Failure names its check and nothing else, so that a test can ask for exactly that one.

#pragma once

#include "core/mls_public/failure.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace pc::mls {

template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }

    Result(Failure failure)
        : m_state(std::in_place_index<1>, failure)
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }

    const T &value() const &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }

    T &&value() &&
    {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }

    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    Failure failure() const
    {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Failure> m_state;
};

template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;

    Result(Failure failure)
        : m_failure(failure)
    {
    }

    bool ok() const { return !m_failure; }
    explicit operator bool() const { return ok(); }

    Failure failure() const
    {
        assert(!ok());
        return *m_failure;
    }

private:
    std::optional<Failure> m_failure;
};

} // namespace pc::mls
