// SPDX-License-Identifier: GPL-3.0-or-later
// One person's windows, and their school's: a second computer, the recovery sheet, a laptop that is lost, and what the office says,
// with real accounts, engines and links, and a real relay. Pictures of each step stay in screens/ of the build folder.

#include "tests/journeys/addcomputer.h"
#include "ui/account/makesheetdialog.h"
#include "ui/account/recoverysection.h"
#include "ui/account/safetycodedialog.h"
#include "ui/account/sheetpage.h"
#include "ui/account/troublepage.h"
#include "ui/account/trysheetdialog.h"
#include "ui/window/details.h"
#include "ui/window/dialogs.h"
#include "ui/window/readersview.h"

#include <QFile>

using namespace pc;
using namespace pc::test;

class TestOwnWindows : public QObject
{
    Q_OBJECT

    School m_school;
    Enrolled m_head; ///< Whoever confirms first speaks for the school.

    /// The same computer, whichever test comes first.
    std::unique_ptr<Computer> openOffice()
    {
        const bool isNew = !QDir(m_school.profile("office")).exists();
        auto office = std::make_unique<Computer>(m_school, "office");
        return (isNew ? office->firstStart(m_head) : office->startAgain()) ? std::move(office) : nullptr;
    }

    Enrolled enrol(const char *name, people::Role role = people::Role::Guardian)
    {
        return m_school.relay.enrol(QString::fromUtf8(name), role);
    }

    /// Both have written and read.
    static bool talk(Computer &parent, Computer &teacher, const Enrolled &whom)
    {
        return parent.writeTo(whom.person) && parent.say(QStringLiteral("Mila is ill today"))
            && teacher.openFirstConversation() && teacher.sees(QStringLiteral("Mila is ill today"))
            && teacher.say(QStringLiteral("Get well soon")) && parent.sees(QStringLiteral("Get well soon"));
    }

    static bool seesTheTalk(Computer &computer)
    {
        return computer.openFirstConversation() && computer.sees(QStringLiteral("Mila is ill today"))
            && computer.sees(QStringLiteral("Get well soon"));
    }

    /// The first one in the list that is another one.
    static void takeOutTheOther(Computer &computer)
    {
        account::DevicesDialog *computers = computersIn(computer);
        QVERIFY(computers);
        const auto another = [computers]() -> account::DeviceRow * {
            const auto found = std::ranges::find_if(
                computers->rows(), [](const account::DeviceRow *row) { return !row->removeButton()->isHidden(); });
            return found == computers->rows().end() ? nullptr : *found;
        };
        QVERIFY(comes([&] { return another() != nullptr; }));
        Computer::save(*computers, QStringLiteral("own-computers"));
        click(another()->removeButton());
        Computer::save(*computers, QStringLiteral("own-removing"));
        click(another()->removeButton());
        QVERIFY(comes([&] { return computers->note().isEmpty(); }));
        computers->reject();
        computer.dialog<account::PreferencesDialog>()->reject();
    }

    /// Made and asked back, in the preferences; its words.
    static QStringList makeSheet(Computer &computer, const QString &pictures)
    {
        auto *settings = preferences(computer);
        if (!settings || !canBePressed(settings->recovery()->makeButton()))
            return {};
        click(settings->recovery()->makeButton());
        auto *sheet = computer.dialog<account::MakeSheetDialog>();
        if (!sheet)
            return {};
        click(sheet->button());
        if (!comes([sheet] { return sheet->grid()->words().size() == 24; }))
            return {};
        const QStringList words = sheet->grid()->words();
        Computer::save(*sheet, pictures + QStringLiteral("-words"));
        click(sheet->button());
        for (int asked = 0; asked < account::MakeSheetDialog::kAsked; ++asked)
            QTest::keyClicks(sheet->field(asked), words[sheet->askedWord(asked)]);
        Computer::save(*sheet, pictures + QStringLiteral("-asked"));
        click(sheet->button());
        if (!comes([sheet] { return !sheet->isBusy() && sheet->grid()->words().isEmpty(); }))
            return {};
        Computer::save(*sheet, pictures + QStringLiteral("-done"));
        click(sheet->button());
        if (!canBePressed(settings->recovery()->tryButton()))
            return {};
        Computer::save(*settings, pictures + QStringLiteral("-preferences"));
        settings->reject();
        return words;
    }

