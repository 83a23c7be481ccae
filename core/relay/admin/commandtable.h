// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of administration as they are typed: their words, their options, and what each is called in a request.

#pragma once

#include <QLatin1StringView>

#include <span>

namespace pc::relay::admin {

enum class OptionType : quint8 {
    Text,
    Number,
    Flag,
    Texts, ///< May be given again and again.
};

struct TypedOption
{
    QLatin1StringView name; ///< As typed, without "--".
    QLatin1StringView key; ///< In the request.
    OptionType type = OptionType::Text;
};

struct TypedCommand
{
    QLatin1StringView words; ///< As typed.
    QLatin1StringView name; ///< In the request.
    QLatin1StringView usage;
    std::span<const TypedOption> options;
};

/// In the order in which help shows them.
std::span<const TypedCommand> typedCommands();

} // namespace pc::relay::admin
