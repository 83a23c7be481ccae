// SPDX-License-Identifier: GPL-3.0-or-later
// ScrollMap: the scroll bar speaks of the whole conversation, counted in messages, while only a window of it is loaded
// and nobody knows the height of the rest. A message is kUnits long, however tall.

#pragma once

#include "core/chat/message.h"

#include <vector>

namespace pc::ui {

struct ScrollMap
{
    static constexpr int kUnits = 100;

    qint64 before = 0; ///< Messages above the loaded ones.
    qint64 loaded = 0;
    qint64 after = 0;
    double inView = 1; ///< How many messages a view holds, about.

    qint64 total() const { return before + loaded + after; }
    int maximum() const;
    int pageStep() const;

    /// The bar's value when this many messages, with a fraction, are above the view's upper edge.
    int valueAt(double messagesAbove) const;
    double messagesAt(int value) const { return double(value) / kUnits; }

    /// Which order lies about so far in the conversation: a straight line between the places that are known.
    struct Known
    {
        double messages = 0;
        qint64 order = 0;
    };

    static chat::OrderKey orderAt(double messages, const std::vector<Known> &known);
};

} // namespace pc::ui
