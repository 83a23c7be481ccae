// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/sidebar/conversationmenu.h"
#include "ui/sidebar/newconversation.h"
#include "ui/sidebar/sidebar.h"

#include <QSignalSpy>
#include <QTest>

using namespace pc;
using Show = ui::ConversationFilter::Show;

class tst_Sidebar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.install();
        m_clock.setUtc(support::sampleTime(14, 6));
    }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        m_model = std::make_unique<ui::ConversationListModel>(session(), m_clock);
        m_sidebar = std::make_unique<sidebar::Sidebar>(session(), *m_model, m_clock, m_theme);
        m_sidebar->resize(320, 700);
        m_sidebar->show();
        m_model->load();
        QTRY_VERIFY(m_model->isLoaded());
    }

    void cleanup()
    {
        m_sidebar.reset();
        m_model.reset();
    }

    void filtersShowTheirPart()
    {
        QCOMPARE(titles().size(), 7);
        auto *bar = m_sidebar->findChild<sidebar::FilterBar *>();
        bar->choose(Show::Unread);
        QCOMPARE(titles(), QStringList({ QStringLiteral("Class 3B"), QStringLiteral("School office") }));
        bar->choose(Show::Classes);
        QVERIFY(titles().contains(QStringLiteral("Class 1A")));
        QVERIFY(!titles().contains(QStringLiteral("Ada Okafor")));
        bar->choose(Show::People);
        QVERIFY(titles().contains(QStringLiteral("Ada Okafor")));
        QVERIFY(!titles().contains(QStringLiteral("Class 1A")));
    }

    void archiveShowsOnlyWhenThereIsOne()
    {
        auto *bar = m_sidebar->findChild<sidebar::FilterBar *>();
        const auto chips = bar->findChildren<sidebar::FilterChip *>();
        QVERIFY(chips.last()->isHidden());
        session().setSettings(m_school.football, { .mutedUntil = {}, .archived = true, .pinned = false });
        QTRY_VERIFY(!chips.last()->isHidden());
        QVERIFY(!titles().contains(QStringLiteral("Football club U9")));
        bar->choose(Show::Archived);
        QCOMPARE(titles(), QStringList({ QStringLiteral("Football club U9") }));
    }

    void searchFindsConversationsAndPeople()
    {
        QTest::keyClicks(m_sidebar->search(), QStringLiteral("horak"));
        QCOMPARE(titles(), QStringList({ QStringLiteral("Jana Horáková") }));
        m_sidebar->search()->clear();
        QTest::keyClicks(m_sidebar->search(), QStringLiteral("Amira"));
        QCOMPARE(titles().size(), 0);
        m_clock.advance(Milliseconds { 200 });
        auto *people = m_sidebar->findChildren<QListView *>().last();
        QTRY_COMPARE(people->model()->rowCount(), 1);
        QSignalSpy chosen(m_sidebar.get(), &sidebar::Sidebar::personChosen);
        QTest::keyClick(m_sidebar->search(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
    }

    void enterInTheSearchOpensTheFirst()
    {
        QSignalSpy chosen(m_sidebar.get(), &sidebar::Sidebar::conversationChosen);
        QTest::keyClicks(m_sidebar->search(), QStringLiteral("office"));
        QTest::keyClick(m_sidebar->search(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<ConversationId>(), m_school.withOffice);
        QVERIFY(m_sidebar->search()->text().isEmpty());
    }

    void stepsGoThroughTheListAndToTheNextUnread()
    {
        QSignalSpy chosen(m_sidebar.get(), &sidebar::Sidebar::conversationChosen);
        m_sidebar->setCurrent(m_school.class3b);
        m_sidebar->step(1, false);
        QCOMPARE(chosen.last()[0].value<ConversationId>(), m_school.withAda);
        m_sidebar->setCurrent(m_school.class3b);
        m_sidebar->step(1, true);
        QCOMPARE(chosen.last()[0].value<ConversationId>(), m_school.withOffice);
        m_sidebar->setCurrent(m_school.class3b);
        m_sidebar->step(-1, false);
        QCOMPARE(chosen.count(), 2);
    }

    void menuAsksTheSession()
    {
        QMenu menu;
        sidebar::fillConversationMenu(
            menu, session().summary(m_school.withOffice), session(), m_theme, m_clock.utcNow());
        const auto actions = menu.actions();
        actions.first()->trigger();
        QCOMPARE(session().readMarks().back().conversation, m_school.withOffice);
        for (QAction *action : actions) {
            if (action->text() == QStringLiteral("Archive"))
                action->trigger();
        }
        QVERIFY(session().summary(m_school.withOffice).conversation.settings.archived);
    }

    void mutedForAnHourEndsByItself()
    {
        QMenu menu;
        sidebar::fillConversationMenu(
            menu, session().summary(m_school.withOffice), session(), m_theme, m_clock.utcNow());
        for (QMenu *times : menu.findChildren<QMenu *>())
            times->actions().first()->trigger();
        const auto until = session().summary(m_school.withOffice).conversation.settings.mutedUntil;
        QVERIFY(until.has_value());
        QCOMPARE(*until - m_clock.utcNow(), Milliseconds { 3'600'000 });
    }

    void onePersonMakesADirectConversation()
    {
        sidebar::NewConversation dialog(session(), m_clock, m_theme, false);
        QSignalSpy started(&dialog, &sidebar::NewConversation::started);
        auto *picker = dialog.findChild<sidebar::PeoplePicker *>();
        QTRY_VERIFY(picker->list()->model()->rowCount() > 0);
        QTest::keyClicks(picker->field(), QStringLiteral("Peter"));
        m_clock.advance(Milliseconds { 200 });
        QTRY_COMPARE(picker->list()->model()->rowCount(), 1);
        QTest::keyClick(picker->field(), Qt::Key_Return);
        QCOMPARE(picker->chosen().size(), std::size_t(1));
        startButton(dialog)->click();
        QTRY_COMPARE(started.count(), 1);
    }

    void severalNeedANameAndTheSchoolsConsent()
    {
        for (const bool may : { false, true }) {
            sidebar::NewConversation dialog(session(), m_clock, m_theme, may);
            auto *picker = dialog.findChild<sidebar::PeoplePicker *>();
            QTRY_VERIFY(picker->list()->model()->rowCount() > 2);
            for (const int row : { 0, 1 })
                Q_EMIT picker->list()->clicked(picker->list()->model()->index(row, 0));
            QVERIFY(!startButton(dialog)->isEnabled());
            auto *name = dialog.findChildren<QLineEdit *>().last();
            name->setText(QStringLiteral("Trip"));
            QCOMPARE(startButton(dialog)->isEnabled(), may);
        }
    }

    void unreachableDirectoryIsSaid()
    {
        session().failNext(Errc::Network);
        sidebar::PeoplePicker picker(session(), m_clock, m_theme);
        picker.show();
        const auto says = [&picker] {
            for (const auto *label : picker.findChildren<style::PlainLabel *>()) {
                if (label->isVisible() && label->wholeText().contains(QStringLiteral("no connection")))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(says());
    }

    void emptyListSaysWhatToDo()
    {
        QTest::keyClicks(m_sidebar->search(), QStringLiteral("zzzz"));
        auto *hint = m_sidebar->findChild<sidebar::EmptyHint *>();
        QVERIFY(hint->isVisible());
        QVERIFY(!m_sidebar->list()->isVisible());
    }

private:
    support::FakeSession &session() { return *m_school.session; }

    QStringList titles() const
    {
        QStringList all;
        const auto *model = m_sidebar->list()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, 0).data().toString());
        return all;
    }

    static QPushButton *startButton(const QDialog &dialog)
    {
        for (auto *button : dialog.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Start"))
                return button;
        }
        return nullptr;
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    std::unique_ptr<ui::ConversationListModel> m_model;
    std::unique_ptr<sidebar::Sidebar> m_sidebar;
};

QTEST_MAIN(tst_Sidebar)
#include "tst_sidebar.moc"
