// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation's group in a device's store, taken out and put back behind the program's back.

#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace pc::sim {

struct GroupRows
{
    QByteArray epoch;
    QByteArray nodes;
    std::map<qint64, QByteArray> senders;

    bool isNone() const { return epoch.isEmpty(); }

    /// Of a store that is not open, or not within a transaction.
    static GroupRows read(const QString &store, ConversationId where);

    /// The store must not be open. Only while it still is in the same epoch.
    void putBack(const QString &store, ConversationId where) const;
};

} // namespace pc::sim
