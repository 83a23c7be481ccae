// SPDX-License-Identifier: GPL-3.0-or-later
// Adding a computer, on both screens: what is shown, what is asked for, and that nothing happens before a person said so.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/scriptedcamera/scriptedcamera.h"
#include "ui/account/accountflow.h"
#include "ui/account/devicesdialog.h"
#include "ui/account/linkdialog.h"
#include "ui/account/linkpage.h"
#include "ui/account/picturedialog.h"
#include "ui/pictures/codereader.h"

#include <QTest>

using namespace pc;
using session::AccountState;
using session::LinkOffer;

namespace {

const QStringList kWords { QStringLiteral("apple"), QStringLiteral("boat"), QStringLiteral("cat"),
    QStringLiteral("door") };

LinkOffer offer(const QStringList &words = {})
{
    return { QStringLiteral("123456789"), QStringLiteral("picture"), words, false };
}

std::unique_ptr<pictures::Camera> noCamera()
{
    auto camera = std::make_unique<support::ScriptedCamera>();
    camera->trouble = pictures::CameraTrouble::NoCamera;
    return camera;
}

} // namespace

class tst_AddingComputers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void aNewComputerShowsItsNumberInThrees()
    {
        support::FakeAccount account;
        account.devices().show(offer());
        FakeClock clock;
        account::AccountFlow flow(account, clock, {}, m_theme);
        account.enter(AccountState::NeedsLink);
        auto *page = qobject_cast<account::LinkPage *>(flow.page());
        QVERIFY(page);
        QCOMPARE(page->shown().simplified(), QStringLiteral("123 456 789"));
        QVERIFY(page->sameButton()->isHidden());

        LinkOffer next = offer();
        next.code = QStringLiteral("987654321");
        account.devices().show(next);
        QCOMPARE(page->shown().simplified(), QStringLiteral("987 654 321"));
    }

    void itShowsTheSameAsAPictureUntilThereAreWords()
    {
        support::FakeAccount account;
        account.devices().show(offer());
        account::LinkPage page(account, m_theme);
        page.resize(400, 800);
        page.setVisible(true);
        QCOMPARE(page.picture().text(), QStringLiteral("picture"));
        QVERIFY(!page.picture().accessibleName().isEmpty());
        QCOMPARE(pictures::readCode(page.grab().toImage()), QStringLiteral("picture"));
        LinkOffer next = offer();
        next.picture = QStringLiteral("another");
        account.devices().show(next);
        QCOMPARE(pictures::readCode(page.grab().toImage()), QStringLiteral("another"));
        page.noneLeftButton()->click();
        QVERIFY(!page.picture().isVisible());
        page.stopButton()->click(); // back
        QVERIFY(page.picture().isVisible());
        account.devices().show(offer(kWords));
        QVERIFY(page.picture().sizeHint().isEmpty());
        QVERIFY(!pictures::readCode(page.grab().toImage()));
    }

    void itAsksWhetherTheWordsAreTheSame()
    {
        support::FakeAccount account;
        account.devices().show(offer());
        account::LinkPage page(account, m_theme);
        account.devices().show(offer(kWords));
        QCOMPARE(page.shown(), QStringLiteral("apple  boat\ncat  door"));
        QVERIFY(!page.sameButton()->isHidden());
        QVERIFY(page.noneLeftButton()->isHidden());
        QCOMPARE(account.devices().confirms, 0);
        page.sameButton()->click();
        QCOMPARE(account.devices().confirms, 1);
        QVERIFY(!page.sameButton()->isEnabled());
        page.stopButton()->click();
        QCOMPARE(account.devices().offerDeclines, 1);
    }

    void beginningAnewIsAskedTwice()
    {
        support::FakeAccount account;
        account.devices().show(offer());
        account::LinkPage page(account, m_theme);
        page.noneLeftButton()->click();
        page.stopButton()->click(); // back
        QCOMPARE(account.devices().offerDeclines, 0);
        QCOMPARE(page.shown().simplified(), QStringLiteral("123 456 789"));
        page.noneLeftButton()->click();
        QCOMPARE(account.devices().begunAnew, 0);
        account.devices().show(offer()); // another number does not take the question away
        page.noneLeftButton()->click();
        QCOMPARE(account.devices().begunAnew, 1);
    }

    void theOldComputerLooksComparesAndAdds()
    {
        support::FakeDeviceDesk desk;
        desk.candidate = { QStringLiteral("Küche"), kWords };
        auto *dialog = new account::LinkDialog(desk, m_theme);
        dialog->show();
        QVERIFY(!dialog->button()->isEnabled());
        dialog->field()->setText(QStringLiteral("123 456 789"));
        dialog->button()->click();
        QTRY_VERIFY(!dialog->words().isEmpty());
        QCOMPARE(desk.looked, std::vector { QStringLiteral("123 456 789") });
        QCOMPARE(dialog->words(), QStringLiteral("apple  boat\ncat  door"));
        QVERIFY(dialog->text().contains(QStringLiteral("Küche")));
        QCOMPARE(desk.links, 0);
        QTRY_VERIFY(dialog->button()->isEnabled());
        dialog->button()->click();
        QCOMPARE(desk.links, 1);
        QTRY_VERIFY(dialog->button()->isEnabled());
        dialog->button()->click();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(desk.declines, 0);
    }

    void theOldComputerReadsThePictureInstead()
    {
        support::FakeDeviceDesk desk;
        desk.candidate = { QStringLiteral("Küche"), kWords };
        auto *dialog = new account::LinkDialog(desk, m_theme, nullptr, noCamera);
        dialog->show();
        dialog->readButton()->click();
        auto *reading = dialog->findChild<account::PictureDialog *>();
        QVERIFY(reading);
        QVERIFY(desk.looked.empty());
        reading->take(pictures::QrCode::of(QStringLiteral("PCLINK1.123456789.x"))->image(4));
        QTRY_VERIFY(!dialog->words().isEmpty());
        QVERIFY(!reading->isVisible());
        QCOMPARE(desk.looked, std::vector { QStringLiteral("PCLINK1.123456789.x") });
        QVERIFY(!dialog->readButton()->isVisible());
        QCOMPARE(desk.links, 0); // the words are asked for all the same
        dialog->cancelButton()->click();
        QCOMPARE(desk.declines, 1);
    }

    void everyRefusalOfAPictureSaysWhatToDo_data()
    {
        QTest::addColumn<Errc>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("another") << Errc::Invalid << QStringLiteral("another kind of picture");
        QTest::newRow("nobody") << Errc::NotFound << QStringLiteral("read it again");
        QTest::newRow("somebody between") << Errc::Corrupt << QStringLiteral("shows the picture. Nothing was given");
        QTest::newRow("not the picture's") << Errc::Conflict << QStringLiteral("shows the picture. Nothing was given");
        QTest::newRow("no network") << Errc::Network << QStringLiteral("network");
    }

    void everyRefusalOfAPictureSaysWhatToDo()
    {
        QFETCH(Errc, code);
        QFETCH(QString, says);
        support::FakeDeviceDesk desk;
        desk.failure = code;
        auto *dialog = new account::LinkDialog(desk, m_theme, nullptr, noCamera);
        dialog->show();
        dialog->readButton()->click();
        dialog->findChild<account::PictureDialog *>()->take(pictures::QrCode::of(QStringLiteral("x"))->image(4));
        QTRY_VERIFY(!dialog->trouble().isEmpty());
        QVERIFY2(dialog->trouble().contains(says), qPrintable(dialog->trouble()));
        QVERIFY(dialog->readButton()->isEnabled());
        dialog->cancelButton()->click();
    }

    void whoSaysNoGivesNothing()
    {
        support::FakeDeviceDesk desk;
        desk.candidate = { QStringLiteral("Küche"), kWords };
        auto *dialog = new account::LinkDialog(desk, m_theme);
        dialog->show();
        dialog->field()->setText(QStringLiteral("123456789"));
        dialog->button()->click();
        QTRY_VERIFY(!dialog->words().isEmpty());
        dialog->cancelButton()->click();
        QCOMPARE(desk.links, 0);
        QCOMPARE(desk.declines, 1);
    }

    void everyRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<Errc>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("no digits") << Errc::Invalid << QStringLiteral("nine digits");
        QTest::newRow("nobody") << Errc::NotFound << QStringLiteral("every minute");
        QTest::newRow("somebody between") << Errc::Corrupt << QStringLiteral("Nothing was given");
        QTest::newRow("not the picture's") << Errc::Conflict << QStringLiteral("Nothing was given");
        QTest::newRow("silent") << Errc::Timeout << QStringLiteral("did not answer");
        QTest::newRow("no network") << Errc::Network << QStringLiteral("network");
    }

    void everyRefusalSaysWhatToDo()
    {
        QFETCH(Errc, code);
        QFETCH(QString, says);
        support::FakeDeviceDesk desk;
        desk.failure = code;
        auto *dialog = new account::LinkDialog(desk, m_theme);
        dialog->show();
        dialog->field()->setText(QStringLiteral("123456789"));
        dialog->button()->click();
        QTRY_VERIFY(!dialog->trouble().isEmpty());
        QVERIFY2(dialog->trouble().contains(says), qPrintable(dialog->trouble()));
        QCOMPARE(dialog->field()->text(), QStringLiteral("123456789")); // nothing typed is lost
        QVERIFY(dialog->button()->isEnabled());
        dialog->cancelButton()->click();
    }

    // ---- One's own

    void onesComputersAreShownWithWhenTheyWereLastHere()
    {
        support::FakeDeviceDesk desk;
        desk.devices = computers();
        account::DevicesDialog dialog(desk, m_theme);
        QTRY_COMPARE(dialog.rows().size(), 3U);
        QCOMPARE(dialog.rows()[0]->state(), QStringLiteral("This computer"));
        QVERIFY(dialog.rows()[0]->removeButton()->isHidden());
        QVERIFY(dialog.rows()[1]->state().startsWith(QStringLiteral("Last here:")));
        QVERIFY(dialog.rows()[2]->state().contains(QStringLiteral("not added")));
        QVERIFY(dialog.rows()[2]->renameButton()->isHidden());
        QVERIFY(dialog.note().isEmpty());
    }

    void anotherNameIsAskedForInPlace()
    {
        support::FakeDeviceDesk desk;
        desk.devices = computers();
        account::DevicesDialog dialog(desk, m_theme);
        QTRY_COMPARE(dialog.rows().size(), 3U);
        account::DeviceRow *row = dialog.rows()[1];
        row->renameButton()->click();
        QCOMPARE(row->field()->text(), QStringLiteral("Kitchen"));
        row->renameButton()->click(); // the same name is no other one
        QVERIFY(desk.renamed.empty());
        row->renameButton()->click();
        row->field()->setText(QStringLiteral("  Living room "));
        row->renameButton()->click();
        QVERIFY(desk.renamed == (std::vector { std::pair { desk.devices[1].id, QStringLiteral("Living room") } }));
        QTRY_COMPARE(desk.lists, 2); // what is shown is what the server then says
    }

    void removingIsAskedTwiceAndARefusalIsTold()
    {
        support::FakeDeviceDesk desk;
        desk.devices = computers();
        account::DevicesDialog dialog(desk, m_theme);
        QTRY_COMPARE(dialog.rows().size(), 3U);
        dialog.rows()[1]->removeButton()->click();
        QVERIFY(desk.removed.empty());
        QVERIFY(dialog.rows()[1]->state().contains(QStringLiteral("signed out at once")));
        dialog.rows()[1]->removeButton()->click();
        QVERIFY(desk.removed == std::vector { desk.devices[1].id });
        QTRY_COMPARE(desk.lists, 2);
        QTRY_COMPARE(dialog.rows().size(), 3U);
        desk.failure = Errc::Corrupt;
        dialog.rows()[1]->removeButton()->click();
        dialog.rows()[1]->removeButton()->click();
        QTRY_VERIFY(dialog.note().contains(QStringLiteral("Nothing was changed")));
    }

private:
    static std::vector<session::OwnDevice> computers()
    {
        const auto id = [](quint8 n) { return DeviceId { Uuid { { n } } }; };
        const UtcTime seen = utcFromMilliseconds(1'795'000'000'000);
        return { { id(1), QStringLiteral("Laptop"), {}, seen, seen, true, true },
            { id(2), QStringLiteral("Kitchen"), {}, seen, seen, false, true },
            { id(3), QStringLiteral("stranger"), {}, seen, seen, false, false } };
    }

    style::Theme m_theme;
};

QTEST_MAIN(tst_AddingComputers)
#include "tst_addingcomputers.moc"
