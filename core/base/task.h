// SPDX-License-Identifier: GPL-3.0-or-later
// Task: something to be done once, elsewhere or later. Unlike std::function it can be moved but not copied, so it may own
// what it carries, and carries it in one piece of memory.

#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace pc {

class Task
{
public:
    Task() = default;

    template<typename Body>
    requires(!std::is_same_v<std::decay_t<Body>, Task>) Task(Body &&body)
        : m_held(std::make_unique<Held<std::decay_t<Body>>>(std::forward<Body>(body)))
    {
    }

    explicit operator bool() const { return m_held != nullptr; }

    /// Once. What the body carries ends with the task.
    void operator()() { m_held->run(); }

private:
    struct Holder
    {
        virtual ~Holder() = default;
        virtual void run() = 0;
    };

    template<typename Body>
    struct Held final : Holder
    {
        explicit Held(Body given)
            : body(std::move(given))
        {
        }

        void run() override { body(); }

        Body body;
    };

    std::unique_ptr<Holder> m_held;
};

} // namespace pc
