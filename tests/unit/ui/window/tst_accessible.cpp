// SPDX-License-Identifier: GPL-3.0-or-later
// The main window as a screen reader meets it: what each part is and is called, the rows that it reads, and the order in
// which Tab goes through it.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/window/mainwindow.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace pc;

namespace {

struct Part
{
    QString name;
    QAccessible::Role role;
};

// What one can get to, depth first, as a screen reader's own keys walk it.
void collect(QAccessibleInterface *at, QList<QAccessibleInterface *> &all)
{
    if (!at || at->state().invisible)
        return;
    all << at;
    if (at->role() == QAccessible::List || at->role() == QAccessible::Table)
        return; // its rows are tested apart
    for (int i = 0; i < at->childCount(); ++i)
        collect(at->child(i), all);
}

} // namespace

class tst_Accessible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_theme.setStill(true);
        m_theme.install();
        m_clock.setUtc(support::sampleTime(14, 6));
        m_school = support::sampleSchool(m_clock);
        m_school.session->setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        m_account.setSession(m_school.session.get());
        m_account.enter(session::AccountState::Ready);
        m_window = std::make_unique<window::MainWindow>(
            m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTRY_VERIFY(view().conversations().isLoaded());
        view().openConversation(m_school.class3b);
        QTRY_VERIFY(view().pane()->timeline()->model()->isLoaded());
        view().pane()->timeline()->placeNow();
    }

    void eachPartSaysWhatItIs_data()
    {
        QTest::addColumn<Part>("part");
        const auto row = [](const char *name, QAccessible::Role role) {
            QTest::newRow(name) << Part { QString::fromLatin1(name), role };
        };
        row("Search conversations and people", QAccessible::EditableText);
        row("Conversations", QAccessible::List);
        row("New conversation", QAccessible::Button);
        row("Messages", QAccessible::List);
        row("Message", QAccessible::EditableText);
        row("Emoji", QAccessible::Button);
        row("Send", QAccessible::Button);
        row("Class 3B", QAccessible::Button);
    }

    void eachPartSaysWhatItIs()
    {
        QFETCH(Part, part);
        const auto parts = all();
        const bool isThere = std::any_of(parts.cbegin(), parts.cend(), [&](QAccessibleInterface *one) {
            return one->text(QAccessible::Name) == part.name && one->role() == part.role;
        });
        QStringList heard;
        for (QAccessibleInterface *one : parts) {
            if (!one->text(QAccessible::Name).isEmpty())
                heard << QStringLiteral("%1 (%2)").arg(one->text(QAccessible::Name)).arg(int(one->role()));
        }
        QVERIFY2(isThere, qPrintable(heard.join(QStringLiteral("; "))));
    }

    void whateverTakesTheKeyboardHasAName()
    {
        for (QAccessibleInterface *one : all()) {
            const auto *widget = qobject_cast<QWidget *>(one->object());
            if (widget && widget->isVisible() && widget->focusPolicy() & Qt::TabFocus)
                QVERIFY2(!one->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }

    void aMessageIsSenderTextTimeAndStatus()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view().pane()->timeline());
        const int rows = view().pane()->timeline()->model()->rowCount();
        QCOMPARE(list->childCount(), rows);
        int own = 0;
        for (int i = 0; i < rows; ++i) {
            const QAccessibleInterface *row = list->child(i);
            QCOMPARE(row->role(), QAccessible::ListItem);
            QCOMPARE(row->text(QAccessible::Name), view().pane()->timeline()->model()->accessibleText(i));
            own += row->text(QAccessible::Name).startsWith(QStringLiteral("You, ")) ? 1 : 0;
        }
        QVERIFY(own > 0);
    }

    void aConversationSaysWhatItsRowShows()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view().sidebar()->list());
        QVERIFY(list->childCount() > 3);
        for (int i = 0; i < list->childCount(); ++i)
            QVERIFY(!list->child(i)->text(QAccessible::Name).isEmpty());
    }

    void tabGoesThroughTheWindowAsItIsRead()
    {
        view().sidebar()->search()->setFocus();
        QStringList met;
        for (int i = 0; i < 20; ++i) {
            QWidget *focus = QApplication::focusWidget();
            QVERIFY(focus);
            const QString name = QAccessible::queryAccessibleInterface(focus)->text(QAccessible::Name);
            if (met.contains(name))
                break;
            met << name;
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        int last = -1;
        for (const char *name : { "Search conversations and people", "Conversations", "Class 3B", "Messages", "Message",
                 "Emoji", "Send" }) {
            const auto at = int(met.indexOf(QString::fromLatin1(name)));
            QVERIFY2(at > last, qPrintable(met.join(QStringLiteral(", "))));
            last = at;
        }
    }

private:
    window::SessionView &view() { return *m_window->sessionView(); }

    QList<QAccessibleInterface *> all()
    {
        QList<QAccessibleInterface *> parts;
        collect(QAccessible::queryAccessibleInterface(m_window.get()), parts);
        return parts;
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::FakeAccount m_account;
    support::SampleSchool m_school;
    std::unique_ptr<window::MainWindow> m_window;
};

QTEST_MAIN(tst_Accessible)
#include "tst_accessible.moc"
