// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/relay/hub/presenceboard.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::hub;
using namespace std::chrono_literals;
using people::PresenceStatus;

namespace {

struct News
{
    UserId user;
    people::Presence presence;
};

UserId userOf(quint8 number)
{
    Uuid raw;
    raw.bytes[15] = number;
    return UserId { raw };
}

} // namespace

class TestPresenceBoard : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::vector<News> m_news;
    std::unique_ptr<PresenceBoard> m_board;
    const UserId m_ada = userOf(1);

private Q_SLOTS:
    void init()
    {
        m_news.clear();
        m_board = std::make_unique<PresenceBoard>(m_clock, [this](UserId user, const people::Presence &presence) {
            m_news.push_back({ user, presence });
        });
    }

    void cleanup() { m_board.reset(); }

    void aFirstConnectionIsNewsOnce()
    {
        m_board->report(m_ada, 1, PresenceStatus::Online);
        m_board->report(m_ada, 2, PresenceStatus::Online);
        QCOMPARE(m_news.size(), size_t(1));
        QCOMPARE(m_news[0].presence.status, PresenceStatus::Online);
    }

    void aPersonIsAsPresentAsTheirMostPresentDevice()
    {
        m_board->report(m_ada, 1, PresenceStatus::Away);
        m_board->report(m_ada, 2, PresenceStatus::Online);
        QCOMPARE(m_board->presence(m_ada).status, PresenceStatus::Online);
        m_board->report(m_ada, 2, std::nullopt);
        QCOMPARE(m_board->presence(m_ada).status, PresenceStatus::Away);
        QCOMPARE(m_news.size(), size_t(3));
    }

    void aBlinkOfTheNetworkIsNoNews()
    {
        m_board->report(m_ada, 1, PresenceStatus::Online);
        m_board->report(m_ada, 1, std::nullopt);
        m_clock.advance(PresenceBoard::kGrace - 1ms);
        m_board->report(m_ada, 2, PresenceStatus::Online);
        m_clock.advance(60s);
        QCOMPARE(m_news.size(), size_t(1));
        QCOMPARE(m_board->presence(m_ada).status, PresenceStatus::Online);
    }

    void offlineFollowsAfterTheGraceWithTheMomentOfLeaving()
    {
        m_board->report(m_ada, 1, PresenceStatus::Online);
        m_clock.advance(5s);
        const UtcTime left = m_clock.utcNow();
        m_board->report(m_ada, 1, std::nullopt);
        m_clock.advance(PresenceBoard::kGrace);
        QCOMPARE(m_news.size(), size_t(2));
        QCOMPARE(m_news[1].presence.status, PresenceStatus::Offline);
        QCOMPARE(m_news[1].presence.lastSeen, std::optional(left));
        QCOMPARE(m_board->known(), 0);
    }

    void theGraceStartsAnewWithEachLeaving()
    {
        m_board->report(m_ada, 1, PresenceStatus::Online);
        m_board->report(m_ada, 1, std::nullopt);
        m_clock.advance(8s);
        m_board->report(m_ada, 2, PresenceStatus::Online);
        m_board->report(m_ada, 2, std::nullopt);
        m_clock.advance(8s);
        QCOMPARE(m_news.size(), size_t(1));
        m_clock.advance(2s);
        QCOMPARE(m_news.size(), size_t(2));
    }

    void unknownConnectionsAreIgnored()
    {
        m_board->report(m_ada, 7, std::nullopt);
        m_board->report(m_ada, 1, PresenceStatus::Online);
        m_board->report(m_ada, 7, std::nullopt);
        m_clock.advance(60s);
        QCOMPARE(m_news.size(), size_t(1));
    }

    void nothingIsRememberedOfWhoHasGone()
    {
        for (quint8 i = 0; i < 200; ++i) {
            m_board->report(userOf(i), i, PresenceStatus::Online);
            m_board->report(userOf(i), i, std::nullopt);
        }
        m_clock.advance(60s);
        QCOMPARE(m_board->known(), 0);
        QCOMPARE(m_clock.activeTimers(), 0);
    }
};

QTEST_APPLESS_MAIN(TestPresenceBoard)
#include "tst_presenceboard.moc"
