// SPDX-License-Identifier: GPL-3.0-or-later
// FakeLog: the stored rows of one conversation, ascending by order. A long past is a function of the row's index, so
// that 200,000 rows cost no memory; what a test adds behind it is kept as it is.

#pragma once

#include "core/chat/page.h"

#include <QHash>

#include <functional>
#include <vector>

namespace pc::support {

class FakeLog
{
public:
    /// Makes the row with this index; its seq and order must be index + 1.
    using Generator = std::function<chat::Message(qint64 index)>;

    /// Puts a generated past before all rows; only while there are none.
    void generate(qint64 count, Generator generator);

    qint64 size() const { return m_generated + qint64(m_added.size()); }
    chat::Message at(qint64 index) const;

    /// Index of the first row whose order is not below `order`.
    qint64 lowerBound(chat::OrderKey order) const;

    /// Index of the first row with a seq above `seq`, unsent ones included.
    qint64 firstAfter(Seq seq) const;

    void insert(const chat::Message &message);

    /// Takes a row out that was inserted (not generated); false when there is none.
    bool remove(MessageId id);

    /// The row of that id among the inserted and the changed ones.
    const chat::Message *find(MessageId id) const;

    /// Replaces the row of the same id, wherever its order puts it now.
    void replace(const chat::Message &message);

    /// Fills everything of the page but its holes.
    chat::Page page(const chat::PageRequest &request, Seq readUpTo) const;

private:
    chat::Page run(qint64 first, qint64 end) const;

    qint64 m_generated = 0;
    Generator m_generator;
    QHash<qint64, chat::Message> m_changed; ///< Generated rows that a test changed, by index.
    std::vector<chat::Message> m_added;
};

} // namespace pc::support
