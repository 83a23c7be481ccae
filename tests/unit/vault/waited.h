// SPDX-License-Identifier: GPL-3.0-or-later
// A vault's answer, waited for: a bounded event loop turn by turn, and what came.

#pragma once

#include "core/vault/vault.h"

#include <QTest>

#include <memory>
#include <optional>
#include <utility>

namespace pc::test {

template<typename T>
class Waited
{
public:
    vault::Vault::Reply<T> reply()
    {
        return [state = m_state](Result<T> result) {
            ++state->count;
            state->result.emplace(std::move(result));
        };
    }

    /// The one answer; Internal when none came in ten seconds.
    const Result<T> &wait()
    {
        if (!QTest::qWaitFor([this] { return m_state->count > 0; }, 10'000))
            m_state->result.emplace(Errc::Internal, QStringLiteral("no answer"));
        return *m_state->result;
    }

    int count() const { return m_state->count; }

private:
    struct State
    {
        int count = 0;
        std::optional<Result<T>> result;
    };

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

inline Result<void> write(vault::Vault &vault, const QString &entry, QByteArrayView bytes)
{
    Waited<void> waited;
    vault.write(entry, crypto::SecretBytes::copyOf(bytes), waited.reply());
    return waited.wait();
}

inline Result<QByteArray> read(vault::Vault &vault, const QString &entry)
{
    Waited<crypto::SecretBytes> waited;
    vault.read(entry, waited.reply());
    const auto &result = waited.wait();
    return result ? Result<QByteArray>(result->toByteArrayView().toByteArray()) : Result<QByteArray>(result.error());
}

inline Result<void> remove(vault::Vault &vault, const QString &entry)
{
    Waited<void> waited;
    vault.remove(entry, waited.reply());
    return waited.wait();
}

/// The code of a failure; nothing for success.
template<typename T>
std::optional<Errc> codeOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.code());
}

} // namespace pc::test
