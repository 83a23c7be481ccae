// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/base/random.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/models/conversationfilter.h"
#include "ui/models/conversationlistmodel.h"
#include "ui/models/conversationtext.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using namespace std::chrono_literals;

using List = ConversationListModel;

namespace {

struct Opened
{
    Opened()
        : clock(sampleTime(14, 6))
        , school(sampleSchool(clock))
        , model(*school.session, clock)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
        , filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        filter.setSourceModel(&model);
    }

    bool load()
    {
        QSignalSpy loaded(&model, &List::loaded);
        model.load();
        return loaded.wait() && model.self() == school.me;
    }

    QStringList titles(const QAbstractItemModel &of) const
    {
        QStringList all;
        for (int i = 0; i < of.rowCount(); ++i)
            all << of.index(i, 0).data(List::TitleRole).toString();
        return all;
    }

    QVariant at(ConversationId id, int role) const { return model.indexOf(id).data(role); }

    void settings(ConversationId id, chat::PersonalSettings settings)
    {
        auto done = school.session->setSettings(id, settings);
        Q_UNUSED(done);
    }

    FakeClock clock;
    SampleSchool school;
    List model;
    ConversationFilter filter;
    QAbstractItemModelTester tester;
    QAbstractItemModelTester filterTester;
};

} // namespace

class TestConversationListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheSchoolDidIsSaidOfTheSchool()
    {
        const Opened opened;
        ConversationRow row;
        row.summary = opened.school.session->summary(opened.school.class3b);
        row.summary.draft.clear();
        chat::Message event;
        event.sender = people::schoolAsUser(row.summary.conversation.members.front().person.school);
        event.content = { chat::ContentKind::Event, QStringLiteral("Luis"), chat::EventKind::MembersAdded };
        row.summary.last = event;
        QCOMPARE(previewOf(row, opened.school.me), QStringLiteral("The school added Luis"));
        // Nobody that is known any more: certainly not oneself.
        row.summary.last->sender = UserId { Uuid { { 1, 2, 3 } } };
        QCOMPARE(previewOf(row, opened.school.me), QStringLiteral("Former member added Luis"));
    }

    void newestFirst()
    {
        Opened o;
        QVERIFY(o.load());
        QCOMPARE(o.titles(o.model).mid(0, 5),
            (QStringList { QStringLiteral("Class 3B"), QStringLiteral("Ada Okafor"), QStringLiteral("School office"),
                QStringLiteral("Luis Martínez"), QStringLiteral("Class 1A") }));
    }

    void aRowTellsEverythingTheListShows()
    {
        Opened o;
        QVERIFY(o.load());
        QCOMPARE(o.at(o.school.class3b, List::ChipRole).toString(), QStringLiteral("28 families"));
        QCOMPARE(o.at(o.school.withAda, List::ChipRole).toString(), QStringLiteral("Teacher, 3B"));
        QCOMPARE(o.at(o.school.class3b, List::UnreadRole).toLongLong(), 2);
        QCOMPARE(o.at(o.school.withLuis, List::PreviewKindRole).value<PreviewKind>(), PreviewKind::Draft);
        QVERIFY(o.at(o.school.withLuis, List::PreviewRole).toString().startsWith(QStringLiteral("Could Mateo")));
        QCOMPARE(o.at(o.school.class1a, List::MutedRole).toBool(), true);
        QVERIFY(o.at(o.school.class1a, List::PreviewRole).toString().startsWith(QStringLiteral("You: He has")));
        QCOMPARE(o.at(o.school.class3b, List::TimeRole).toDateTime().time(), QTime(14, 5));
        QCOMPARE(o.model.unreadTotal(), 3);
    }

    void ownMessagesSayWhoWroteThemInEveryKind()
    {
        Opened o;
        QVERIFY(o.load());
        for (const ConversationId id : { o.school.withAda, o.school.class3b }) {
            o.school.session->receive(id, o.school.me, QStringLiteral("on our way"));
            QCOMPARE(o.at(id, List::PreviewRole).toString(), QStringLiteral("You: on our way"));
        }
    }

    void whoLeftKeepsTheirName()
    {
        Opened o;
        QVERIFY(o.load());
        chat::Conversation direct = o.school.session->summary(o.school.withAda).conversation;
        const chat::Conversation before = direct;
        std::erase_if(direct.members, [&](const chat::Member &m) { return m.person.id == o.school.ada; });
        o.school.session->change(direct);
        QCOMPARE(o.at(direct.id, List::TitleRole).toString(), QStringLiteral("Somebody who left"));
        direct.former = { memberOf(before, o.school.ada) ? *memberOf(before, o.school.ada) : people::Person {} };
        o.school.session->change(direct);
        QCOMPARE(o.at(direct.id, List::TitleRole).toString(), QStringLiteral("Ada Okafor (former member)"));
    }

    void aNewMessageMovesItsRowToTheTop()
    {
        Opened o;
        QVERIFY(o.load());
        QSignalSpy moved(&o.model, &QAbstractItemModel::rowsMoved);
        QSignalSpy reset(&o.model, &QAbstractItemModel::modelReset);
        o.school.session->receive(o.school.withJana, o.school.jana, QStringLiteral("Hello\nthere"));
        QCOMPARE(o.titles(o.model).first(), QStringLiteral("Jana Horáková"));
        QCOMPARE(o.model.index(0).data(List::PreviewRole).toString(), QStringLiteral("Hello there"));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(reset.count(), 0);
    }

    void pinnedOnesStayAbove()
    {
        Opened o;
        QVERIFY(o.load());
        o.settings(o.school.withJana, { .mutedUntil = {}, .archived = false, .pinned = true });
        o.school.session->receive(o.school.withAda, o.school.ada, QStringLiteral("newer"));
        QCOMPARE(o.titles(o.model).mid(0, 2),
            (QStringList { QStringLiteral("Jana Horáková"), QStringLiteral("Ada Okafor") }));
    }

    void muteEndsAtItsTime()
    {
        Opened o;
        QVERIFY(o.load());
        o.settings(o.school.class3b, { .mutedUntil = o.clock.utcNow() + 1h, .archived = false, .pinned = false });
        QVERIFY(o.at(o.school.class3b, List::MutedRole).toBool());
        QCOMPARE(o.model.unreadTotal(), 1);
        o.clock.advance(1h);
        QVERIFY(!o.at(o.school.class3b, List::MutedRole).toBool());
    }

    void typingAndPresenceGoWithTheConnection()
    {
        Opened o;
        o.school.session->setPresence(o.school.ada, { people::PresenceStatus::Online, {} }); // before the first load
        QVERIFY(o.load());
        o.school.session->type(o.school.class3b, { o.school.ada });
        QCOMPARE(
            o.at(o.school.withAda, List::PresenceRole).value<people::PresenceStatus>(), people::PresenceStatus::Online);
        QCOMPARE(o.at(o.school.class3b, List::PreviewRole).toString(), QStringLiteral("Ada is typing…"));
        o.school.session->setLinkStatus(
            { .state = session::LinkState::Offline, .missing = 0, .outgoing = 0, .reason = {} });
        QCOMPARE(o.at(o.school.withAda, List::PresenceRole).value<people::PresenceStatus>(),
            people::PresenceStatus::Offline);
        QVERIFY(!o.at(o.school.class3b, List::TypingRole).toBool());
    }

    void aNewConversationAppearsInItsPlace()
    {
        Opened o;
        QVERIFY(o.load());
        QSignalSpy inserted(&o.model, &QAbstractItemModel::rowsInserted);
        auto made = o.school.session->createGroup(QStringLiteral("Trip helpers"), { o.school.ada });
        QVERIFY(made.result().ok());
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(o.model.indexOf(*made.result()).row(), 0);
    }

    void filters_data()
    {
        QTest::addColumn<ConversationFilter::Show>("show");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("titles");
        using Show = ConversationFilter::Show;
        QTest::newRow("unread") << Show::Unread << QString()
                                << QStringList { QStringLiteral("Class 3B"), QStringLiteral("School office") };
        QTest::newRow("classes") << Show::Classes << QString()
                                 << QStringList { QStringLiteral("Class 3B"), QStringLiteral("Class 1A"),
                                        QStringLiteral("Football club U9") };
        QTest::newRow("archived") << Show::Archived << QString() << QStringList { QStringLiteral("Jana Horáková") };
        QTest::newRow("accents do not matter")
            << Show::All << QStringLiteral("martinez") << QStringList { QStringLiteral("Luis Martínez") };
        QTest::newRow("every word") << Show::All << QStringLiteral("club foot")
                                    << QStringList { QStringLiteral("Football club U9") };
        QTest::newRow("words begin") << Show::All << QStringLiteral("ass") << QStringList {};
        QTest::newRow("chips count") << Show::People << QStringLiteral("teacher")
                                     << QStringList { QStringLiteral("Ada Okafor") };
    }

    void filters()
    {
        QFETCH(ConversationFilter::Show, show);
        QFETCH(QString, text);
        QFETCH(QStringList, titles);
        Opened o;
        QVERIFY(o.load());
        o.settings(o.school.withJana, { .mutedUntil = {}, .archived = true, .pinned = false });
        o.filter.setShow(show);
        o.filter.setText(text);
        QCOMPARE(o.titles(o.filter), titles);
    }

    void randomSignalsNeverBreakTheRows_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %llu", seed) << seed;
    }

    void randomSignalsNeverBreakTheRows()
    {
        QFETCH(quint64, seed);
        SeededRandom random(seed);
        Opened o;
        QVERIFY(o.load());
        o.filter.setShow(ConversationFilter::Show::Unread);
        QSignalSpy reset(&o.model, &QAbstractItemModel::modelReset);
        auto &session = *o.school.session;
        const std::vector all { o.school.class3b, o.school.withAda, o.school.withOffice, o.school.withLuis,
            o.school.class1a, o.school.football, o.school.withJana };
        for (int step = 0; step < 400; ++step) {
            const ConversationId id = all[size_t(random.below(all.size()))];
            o.clock.advance(Milliseconds { qint64(random.below(100'000)) });
            switch (random.below(7)) {
            case 0:
            case 1:
                session.receive(id, o.school.ada, QStringLiteral("text %1").arg(step));
                break;
            case 2:
                session.markRead(id, session.summary(id).conversation.head);
                break;
            case 3:
                o.settings(id, { .mutedUntil = {}, .archived = random.below(3) == 0, .pinned = random.below(2) == 0 });
                break;
            case 4:
                session.type(id, random.below(2) ? std::vector { o.school.luis } : std::vector<UserId> {});
                break;
            case 5:
                session.saveDraft(id, random.below(2) ? QStringLiteral("draft") : QString());
                break;
            case 6:
                session.setPresence(o.school.ada, { people::PresenceStatus(random.below(3)), {} });
                break;
            }
            qint64 unread = 0;
            for (int i = 0; i < o.model.rowCount(); ++i) {
                const ConversationRow &row = o.model.row(i);
                QCOMPARE(row.summary, session.summary(row.summary.conversation.id));
                if (!o.model.index(i).data(List::MutedRole).toBool()
                    && !o.model.index(i).data(List::ArchivedRole).toBool())
                    unread += row.summary.unread;
                if (i > 0) {
                    const auto &above = o.model.row(i - 1).summary;
                    QVERIFY(above.conversation.settings.pinned >= row.summary.conversation.settings.pinned);
                    if (above.conversation.settings.pinned == row.summary.conversation.settings.pinned)
                        QVERIFY(above.last->time >= row.summary.last->time);
                }
            }
            QCOMPARE(o.model.unreadTotal(), unread);
        }
        QCOMPARE(reset.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestConversationListModel)
#include "tst_conversationlistmodel.moc"
