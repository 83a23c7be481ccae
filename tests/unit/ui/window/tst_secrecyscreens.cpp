// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of who can read, of what cannot be read, and of the lock: light and dark, narrow and large, mirrored.

#include "tests/support/nothingcut/nothingcut.h"
#include "ui/account/lockdialog.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/troublepage.h"
#include "ui/window/copydialog.h"
#include "ui/window/dialogs.h"

#include <QScrollBar>

#include "screenstage.h"

using namespace pc;

class tst_SecrecyScreens : public QObject, private ScreenStage
{
    Q_OBJECT

private Q_SLOTS:
    void readers_data()
    {
        QTest::addColumn<Screen>("screen");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("wide-light") << Screen { .size = { 1280, 800 } } << false;
        QTest::newRow("wide-dark") << Screen { .size = { 1280, 800 }, .theme = style::ThemeChoice::Dark } << false;
        QTest::newRow("narrow-dark-rtl") << Screen { .size = { 400, 800 }, .theme = style::ThemeChoice::Dark } << true;
        QTest::newRow("large") << Screen { .size = { 1280, 800 }, .zoom = 2.0 } << false;
        QTest::newRow("narrowest-large") << Screen { .size = { 360, 640 }, .zoom = 2.0 } << false;
    }

    void readers()
    {
        QFETCH(Screen, screen);
        QFETCH(bool, mirrored);
        if (mirrored)
            speak(QStringLiteral("ar"));
        const QByteArray tag = QTest::currentDataTag();
        show(mirrored ? support::sampleSchoolArabic(m_clock) : school(), screen);
        auto *details = m_window->sessionView()->details();
        m_window->sessionView()->toggleDetails();
        QTRY_VERIFY(!details->readersButton()->note().isEmpty());
        save("readers-row-" + tag);
        details->showReaders();
        QTRY_VERIFY(details->readers()->tree()->isVisible());
        details->readers()->tree()->expand(details->readers()->tree()->model()->index(0, 0));
        save("readers-" + tag);
        QVERIFY(!details->readers()->tree()->horizontalScrollBar()->isVisible());
        become(unusual());
        QTRY_COMPARE(details->readers()->warnings().size(), 3);
        details->readers()->tree()->expand(details->readers()->tree()->model()->index(1, 0));
        save("readers-unusual-" + tag);
        session::Readers doubted = unusual();
        doubted.secrecy = session::Secrecy::InDoubt;
        doubted.code.clear();
        doubted.people[1].shownKey = "shown";
        become(doubted);
        QTRY_VERIFY(details->readers()->confirmButton(doubted.people[1].person.id));
        save("readers-doubted-" + tag);
        m_window->sessionView()->toggleDetails();
        QTRY_VERIFY(m_window->sessionView()->pane()->doubt()->isVisible());
        save("doubted-" + tag);
        m_window->sessionView()->showReaders();
        session::Readers broken { .secrecy = session::Secrecy::Broken, .people = unusual().people, .code = {} };
        broken.people.pop_back();
        broken.people[1].devices[0].doubt = session::DeviceDoubt::None;
        become(broken);
        QTRY_VERIFY(details->readers()->againButton()->isVisible());
        save("readers-broken-" + tag);
        if (mirrored)
            unspeak();
    }

    void whatTheServerAloneSays_data() { readers_data(); }

