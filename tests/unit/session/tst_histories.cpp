// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories of a user, a relay and everything that can go wrong between them. Whatever happened: in the end the
// store shows the relay's log exactly, the own messages in the order of writing, and no status ever went backwards.
// A failing history is repeated by its seed: PC_SEED=<n> tst_histories.

#include "core/chat/delivery.h"
#include "tests/unit/session/modelrelay.h"

#include <QTest>

#include <map>

using namespace pc;
using namespace pc::test;

namespace {

constexpr int kSteps = 120;

class History
{
public:
    explicit History(quint64 seed)
        : m_random(seed)
        , m_relay(m_desk, m_random, 3)
    {
    }

    void live()
    {
        m_relay.greet();
        m_relay.isFaulty = false;
        for (int i = 0; i < 20; ++i)
            m_relay.bringOneDown();
        m_relay.isFaulty = true;
        for (int i = 0; i < kSteps; ++i)
            step();
        m_relay.loseConnection();
        m_desk.settle();
        m_relay.isFaulty = false;
        m_relay.greet();
        m_relay.carryAll();
        watch();
    }

    QString complaint()
    {
        if (!m_complaint.isEmpty())
            return m_complaint;
        for (const ConversationId id : m_relay.conversations()) {
            const QString complaint = complaintAbout(id);
            if (!complaint.isEmpty())
                return complaint;
        }
        if (m_desk.engine->linkStatus().state != session::LinkState::UpToDate)
            return QStringLiteral("never up to date");
        return {};
    }

private:
    void step()
    {
        switch (m_random.below(20)) {
        case 0:
        case 1:
        case 2:
            return write();
        case 3:
        case 4:
        case 5:
            return m_relay.append(m_relay.anyConversation());
        case 6:
            return m_desk.clock.advance(Milliseconds { qint64(m_random.below(4'000)) });
        case 7:
            return m_relay.isConnected() ? m_relay.beat() : m_relay.greet();
        case 8:
            return loseConnectionOrCrash();
        case 9: {
            const ConversationId id = m_relay.anyConversation();
            return m_desk.engine->markRead(id, Seq { qint64(m_random.below(40)) });
        }
        case 10:
            return m_desk.settle();
        case 11:
        case 12:
        case 13:
            return m_relay.takeOneUp();
        default:
            m_relay.bringOneDown();
            if (m_random.below(3) == 0)
                m_desk.settle();
        }
        watch();
    }

    void write()
    {
        const ConversationId id = m_relay.anyConversation();
        const MessageId sent = m_desk.send(id, QStringLiteral("own %1").arg(++m_count));
        if (!sent.raw().isNull())
            m_sent[id].push_back(sent);
    }

    void loseConnectionOrCrash()
    {
        if (m_random.below(3) == 0) {
            watch();
            m_desk.crash();
            m_relay.loseConnection();
            m_desk.run();
        } else {
            m_relay.loseConnection();
        }
        if (m_random.below(2) == 0)
            m_relay.greet();
    }

    /// Every state that a window would have seen, in order.
    void watch()
    {
        for (const auto *heard : { &m_desk.heard.added, &m_desk.heard.changed }) {
            for (const chat::Message &message : *heard) {
                const auto [place, isNew] = m_states.try_emplace(message.id, message.state);
                if (!isNew && place->second != message.state && !chat::mayFollow(place->second, message.state))
                    m_complaint = QStringLiteral("a status went backwards");
                place->second = message.state;
            }
        }
        m_desk.heard = {};
    }

    QString complaintAbout(ConversationId id)
    {
        const auto &log = m_relay.log(id);
        const chat::Page page = m_desk.page(id);
        const QString where = QStringLiteral(" in conversation %1").arg(id.raw().bytes[15]);
        if (page.messages.size() != log.size())
            return QStringLiteral("%1 rows for %2 entries").arg(page.messages.size()).arg(log.size()) + where;
        std::vector<MessageId> own;
        for (size_t i = 0; i < log.size(); ++i) {
            if (page.messages[i].id != log[i].message || page.messages[i].seq != log[i].seq)
                return QStringLiteral("another message at seq %1").arg(i + 1) + where;
            if (log[i].sender == kMe)
                own.push_back(log[i].message);
        }
        if (own != m_sent[id])
            return QStringLiteral("own messages are not those written, in their order") + where;
        if (page.total != qint64(log.size()) || !page.holes.empty())
            return QStringLiteral("the page counts wrongly") + where;
        if (m_desk.summary(id).conversation.cursor != Seq { qint64(log.size()) })
            return QStringLiteral("the cursor is not at the head") + where;
        return {};
    }

    SeededRandom m_random;
    Desk m_desk;
    ModelRelay m_relay;
    std::map<ConversationId, std::vector<MessageId>> m_sent;
    std::map<MessageId, chat::DeliveryState> m_states;
    QString m_complaint;
    int m_count = 0;
};

} // namespace

class TestHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostDoubledOrOutOfOrder()
    {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("PC_SEED", &isGiven);
        const int first = isGiven ? given : 1;
        const int last = isGiven ? given : 200;
        for (int seed = first; seed <= last; ++seed) {
            History history { quint64(seed) };
            history.live();
            const QString complaint = history.complaint();
            QVERIFY2(complaint.isEmpty(), qPrintable(QStringLiteral("PC_SEED=%1: ").arg(seed) + complaint));
        }
    }
};

QTEST_GUILESS_MAIN(TestHistories)
#include "tst_histories.moc"
