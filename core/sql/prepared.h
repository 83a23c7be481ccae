// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared: one statement as an engine keeps it, with the values that are bound to it. What Statement asks of a database
// engine, and all of it: SQLite's is in sqliteprepared, another engine brings its own.
//
// Thread: the connection's.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <span>
#include <variant>

namespace pc::sql {

/// A value to bind; texts and bytes are looked at, not kept: they must live until the statement was run. A null view is
/// an empty text or no bytes, never NULL: that is what std::monostate says.
using Value = std::variant<std::monostate, qint64, QStringView, QByteArrayView>;

/// What lies in a column of a row.
enum class ColumnType : quint8 {
    Null,
    Integer,
    Real,
    Text,
    Bytes,
};

class Prepared
{
public:
    virtual ~Prepared() = default;

    /// Binds and runs to the end; how many rows were changed.
    virtual Result<int> run(std::span<const Value> values) = 0;

    /// Binds and runs up to the first row.
    virtual Result<void> query(std::span<const Value> values) = 0;

    /// Steps onto the next row of the last query; false after the last one, or when reading failed.
    virtual bool next() = 0;

    /// What ended the last query, if it was not its last row.
    virtual Result<void> outcome() const = 0;

    /// Ends the last query, so that no read lock stays behind. Harmless twice.
    virtual void end() = 0;

    virtual int columns() const = 0;
    virtual QString columnName(int column) const = 0;

    // Columns of the present row, counted from 0. A NULL reads as 0 or empty.
    virtual ColumnType type(int column) const = 0;
    virtual bool isNull(int column) const = 0;
    virtual qint64 integer(int column) const = 0;
    virtual QString text(int column) const = 0;
    virtual QByteArrayView bytes(int column) const = 0; ///< Until the next step.
};

} // namespace pc::sql