    /// A message that is missing, one that came late, somebody who is called otherwise; and the office's number beside its mark.
    void whatTheServerAloneSays()
    {
        QFETCH(Screen, screen);
        QFETCH(bool, mirrored);
        if (mirrored)
            speak(QStringLiteral("ar"));
        const QByteArray tag = QTest::currentDataTag();
        auto made = mirrored ? support::sampleSchoolArabic(m_clock) : school();
        chat::Message after = made.session->receive(made.class3b, made.ada, QStringLiteral("As I said"));
        after.missesEarlier = true;
        after.content.written = after.time - std::chrono::hours(5);
        made.session->change(after);
        show(std::move(made), screen);
        session::Readers named
            = support::sampleReaders(m_school.session->summary(m_school.class3b).conversation, m_school.me);
        named.people[1].before = named.people[1].person;
        named.people[1].person.name = QStringLiteral("Dr. Maximiliana von und zu Hohenstein-Wolkenkuckucksheim");
        named.people[2].isConfirmedByOffice = true;
        named.officeCode = QStringLiteral("305184716620948857321095564738");
        become(named);
        QTRY_VERIFY(m_window->sessionView()->pane()->doubt()->isVisible());
        save("otherwise-" + tag);
        QTRY_COMPARE(test::whatIsCut(*m_window->sessionView()->pane()->doubt()), QStringList());
        QVERIFY(m_window->sessionView()->pane()->doubt()->visibleRegion().boundingRect().height()
            <= m_window->height() / 2);
        m_window->sessionView()->showReaders();
        auto *page = m_window->sessionView()->details()->readers();
        QTRY_VERIFY(page->isVisible() && !page->officeSentence().isEmpty());
        save("office-" + tag);
        QTRY_COMPARE(test::whatIsCut(*page), QStringList());
        save("office-" + tag);
        if (mirrored)
            unspeak();
    }

    void secrecyInTheHead()
    {
        for (const bool narrow : { false, true }) {
            show(school(), { .size = { narrow ? 360 : 1000, 600 } });
            become({ .secrecy = session::Secrecy::Preparing, .people = {}, .code = {} });
            using Mark = window::TitleBlock::Mark;
            const auto &words = m_window->sessionView()->pane()->header()->title()->words();
            QTRY_COMPARE(words.mark, Mark::Wait);
            save(narrow ? "preparing-narrow" : "preparing");
            become({ .secrecy = session::Secrecy::Broken, .people = {}, .code = {} });
            QTRY_COMPARE(words.mark, Mark::Warning);
            save(narrow ? "broken-narrow" : "broken");
        }
    }

    void whatCannotBeRead()
    {
        using chat::Missing;
        for (const bool dark : { false, true }) {
            auto made = school();
            for (const Missing missing : { Missing::BeforeThisDevice, Missing::WithoutThisDevice, Missing::Damaged,
                     Missing::Refused, Missing::NotYet })
                made.session->receiveContent(
                    made.class3b, made.ada, { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = missing });
            show(std::move(made),
                { .size = { 1000, 900 }, .theme = dark ? style::ThemeChoice::Dark : style::ThemeChoice::Light });
            save(dark ? "unreadable-dark" : "unreadable");
        }
    }

    void preferencesAndLock()
    {
        for (const double zoom : { 1.0, 2.0 }) {
            for (const bool locked : { false, true }) {
                const bool large = zoom > 1;
                m_account.setHasLock(locked);
                show(school(),
                    { .size = { 1000, 800 },
                        .theme = locked ? style::ThemeChoice::Dark : style::ThemeChoice::Light,
                        .zoom = zoom });
                account::PreferencesDialog preferences({}, {}, m_account, m_theme, m_window.get());
                preferences.show();
                const QByteArray tag = QByteArray(locked ? "-locked" : "-open") + (large ? "-large" : "");
                grab(preferences, "preferences" + tag);
                preferences.setAttribute(Qt::WA_DeleteOnClose, false);
                for (const auto task : { account::LockDialog::Task::TurnOn, account::LockDialog::Task::Change,
                         account::LockDialog::Task::TurnOff }) {
                    account::LockDialog dialog(task, m_account, m_theme, m_window.get());
                    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
                    dialog.show();
                    grab(dialog, "lock-" + QByteArray::number(int(task)) + tag);
                    dialog.hide();
                }
                preferences.hide();
            }
        }
        m_account.setHasLock(false);
    }

