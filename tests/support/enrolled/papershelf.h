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

    void list(UserId of, quint32 after, Reply reply) override
    {
        const auto word = words.find(of);
        reply(isHeld ? Entries {}
                     : Entries { m_lists.entries(of, after), word == words.end() ? QByteArray() : word->second });
    }
    void office(quint32 after, Reply reply) override
    {
        if (officeTrouble)
            return reply(*officeTrouble);
        Entries shown;
        if (after < officeEntries.size())
            shown.entries.assign(officeEntries.begin() + after, officeEntries.end());
        reply(shown);
    }
    void appendToOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }
    void sayForOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }

    bool isHeld = false; ///< It shows nothing new.
    std::vector<QByteArray> officeEntries;
    std::optional<Errc> officeTrouble;
    std::map<UserId, QByteArray> words; ///< The office's.

private:
    const PaperLists &m_lists;
};

} // namespace pc::test
