// SPDX-License-Identifier: GPL-3.0-or-later
// Checking that somebody is who they seem: what is shown, and what each picture that may be read leads to.

#include "tests/support/scriptedcamera/scriptedcamera.h"
#include "ui/account/picturedialog.h"
#include "ui/account/safetycodedialog.h"
#include "ui/pictures/codereader.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using account::SafetyCodeDialog;
using identity::SafetyCode;
using identity::SafetyParty;

namespace {

SafetyParty me()
{
    return { UserId { Uuid { { 1 } } }, { 2 } };
}

SafetyParty fatima(std::uint8_t key = 4)
{
    return { UserId { Uuid { { 3 } } }, { key } };
}

session::SafetyView shown()
{
    people::Person person;
    person.name = QStringLiteral("Fatima");
    return { person, SafetyCode(me(), fatima()), false };
}

std::unique_ptr<pictures::Camera> noCamera()
{
    auto camera = std::make_unique<support::ScriptedCamera>();
    camera->trouble = pictures::CameraTrouble::NoCamera;
    return camera;
}

} // namespace

class tst_SafetyCodeDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void init()
    {
        m_theme.setTextZoom(1.0);
        m_dialog = new SafetyCodeDialog(shown(), m_theme, nullptr, noCamera);
        m_confirmed = std::make_unique<QSignalSpy>(m_dialog.data(), &SafetyCodeDialog::confirmed);
        m_dialog->show();
    }

    void cleanup() { delete m_dialog.data(); }

    void theNumbersStandInFourLinesFromLeftToRight()
    {
        QVERIFY(m_dialog->windowTitle().contains(QStringLiteral("Fatima")));
        QCOMPARE(m_dialog->digits().count(u'\n'), 3);
        QCOMPARE(QString(m_dialog->digits()).remove(u'\n').remove(u' '), shown().code.digits());
        QApplication::setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(m_dialog->digitsLabel()->layoutDirection(), Qt::LeftToRight);
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QVERIFY(m_dialog->digitsLabel()->textInteractionFlags() & Qt::TextSelectableByKeyboard);
        QCOMPARE(m_dialog->digitsLabel()->accessibleName(), shown().code.groups().join(u' '));
    }

    void whatIsHigherThanTheScreenScrollsAboveTheButtons()
    {
        m_theme.setTextZoom(2.0);
        m_dialog->differButton()->click();
        QVERIFY(m_dialog->height() <= m_dialog->screen()->availableGeometry().height());
        const QPushButton *button = m_dialog->differButton();
        const QPoint below = button->mapTo(m_dialog.data(), QPoint(0, button->height()));
        QVERIFY(m_dialog->rect().contains(below));
        // The end of what was told is seen, where the scrolled part ends.
        const auto *told = m_dialog->outcomeLabel();
        QVERIFY(!told->visibleRegion().isEmpty());
        QCOMPARE(told->visibleRegion().boundingRect().bottom(), told->rect().bottom());
        QVERIFY(m_dialog->width() >= m_dialog->picture().width() + m_dialog->digitsLabel()->sizeHint().width());
    }

    void theNumbersAreCopied()
    {
        m_dialog->copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), shown().code.groups().join(u' '));
    }

    void thePictureIsWhatTheOtherSideReads()
    {
        const auto read = pictures::readCode(m_dialog->grab().toImage());
        QVERIFY(read);
        QCOMPARE(SafetyCode(fatima(), me()).check(*read), identity::SafetyCheck::Match);
        QVERIFY(!m_dialog->picture().accessibleName().isEmpty());
    }

    void whoComparedSaysSo()
    {
        QCOMPARE(m_confirmed->size(), 0);
        m_dialog->sameButton()->click();
        QCOMPARE(m_confirmed->size(), 1);
        QVERIFY(!m_dialog->isVisible());
    }

    void whoOnlyPressesEnterHasComparedNothing()
    {
        m_dialog->activateWindow();
        QTRY_VERIFY(m_dialog->isActiveWindow());
        QTest::keyClick(m_dialog.data(), Qt::Key_Return);
        QCOMPARE(m_confirmed->size(), 0);
        QVERIFY(m_dialog->isVisible());
        m_dialog->takePicture(SafetyCode(fatima(), me()).picture());
        QTest::keyClick(m_dialog.data(), Qt::Key_Return);
        QCOMPARE(m_confirmed->size(), 1);
    }

    void whoSaysThatTheyDifferIsToldWhatToDoAndConfirmsNothing()
    {
        m_dialog->differButton()->click();
        QVERIFY(m_dialog->outcome().contains(QStringLiteral("tell the school")));
        QVERIFY(!m_dialog->sameButton()->isEnabled());
        m_dialog->reject();
        QCOMPARE(m_confirmed->size(), 0);
    }

    void everyPictureHasItsOutcome_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("mayConfirm");
        const SafetyParty other { UserId { Uuid { { 9 } } }, {} };
        QTest::newRow("same") << SafetyCode(fatima(), me()).picture() << QStringLiteral("It is really") << true;
        QTest::newRow("not the same") << SafetyCode(fatima(5), me()).picture() << QStringLiteral("Not the same")
                                      << false;
        QTest::newRow("one's own") << shown().code.picture() << QStringLiteral("not your own") << true;
        QTest::newRow("another's") << SafetyCode(other, me()).picture() << QStringLiteral("is not of your conversation")
                                   << true;
        QTest::newRow("another kind") << QStringLiteral("https://example.org") << QStringLiteral("another kind")
                                      << true;
        QTest::newRow("newer") << QStringLiteral("PCSAFE2.x") << QStringLiteral("newer ParentConnect") << true;
    }

    void everyPictureHasItsOutcome()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        QFETCH(bool, mayConfirm);
        m_dialog->readButton()->click();
        auto *reading = m_dialog->findChild<account::PictureDialog *>();
        QVERIFY(reading);
        reading->take(pictures::QrCode::of(text)->image(4));
        QTRY_VERIFY2(m_dialog->outcome().contains(says), qPrintable(m_dialog->outcome()));
        QVERIFY(m_dialog->outcome().contains(QStringLiteral("Fatima")));
        QCOMPARE(m_dialog->sameButton()->isEnabled(), mayConfirm);
        QCOMPARE(m_confirmed->size(), 0); // the person says so, not the picture
    }

    void aNameIsTextAndNothingElse()
    {
        auto view = shown();
        view.person.name = QStringLiteral("<b>Mallory</b>\n& co");
        SafetyCodeDialog dialog(view, m_theme, nullptr, noCamera);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(dialog.windowTitle().contains(QStringLiteral("<b>Mallory</b> & co")));
    }

    void whoComparedBeforeIsToldSo()
    {
        auto view = shown();
        view.isConfirmed = true;
        SafetyCodeDialog dialog(view, m_theme, nullptr, noCamera);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(dialog.outcome().contains(QStringLiteral("before")));
    }

private:
    style::Theme m_theme;
    QPointer<SafetyCodeDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_confirmed;
};

QTEST_MAIN(tst_SafetyCodeDialog)
#include "tst_safetycodedialog.moc"
