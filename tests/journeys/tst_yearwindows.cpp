// SPDX-License-Identifier: GPL-3.0-or-later
// One person's three computers, a year long, by their windows: each is off for months, and all show what the school keeps and nothing
// older. Pictures stay in screens/ of the build folder.

#include "tests/journeys/addcomputer.h"

#include <map>

using namespace pc;
using namespace pc::test;

class TestYearWindows : public QObject
{
    Q_OBJECT

    static constexpr int kKeptDays = 90;
    static constexpr int kPatienceForKeeping
        = 150'000; ///< Milliseconds; what is too old goes a minute after the start.

    School m_school;
    Enrolled m_teacher;
    Enrolled m_parent;
    int m_month = 0;
    std::vector<std::pair<int, QString>> m_said; ///< In which month, and what.
    std::map<QString, std::unique_ptr<Computer>> m_on; ///< By its profile; the teacher's, too.

    Computer &at(const char *name) { return *m_on.at(QString::fromLatin1(name)); }

    /// Everything is off until this month; then these are on again.
    void goOnTo(int month, std::initializer_list<const char *> names)
    {
        m_on.clear();
        m_school.relay.stop();
        m_school.relay.clock().goOn(std::chrono::hours((month - m_month) * 30 * 24));
        m_month = month;
        QVERIFY(m_school.relay.start());
        for (const char *name : names) {
            auto computer = std::make_unique<Computer>(m_school, name);
            QVERIFY2(computer->startLater(qstrcmp(name, "teacher") == 0 ? m_teacher : m_parent), name);
            QVERIFY2(computer->openFirstConversation(), name);
            m_on.emplace(QString::fromLatin1(name), std::move(computer));
        }
    }

    /// Both write, and everything that is on shows it.
    void talk(const char *name)
    {
        for (const char *writer : { name, "teacher" }) {
            const QString text = QStringLiteral("%1 in month %2").arg(QString::fromLatin1(writer)).arg(m_month);
            QVERIFY2(at(writer).say(text), qPrintable(text));
            for (const auto &[profile, computer] : m_on)
                QVERIFY2(computer->sees(text), qPrintable(profile + QStringLiteral(": ") + text));
            m_said.emplace_back(m_month, text);
        }
    }

    QStringList kept() const
    {
        QStringList all;
        for (const auto &[month, text] : m_said) {
            if ((m_month - month) * 30 < kKeptDays)
                all += text;
        }
        return all;
    }

    void add(const char *name)
    {
        auto computer = std::make_unique<Computer>(m_school, name);
        QVERIFY(computer->signIn(m_parent));
        addByNumber(at("laptop"), *computer, QStringLiteral("year"));
        QVERIFY(computer->openFirstConversation());
        m_on.emplace(QString::fromLatin1(name), std::move(computer));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_school.open());
        QVERIFY(m_school.relay.setRetention(kKeptDays));
        m_teacher = m_school.relay.enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_parent = m_school.relay.enrol(QStringLiteral("Jana Horáková"), people::Role::Guardian);
    }

    void init() { School::watchThreads(); }

    void cleanupTestCase() { m_on.clear(); }

    void threeComputersShowWhatTheSchoolKeepsWhicheverWasOn()
    {
        for (const auto &[name, who] : { std::pair { "teacher", &m_teacher }, std::pair { "laptop", &m_parent } }) {
            auto computer = std::make_unique<Computer>(m_school, name);
            QVERIFY(computer->firstStart(*who));
            m_on.emplace(QString::fromLatin1(name), std::move(computer));
        }
        QVERIFY(at("laptop").writeTo(m_teacher.person) && at("laptop").say(QStringLiteral("Good morning")));
        m_said.emplace_back(m_month, QStringLiteral("Good morning"));
        QVERIFY(at("teacher").openFirstConversation() && at("teacher").sees(QStringLiteral("Good morning")));
        for (const char *name : { "desktop", "tablet" })
            add(name);
        for (const char *name : { "laptop", "desktop", "tablet" })
            talk(name);
        at("tablet").picture(QStringLiteral("year-first-month"));

        goOnTo(2, { "teacher", "desktop", "tablet" });
        talk("desktop");
        goOnTo(6, { "teacher", "tablet" });
        talk("tablet");
        goOnTo(10, { "teacher", "laptop" });
        QVERIFY(at("laptop").hadToSignIn()); // after ten months; nobody had to let it in for that
        talk("laptop");
        goOnTo(12, { "teacher", "laptop", "desktop", "tablet" });
        QVERIFY(at("desktop").hadToSignIn() && !at("teacher").hadToSignIn());
        talk("desktop");
        QVERIFY(kept().size() == 4 && !kept().contains(QStringLiteral("Good morning")));
        for (const auto &[name, computer] : m_on) {
            QVERIFY2(comes([&] { return computer->messages() == kept(); }, kPatienceForKeeping),
                qPrintable(name + QStringLiteral(": ") + computer->messages().join(QStringLiteral(" | "))));
            computer->picture(QStringLiteral("year-") + name);
        }
    }
};

QTEST_MAIN(TestYearWindows)
#include "tst_yearwindows.moc"
