// SPDX-License-Identifier: GPL-3.0-or-later
// PaperShelf: the ListShelf over PaperLists. It answers at once.

#pragma once

#include "core/session/listshelf.h"
#include "tests/support/enrolled/paperlists.h"

namespace pc::test {

class PaperShelf final : public session::ListShelf
{
public:
    /// `lists` outlives this.
    explicit PaperShelf(const PaperLists &lists)
        : m_lists(lists)
    {
    }

    void list(UserId of, quint32 after, Reply reply) override { reply(Entries { m_lists.entries(of, after), {} }); }
    void office(quint32, Reply reply) override { reply(Entries {}); }
    void appendToOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }
    void sayForOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }

private:
    const PaperLists &m_lists;
};

} // namespace pc::test
