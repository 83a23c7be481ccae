// SPDX-License-Identifier: GPL-3.0-or-later
// PaperSource: the ListSource over PaperLists. It answers at once.

#pragma once

#include "core/session/listsource.h"
#include "tests/support/enrolled/paperlists.h"

namespace pc::test {

class PaperSource final : public session::ListSource
{
public:
    /// `lists` outlives this.
    explicit PaperSource(const PaperLists &lists)
        : m_lists(lists)
    {
    }

    void entries(UserId of, quint32 after, Reply reply) override { reply(m_lists.entries(of, after)); }

private:
    const PaperLists &m_lists;
};

} // namespace pc::test