    /// Into what asks for it.
    static void typeSheet(account::SheetField *field, const QStringList &words)
    {
        field->clear();
        QTest::keyClicks(field->edit(), words.join(u' '));
    }

    /// On the page that brings back by it.
    static bool openBySheet(Computer &computer, const QStringList &words, const QString &picture)
    {
        auto *page = computer.page<account::SheetPage>();
        if (!page)
            return false;
        typeSheet(page->field(), words);
        computer.picture(picture);
        if (!canBePressed(page->button()))
            return false;
        click(page->button());
        return true;
    }

    /// In the readers' list of the conversation that is open, up to what everybody is told.
    static bool confirmForEverybody(Computer &office)
    {
        auto *numbers = office.dialog<account::SafetyCodeDialog>();
        if (!numbers)
            return false;
        click(numbers->sameButton());
        auto *question = office.dialog<window::ConfirmDialog>();
        if (!question)
            return false;
        Computer::save(*question, QStringLiteral("own-for-everybody"));
        const auto buttons = question->findChildren<QPushButton *>();
        const auto yes = std::ranges::find(buttons, QStringLiteral("Confirm for everybody"), &QPushButton::text);
        if (yes == buttons.end())
            return false;
        click(*yes);
        return true;
    }

    static bool isArchived(Computer &computer)
    {
        session::RecoveryDesk &desk = computer.account().recovery();
        const UtcTime since = SystemClock().utcNow();
        desk.saveNow();
        return comes([&desk, since] {
            const session::ArchiveState archive = desk.archive();
            return archive.waiting == 0 && archive.lastSaved && *archive.lastSaved >= since;
        });
    }

