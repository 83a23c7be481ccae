// SPDX-License-Identifier: GPL-3.0-or-later
// A relay that keeps four weeks is, after a year, as large as after the first ones.

#include "tests/support/groupdevice/lookalike.h"
#include "tests/unit/relay/log/logfixture.h"

#include <QFileInfo>
#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };
constexpr int kMessagesADay = 150;

} // namespace

class TestGrowth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aYearOfMessagesTakesTheRoomOfFourWeeks()
    {
        LogFixture log;
        sql::Statement keep(log.database(), "UPDATE schools SET retention_days = 28");
        QVERIFY(keep.run());
        const std::vector conversations { log.direct(log.mother, log.teacher),
            log.group(log.office, { log.mother.user, log.father.user }) };
        for (const ConversationId conversation : conversations)
            log.giveGroup(conversation);
        qint64 smallest = std::numeric_limits<qint64>::max();
        qint64 largest = 0;
        quint32 number = 0;
        for (int day = 0; day < 52 * 7; ++day) {
            for (int i = 0; i < kMessagesADay; ++i) {
                const ConversationId where = conversations[size_t(i) % 2];
                wire::Message message;
                message.conversation = where;
                message.message = MessageId { makeUuid4(m_random) };
                message.content = lookalike(where, 0, QByteArray(200 + int(++number % 200), 'x'));
                const auto said = log.say(i % 4 < 2 ? log.mother : i % 2 ? log.father : log.teacher, message);
                QVERIFY(!said.refusal);
                if (i % 10 == 0) {
                    const wire::Receipt read { where, wire::ReceiptKind::Read, said.entry.seq, {}, {}, {} };
                    QVERIFY(log.writer().receipts().confirm(log.mother, read, log.now).ok());
                }
            }
            QVERIFY(log.commit());
            for (bool more = true; more;) {
                const auto tidied = log.writer().tidy(log.now);
                QVERIFY(tidied.ok());
                more = tidied->more;
            }
            QVERIFY(log.commit());
            log.now += kDay;
            if (day % 7 != 6 || day < 6 * 7)
                continue;
            QVERIFY(log.database().execute("COMMIT").ok());
            QVERIFY(log.database().checkpoint().ok());
            QVERIFY(log.database().execute("BEGIN IMMEDIATE").ok());
            smallest = std::min(smallest, QFileInfo(log.path()).size());
            largest = std::max(largest, QFileInfo(log.path()).size());
        }
        QVERIFY2(largest * 100 <= smallest * 105, qPrintable(QStringLiteral("%1 to %2").arg(smallest).arg(largest)));
    }

private:
    SeededRandom m_random { 11 };
};

QTEST_GUILESS_MAIN(TestGrowth)
#include "tst_growth.moc"
