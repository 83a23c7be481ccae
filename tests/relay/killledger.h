// SPDX-License-Identifier: GPL-3.0-or-later
// KillLedger: what devices were answered by a relay that is killed again and again, kept outside its process; and whether
// its files hold to it. Read with statements of its own, while no relay runs.

#pragma once

#include "core/wire/frames.h"

#include <map>
#include <set>

namespace pc::sql {
class Database;
}

namespace pc::test {

class KillLedger
{
public:
    /// The relay's database, with what is in it already: nobody was answered for that.
    explicit KillLedger(QString path);

    void said(ConversationId where, MessageId message);
    void acknowledged(MessageId message, Seq seq);
    void confirmed(UserId who, const wire::Receipt &receipt);

    /// What is wrong with all that was written since the last look, or nothing.
    QString look();

    /// The same of everything from the first entry on, and with the file itself.
    QString lookAtAll();

    qsizetype answers() const { return qsizetype(m_acknowledged.size()); }
    Seq highest(ConversationId where) const;

private:
    using Mark = std::tuple<UserId, ConversationId, wire::ReceiptKind>;

    struct Place
    {
        ConversationId where;
        Seq seq;

        bool operator==(const Place &) const = default;
    };

    struct Log
    {
        ConversationId id;
        qint64 row = 0;
        Seq head;
        qint64 revision = 0;
    };

    QString lookAt(sql::Database &database);
    QString lookAtEntries(sql::Database &database, const Log &log);
    QString lookAtAnswers();
    QString lookAtReceipts(sql::Database &database, const Log &log);
    QString lookAtMarks(sql::Database &database, const Log &log);

    QString m_path;
    QString m_wrong; ///< Of an answer itself.
    std::map<MessageId, ConversationId> m_said;
    std::map<MessageId, Seq> m_acknowledged;
    std::set<MessageId> m_unread; ///< Acknowledged since the last look.
    std::map<Mark, Seq> m_marks;
    std::map<MessageId, Place> m_places; ///< Read from the files.
    std::map<ConversationId, Seq> m_read;
    std::map<ConversationId, qint64> m_readRevisions;
    std::map<Mark, Seq> m_readMarks;
};

} // namespace pc::test