    void copyOfOnesMessages()
    {
        for (const bool mirrored : { false, true }) {
            if (mirrored)
                speak(QStringLiteral("ar"));
            show(school(),
                { .size = { 1000, 700 },
                    .theme = mirrored ? style::ThemeChoice::Dark : style::ThemeChoice::Light,
                    .zoom = mirrored ? 1.5 : 1.0 });
            window::CopyDialog dialog(*m_school.session, QDate(2026, 3, 5), m_theme, m_window.get());
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            dialog.show();
            grab(dialog, mirrored ? "copy-dark-rtl" : "copy");
            dialog.saveInto(QStringLiteral("/home/ana/Documents/Papers of the school/Klasse 3B"));
            QTRY_COMPARE(m_school.session->exports().size(), size_t(1));
            QTRY_VERIFY(dialog.findChild<QPushButton *>() && dialog.findChildren<QPushButton *>().last()->isEnabled());
            grab(dialog, mirrored ? "copied-dark-rtl" : "copied");
            dialog.hide();
        }
        unspeak();
    }

    void wrongClock()
    {
        for (const bool narrow : { false, true }) {
            auto made = school();
            show(std::move(made),
                { .size = { narrow ? 360 : 1000, 600 },
                    .theme = narrow ? style::ThemeChoice::Dark : style::ThemeChoice::Light });
            m_school.session->setLinkStatus({ session::LinkState::UpToDate, 0, 0, {}, session::OwnClock::Slow });
            QVERIFY(!m_window->sessionView()->pane()->strip()->isHidden());
            save(narrow ? "clock-narrow-dark" : "clock");
        }
    }

    void forgottenPassphrase()
    {
        for (const bool mirrored : { false, true }) {
            if (mirrored)
                speak(QStringLiteral("ar"));
            for (const bool dark : { false, true }) {
                m_theme.setChoice(dark ? style::ThemeChoice::Dark : style::ThemeChoice::Light);
                support::FakeAccount account;
                window::MainWindow first(account, m_clock, m_theme, {}, {});
                first.resize(dark ? 360 : 1000, 700);
                first.show();
                account.enter(session::AccountState::NeedsPassphrase);
                const QByteArray tag = QByteArray(dark ? "-narrow-dark" : "") + (mirrored ? "-rtl" : "");
                grab(first, "unlock" + tag);
                auto *page = qobject_cast<account::PassphrasePage *>(first.accountFlow()->page());
                QVERIFY(page);
                page->forgottenButton()->click();
                QTRY_VERIFY(qobject_cast<account::TroublePage *>(first.accountFlow()->page()));
                grab(first, "forgotten" + tag);
            }
            if (mirrored)
                unspeak();
        }
    }

    void olderStore()
    {
        show(school(), { .size = { 1000, 600 } });
        m_school.session->setStoreState({ {}, true });
        auto *dialog = m_window->findChild<window::ConfirmDialog *>();
        QVERIFY(dialog);
        grab(*dialog, "older-store");
        QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width())); // nothing is cut off
        dialog->close();
    }

private:
    void become(const session::Readers &readers) { m_school.session->setReaders(m_school.class3b, readers); }

    /// A device that changed, somebody with a long name who has none, and somebody whose access is being closed.
    session::Readers unusual()
    {
        session::Readers readers
            = support::sampleReaders(m_school.session->summary(m_school.class3b).conversation, m_school.me);
        readers.people[1].devices[0].doubt = session::DeviceDoubt::KeyChanged;
        readers.people[2].devices.clear();
        readers.people[2].person.name
            = QStringLiteral("Maximiliana-Alexandra von und zu Hohenstein-Wolkenkuckucksheim");
        std::swap(readers.people[3], readers.people.back());
        readers.people.resize(4);
        readers.people.back().isMember = false;
        return readers;
    }
};

int main(int argc, char *argv[])
{
    return runScreens<tst_SecrecyScreens>(argc, argv);
}

#include "tst_secrecyscreens.moc"