    /// Among those who read the conversation that is open.
    static QModelIndex rowOf(Computer &computer, const QString &name)
    {
        const QAbstractItemModel *model = computer.view()->details()->readers()->tree()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(Qt::DisplayRole).toString().contains(name))
                return model->index(row, 0);
        }
        return {};
    }

    static QString noteOf(Computer &computer, const QString &name)
    {
        return rowOf(computer, name).data(ui::ReadersModel::NoteRole).toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_school.open());
        m_head = enrol("Dr. Petra Lindqvist", people::Role::Administrator);
    }

    void init() { School::watchThreads(); }

    void aSecondComputerIsAddedByANumberAndFourWordsAndTheOldOneTakenOut()
    {
        const Enrolled teacher = enrol("Ada Okafor", people::Role::Staff);
        const Enrolled parent = enrol("Jana Horáková");
        Computer ada(m_school, "ada");
        Computer old(m_school, "jana-old");
        QVERIFY(ada.firstStart(teacher));
        QVERIFY(old.firstStart(parent));
        QVERIFY(talk(old, ada, teacher));

        Computer laptop(m_school, "jana-laptop");
        QVERIFY(laptop.signIn(parent));
        addByNumber(old, laptop, QStringLiteral("own"));
        QVERIFY(laptop.view());

        // It has what was said before, and both go on.
        QVERIFY(seesTheTalk(laptop));
        laptop.picture(QStringLiteral("own-history"));
        QVERIFY(laptop.say(QStringLiteral("from the laptop")));
        QVERIFY(ada.sees(QStringLiteral("from the laptop")));
        QVERIFY(old.sees(QStringLiteral("from the laptop")));

        takeOutTheOther(laptop);
        QVERIFY(old.page<account::SignInPage>());
        QVERIFY(!old.view());
        old.picture(QStringLiteral("own-taken-out"));
        QVERIFY(laptop.say(QStringLiteral("only here now")));
        QVERIFY(ada.sees(QStringLiteral("only here now")));
    }

    void aSheetIsTriedAndBringsBackWhatALostLaptopHadAndTheLaptopIsLockedOut()
    {
        const Enrolled teacher = enrol("Ben Adler", people::Role::Staff);
        const Enrolled parent = enrol("Luis García");
        Computer ben(m_school, "ben");
        Computer lost(m_school, "luis-lost");
        QVERIFY(ben.firstStart(teacher));
        QVERIFY(lost.firstStart(parent));
        QVERIFY(talk(lost, ben, teacher));
        const QStringList words = makeSheet(lost, QStringLiteral("own-sheet"));
        QCOMPARE(words.size(), 24);

        // It is tried, first with a mistake.
        auto *settings = preferences(lost);
        QVERIFY(settings && canBePressed(settings->recovery()->tryButton()));
        click(settings->recovery()->tryButton());
        auto *trying = lost.dialog<account::TrySheetDialog>();
        QVERIFY(trying);
        QStringList wrong = words;
        std::swap(wrong[3], wrong[4]);
        typeSheet(trying->field(), wrong);
        click(trying->button());
        QVERIFY(comes([&] { return !trying->trouble().isEmpty(); }));
        Computer::save(*trying, QStringLiteral("own-sheet-wrong"));
        typeSheet(trying->field(), words);
        QVERIFY(canBePressed(trying->button()));
        click(trying->button());
        QVERIFY(comes([&] { return !trying->isBusy() && trying->field()->isHidden(); }));
        Computer::save(*trying, QStringLiteral("own-sheet-right"));
        click(trying->button());
        settings->reject();

        // The laptop is lost, and goes on in somebody else's hands.
        Computer found(m_school, "luis-new");
        QVERIFY(found.signIn(parent));
        auto *page = found.page<account::LinkPage>();
        QVERIFY(page && canBePressed(page->sheetButton()));
        found.picture(QStringLiteral("own-ways"));
        click(page->sheetButton());
        QVERIFY(openBySheet(found, words, QStringLiteral("own-sheet-typed")) && found.isSignedIn());
        QVERIFY(seesTheTalk(found));
        found.picture(QStringLiteral("own-recovered"));

        takeOutTheOther(found);
        QVERIFY(lost.page<account::SignInPage>());
        QVERIFY(ben.say(QStringLiteral("back again?")));
        QVERIFY(found.sees(QStringLiteral("back again?")));
        QVERIFY(found.say(QStringLiteral("yes, on a new one")));
        QVERIFY(ben.sees(QStringLiteral("yes, on a new one")));
    }

    void whomTheOfficeConfirmsEverybodySeesConfirmed()
    {
        const Enrolled teacher = enrol("Carla Conti", people::Role::Staff);
        const Enrolled parent = enrol("Noor el-Masri");
        const auto desk = openOffice();
        QVERIFY(desk);
        Computer &office = *desk;
        Computer noor(m_school, "noor");
        auto carlas = std::make_unique<Computer>(m_school, "carla");
        QVERIFY(carlas->firstStart(teacher) && noor.firstStart(parent));
        QVERIFY(carlas->writeTo(parent.person) && carlas->say(QStringLiteral("Good morning")));
        QVERIFY(noor.openFirstConversation() && noor.sees(QStringLiteral("Good morning")));
        QVERIFY(noor.say(QStringLiteral("Good morning!")) && carlas->sees(QStringLiteral("Good morning!")));
        carlas->view()->showReaders();
        QVERIFY(comes([&] { return !noteOf(*carlas, QStringLiteral("Noor")).isEmpty(); }));
        QVERIFY(!noteOf(*carlas, QStringLiteral("Noor")).contains(QStringLiteral("confirmed by the school")));

        // Both look at the same numbers, at the school's desk.
        QVERIFY(office.writeTo(parent.person) && office.say(QStringLiteral("Welcome to our school")));
        QVERIFY(comes([&] { return noor.view()->conversations().rowCount() == 2; }));
        QVERIFY(noor.openFirstConversation() && noor.sees(QStringLiteral("Welcome to our school")));
        const auto compare = [](Computer &computer) {
            computer.view()->showReaders();
            window::ReadersView *readers = computer.view()->details()->readers();
            if (canBePressed(readers->checkButton()))
                click(readers->checkButton());
            return computer.dialog<account::SafetyCodeDialog>();
        };
        auto *here = compare(office);
        auto *there = compare(noor);
        QVERIFY(here && there);
        QCOMPARE(here->digits(), there->digits());
        Computer::save(*here, QStringLiteral("own-numbers"));
        there->reject();
        QVERIFY(confirmForEverybody(office));

        // Everybody sees it, without comparing anything: she at her next start, in a minute or two without one.
        const auto isMarked = [](Computer &computer) {
            return comes([&] {
                return noteOf(computer, QStringLiteral("Noor")).contains(QStringLiteral("confirmed by the school"));
            });
        };
        QVERIFY(isMarked(office));
        office.picture(QStringLiteral("own-mark-office"));
        carlas.reset();
        carlas = std::make_unique<Computer>(m_school, "carla");
        QVERIFY(carlas->startAgain() && carlas->openFirstConversation());
        carlas->view()->showReaders();
        QVERIFY(isMarked(*carlas));
        QVERIFY(!carlas->view()->details()->readers()->officeSentence().isEmpty());
        carlas->picture(QStringLiteral("own-mark"));
    }

    void aPasswordStoreThatWasWipedIsNoLossWithTheSheet()
    {
        const Enrolled teacher = enrol("Dana Levi", people::Role::Staff);
        const Enrolled parent = enrol("Mira Novak");
        Computer dana(m_school, "dana");
        auto mira = std::make_unique<Computer>(m_school, "mira");
        QVERIFY(dana.firstStart(teacher) && mira->firstStart(parent));
        QVERIFY(talk(*mira, dana, teacher));
        const QStringList words = makeSheet(*mira, QStringLiteral("own-second"));
        QCOMPARE(words.size(), 24);
        mira.reset();
        QVERIFY(QFile::remove(m_school.profile("mira") + QStringLiteral("/secrets.sealed")));

        mira = std::make_unique<Computer>(m_school, "mira");
        auto *trouble = mira->page<account::TroublePage>();
        QVERIFY(trouble && canBePressed(trouble->sheetButton()));
        mira->picture(QStringLiteral("own-key-lost"));
        click(trouble->sheetButton());
        QVERIFY(openBySheet(*mira, words, QStringLiteral("own-sheet-opens")));
        QVERIFY(mira->firstStart(parent)); // another passphrase, and the sign-in, which lay beside the key
        QVERIFY(seesTheTalk(*mira));
        QVERIFY(mira->say(QStringLiteral("all is here")));
        QVERIFY(dana.sees(QStringLiteral("all is here")));
    }

    void anImageOfTheDiskSaysThatItIsOldAndGetsWhatItMissed()
    {
        const Enrolled teacher = enrol("Elif Demir", people::Role::Staff);
        const Enrolled parent = enrol("Tomas Berg");
        Computer elif (m_school, "elif");
        auto tomas = std::make_unique<Computer>(m_school, "tomas");
        QVERIFY(elif.firstStart(teacher) && tomas->firstStart(parent));
        QVERIFY(talk(*tomas, elif, teacher));
        QVERIFY(isArchived(*tomas)); // a computer that has kept nothing yet knows no key of what is kept
        tomas.reset();
        const QDir profile(m_school.profile("tomas"));
        const QDir image(m_school.profile("image"));
        QVERIFY(QDir().mkpath(image.path()));
        for (const QString &file : profile.entryList({ QStringLiteral("store.sqlite*") }, QDir::Files))
            QVERIFY(QFile::copy(profile.filePath(file), image.filePath(file)));

        tomas = std::make_unique<Computer>(m_school, "tomas");
        QVERIFY(tomas->startAgain() && tomas->openFirstConversation());
        QVERIFY(tomas->say(QStringLiteral("said since by himself")));
        QVERIFY(elif.sees(QStringLiteral("said since by himself")));
        QVERIFY(elif.say(QStringLiteral("said since by the teacher")));
        QVERIFY(tomas->sees(QStringLiteral("said since by the teacher")));
        QVERIFY(isArchived(*tomas));
        tomas.reset();
        for (const QString &file : profile.entryList({ QStringLiteral("store.sqlite*") }, QDir::Files))
            QVERIFY(QFile::remove(profile.filePath(file)));
        for (const QString &file : image.entryList(QDir::Files))
            QVERIFY(QFile::copy(image.filePath(file), profile.filePath(file)));

        tomas = std::make_unique<Computer>(m_school, "tomas");
        QVERIFY(tomas->startAgain());
        auto *told = tomas->dialog<window::ConfirmDialog>();
        QVERIFY(told);
        Computer::save(*told, QStringLiteral("own-older"));
        told->reject();
        QVERIFY(seesTheTalk(*tomas));
        QVERIFY(tomas->sees(QStringLiteral("said since by himself")));
        QVERIFY(tomas->sees(QStringLiteral("said since by the teacher")));
        tomas->picture(QStringLiteral("own-image"));
        QVERIFY(tomas->say(QStringLiteral("and on")));
        QVERIFY(elif.sees(QStringLiteral("and on")));
    }

    void whoLostEverythingIsConfirmedByTheOfficeAndReadsTheClassAgain()
    {
        const Enrolled teacher = enrol("Farid Haddad", people::Role::Staff);
        const Enrolled parent = enrol("Greta Olsen");
        const auto desk = openOffice();
        QVERIFY(desk);
        Computer &office = *desk;
        Computer farid(m_school, "farid");
        auto lost = std::make_unique<Computer>(m_school, "greta-lost");
        QVERIFY(farid.firstStart(teacher) && lost->firstStart(parent));
        const auto made = farid.account().session()->createGroup(
            QStringLiteral("Museum trip"), { parent.person.id, m_head.person.id });
        QVERIFY(comes([&] { return made.isFinished(); }) && made.result());
        for (Computer *each : { &office, &farid, lost.get() })
            QVERIFY(each->open(*made.result()));
        QVERIFY(farid.say(QStringLiteral("Please bring the form")));
        QVERIFY(lost->sees(QStringLiteral("Please bring the form")));
        QVERIFY(lost->say(QStringLiteral("It is signed")));
        for (Computer *each : { &office, &farid })
            QVERIFY(each->sees(QStringLiteral("It is signed")));
        lost.reset();
        QVERIFY(QDir(m_school.profile("greta-lost")).removeRecursively());

        // No computer, no sheet: she begins anew, and nobody takes that for her without a look.
        Computer greta(m_school, "greta-new");
        QVERIFY(greta.signIn(parent));
        auto *page = greta.page<account::LinkPage>();
        QVERIFY(page && canBePressed(page->noneLeftButton()));
        click(page->noneLeftButton());
        greta.picture(QStringLiteral("own-none-left"));
        click(page->noneLeftButton());
        QVERIFY(greta.isSignedIn() && greta.open(*made.result()));
        const auto waits = [](Computer &computer) { return computer.view()->pane()->doubt()->isVisible(); };
        QVERIFY(comes([&] { return waits(farid) && waits(office); }));
        farid.picture(QStringLiteral("own-doubt"));
        greta.picture(QStringLiteral("own-nothing-yet"));
        QVERIFY(!greta.shown(QStringLiteral("Please bring the form")));

        // The office sees her, and says so.
        office.view()->showReaders();
        window::ReadersView *readers = office.view()->details()->readers();
        QVERIFY(comes([&] { return readers->confirmButton(parent.person.id) != nullptr; }));
        office.picture(QStringLiteral("own-doubt-office"));
        readers->tree()->setCurrentIndex(rowOf(office, QStringLiteral("Greta")));
        QVERIFY(canBePressed(readers->checkButton()));
        click(readers->checkButton());
        QVERIFY(confirmForEverybody(office));
        for (const char *text : { "Please bring the form", "It is signed" })
            QVERIFY(comes([&] { return greta.shown(QString::fromLatin1(text)).has_value(); }, 4 * kPatience));
        greta.picture(QStringLiteral("own-readable-again"));
        QVERIFY(comes([&] { return !waits(farid); }, 4 * kPatience));
        farid.view()->showReaders();
        QVERIFY(comes([&] {
            return noteOf(farid, QStringLiteral("Greta")).contains(QStringLiteral("confirmed by the school"));
        }));
        farid.picture(QStringLiteral("own-mark-for-all"));
        QVERIFY(farid.say(QStringLiteral("Welcome back")));
        QVERIFY(greta.sees(QStringLiteral("Welcome back")));
    }
};

QTEST_MAIN(TestOwnWindows)
#include "tst_ownwindows.moc"
