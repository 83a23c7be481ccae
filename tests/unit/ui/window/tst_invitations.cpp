// SPDX-License-Identifier: GPL-3.0-or-later
// Invitations by letter, as an administrator writes, prints and withdraws them, and as whoever has one joins: what is asked and said, and
// the pictures of it.

#include "ui/account/invitedialog.h"
#include "ui/account/invitelink.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/signinpage.h"
#include "ui/pictures/codereader.h"
#include "ui/style/plainlabel.h"
#include "ui/window/dialogs.h"

#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include "screenstage.h"

using namespace pc;
using namespace pc::session;
using account::InviteDialog;
using account::Invitee;

namespace {

const account::SheetOwner kWriter { QStringLiteral("Olga Okonkwo"), QStringLiteral("Lakeside School") };

Invitation invitation(InvitationState state, quint8 number)
{
    Invitation one;
    one.id = identity::LetterId { Uuid { { 0x2e, number } } };
    one.person = { UserId { Uuid { { 0x2f, number } } }, {}, QStringLiteral("Jana Horáková"), people::Role::Guardian,
        QStringLiteral("Mother of Mateo, 3B") };
    one.written = utcFromMilliseconds(1'795'000'000'000);
    one.expires = utcFromMilliseconds(1'797'500'000'000);
    one.state = state;
    one.relay = QUrl(QStringLiteral("https://chat.lakeside.example"));
    one.code = QStringLiteral("kX7h2PqLw9ZrT4vNc8JmYg");
    one.letter = QStringLiteral("AWJ3c1Qy0Hk5sXoZr8LtVg7nEw2PqD4uKb9TmFjR6yCz");
    return one;
}

} // namespace

class tst_Invitations : public QObject, private ScreenStage
{
    Q_OBJECT

private Q_SLOTS:
    void init() { show(school(), { .size = { 1000, 800 } }); }

    void aListIsReadLineByLine()
    {
        const auto read = account::inviteesIn(
            QStringLiteral("Jana Horáková; Mother of Mateo\n\n  Luis \tFather of Lucía\tmore\n;nobody\nAda"));
        const std::vector<Invitee> wanted { { QStringLiteral("Jana Horáková"), QStringLiteral("Mother of Mateo") },
            { QStringLiteral("Luis"), QStringLiteral("Father of Lucía") }, { QStringLiteral("Ada"), {} } };
        QCOMPARE(read, wanted);
        QVERIFY(account::inviteesIn(QString(101, u'n')).empty());
        QCOMPARE(int(account::inviteesIn(QStringLiteral("n\n").repeated(500)).size()), account::kMostInvitees);
    }

    void aWholeClassIsInvitedWithOneButton()
    {
        auto *dialog = openDialog();
        QVERIFY(!dialog->writeButton()->isEnabled());
        dialog->names()->setPlainText(QStringLiteral("Jana Horáková; Mother of Mateo\nLuis"));
        QVERIFY(dialog->writeButton()->text().contains(u'2'));
        dialog->validity()->setCurrentIndex(0);
        dialog->writeButton()->click();
        QTRY_COMPARE(dialog->rows().size(), size_t(2));
        const std::vector<InvitationRequest> asked { { QStringLiteral("Jana Horáková"), people::Role::Guardian,
                                                         QStringLiteral("Mother of Mateo"), 14 },
            { QStringLiteral("Luis"), people::Role::Guardian, {}, 14 } };
        QCOMPARE(session().invited(), asked);
        QVERIFY(dialog->names()->toPlainText().isEmpty());
        QVERIFY(dialog->printButton()->isVisible() && dialog->saveButton()->isVisible());

        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("letters.pdf"));
        dialog->saveAs(path);
        QVERIFY(QFileInfo(path).size() > 0);
        QVERIFY(!(QFileInfo(path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        QVERIFY(dialog->note().contains(QStringLiteral("letters.pdf")));
        dialog->saveAs(folder.filePath(QStringLiteral("no such folder/letters.pdf")));
        QVERIFY(!dialog->note().contains(QStringLiteral("letters.pdf")));
    }

    void aLetterIsWithdrawnOnceItWasAskedForTwice()
    {
        session().setInvitations({ invitation(InvitationState::Open, 1) });
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->rows().size(), size_t(1));
        account::InviteRow *row = dialog->rows().front();
        QVERIFY(row->printButton()->isVisible());
        row->withdrawButton()->click();
        QVERIFY(row->state().contains(QStringLiteral("Nobody can join")));
        QCOMPARE(dialog->rows().size(), size_t(1));
        row->withdrawButton()->click();
        QTRY_VERIFY(dialog->rows().empty());
    }

    void howALetterStandsIsSaid()
    {
        session().setInvitations({ invitation(InvitationState::Open, 1), invitation(InvitationState::Confirming, 2),
            invitation(InvitationState::Expired, 3), invitation(InvitationState::Refused, 4),
            invitation(InvitationState::Unreadable, 5) });
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->rows().size(), size_t(5));
        QVERIFY(dialog->rows()[1]->state().contains(QStringLiteral("being confirmed")));
        QVERIFY(dialog->rows()[3]->state().contains(QStringLiteral("not confirmed")));
        for (size_t i = 1; i < 5; ++i)
            QVERIFY(!dialog->rows()[i]->printButton()->isVisible());
        QVERIFY(!dialog->rows()[4]->name().contains(QStringLiteral("Jana")));
    }

    void onlyAdministratorsFindIt()
    {
        Q_EMIT m_window->sessionView()->preferencesRequested();
        auto *preferences = m_window->findChild<account::PreferencesDialog *>();
        QVERIFY(preferences && !preferences->inviteButton());
        preferences->close();
        become(people::Role::Administrator);
        Q_EMIT m_window->sessionView()->preferencesRequested();
        QTRY_VERIFY(openPreferences());
        QVERIFY(openPreferences()->inviteButton());
        openPreferences()->inviteButton()->click();
        QVERIFY(openPreferences()->findChild<InviteDialog *>());
    }

    void whoCameWithoutTheLetterIsTold()
    {
        Q_EMIT session().invitationRefused(invitation(InvitationState::Refused, 1).person);
        window::ConfirmDialog *told = nullptr;
        QTRY_VERIFY((told = m_window->findChild<window::ConfirmDialog *>()));
        QVERIFY(told->isVisible());
        QString said;
        for (const auto *label : told->findChildren<style::PlainLabel *>())
            said += label->wholeText();
        QVERIFY(said.contains(QStringLiteral("Jana Horáková")) && said.contains(QStringLiteral("not confirmed")));
    }

    void whoJoinsByALinkBringsTheLetterWithItsCodeAlone()
    {
        support::FakeAccount account;
        account::SignInPage page(account, m_theme);
        page.address()->setText(account::letterLink(invitation(InvitationState::Open, 1)));
        QVERIFY(page.joins());
        QCOMPARE(page.code()->text(), invitation(InvitationState::Open, 1).code);
        page.userName()->setText(QStringLiteral("jana"));
        page.password()->setText(QStringLiteral("a long password"));
        page.button()->click();
        QTRY_COMPARE(account.joined().has_value(), true);
        QCOMPARE(account.joined()->letter, invitation(InvitationState::Open, 1).letter);
        account::SignInPage other(account, m_theme);
        other.takeLink(*account::parseInviteLink(account::letterLink(invitation(InvitationState::Open, 1))));
        other.code()->setText(QStringLiteral("anotherCodeOfTheSchool"));
        other.userName()->setText(QStringLiteral("jana"));
        other.password()->setText(QStringLiteral("a long password"));
        other.button()->click();
        QTRY_VERIFY(account.joined()->letter.isEmpty());
        QCOMPARE(account.joined()->invite, QStringLiteral("anotherCodeOfTheSchool"));
    }

    void windows_data()
    {
        QTest::addColumn<Screen>("screen");
        QTest::addColumn<QString>("language");
        QTest::newRow("light") << Screen { .size = { 1000, 800 } } << QStringLiteral("en");
        QTest::newRow("dark-rtl") << Screen { .size = { 1000, 800 }, .theme = style::ThemeChoice::Dark }
                                  << QStringLiteral("ar");
        QTest::newRow("narrow-es") << Screen { .size = { 360, 640 } } << QStringLiteral("es");
    }

    void windows()
    {
        QFETCH(const Screen, screen);
        QFETCH(const QString, language);
        dress(screen, language);
        show(language == QStringLiteral("ar") ? support::sampleSchoolArabic(m_clock) : school(), screen);
        session().setInvitations({ invitation(InvitationState::Open, 1), invitation(InvitationState::Refused, 4) });
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->rows().size(), size_t(2));
        const QByteArray tag = QTest::currentDataTag();
        grab(*dialog, "invite-empty-" + tag);
        verifyNothingIsCut(*dialog);
        dialog->names()->setPlainText(QStringLiteral("Jana Horáková; Mother of Mateo\nLuis García; Father of Lucía"));
        dialog->writeButton()->click();
        QTRY_COMPARE(dialog->rows().size(), size_t(4));
        grab(*dialog, "invite-written-" + tag);
        verifyNothingIsCut(*dialog);
        undress(language);
    }

    void paper_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : { "en", "es", "ar" })
            QTest::addRow("%s", language) << QString::fromLatin1(language);
    }

    // Nothing is pushed off the page, and a camera reads the link from it.
    void paper()
    {
        QFETCH(const QString, language);
        dress({ .size = { 800, 600 } }, language);
        const account::LetterPaper letter { invitation(InvitationState::Open, 1), kWriter.school, kWriter.person };
        constexpr int kDpi = 144;
        constexpr int kMargin = 112;
        const QSize size = account::usualPageSize().sizePixels(kDpi);
        QImage page(size, QImage::Format_RGB32);
        page.fill(Qt::white);
        {
            QPainter painter(&page);
            account::paintLetter(
                painter, QRectF(QPointF(), size).adjusted(kMargin, kMargin, -kMargin, -kMargin), kDpi, letter);
        }
        QVERIFY(page.save(QStringLiteral(PC_SCREENS_DIR "/letter-paper-%1.png").arg(language)));
        for (int x = 0; x < size.width(); ++x) {
            for (int y = size.height() - kMargin; y < size.height(); ++y)
                QVERIFY(qGray(page.pixel(x, y)) > 200);
        }
        QCOMPARE(pictures::readCode(page), std::optional(account::letterLink(letter.invitation)));
        undress(language);
    }

private:
    void dress(const Screen &screen, const QString &language)
    {
        if (language != QStringLiteral("en"))
            speak(language);
        m_theme.setChoice(screen.theme);
        m_theme.setTextZoom(screen.zoom);
    }

    void undress(const QString &language)
    {
        m_window.reset();
        if (language != QStringLiteral("en"))
            unspeak();
        m_theme.setChoice(style::ThemeChoice::Light);
        m_theme.setTextZoom(1);
    }

    support::FakeSession &session() { return *m_school.session; }

    void become(people::Role role)
    {
        Self self = session().selfNow();
        self.person.role = role;
        session().setSelf(self);
        QVERIFY(QTest::qWaitFor([this, role] { return m_window->sessionView()->self().person.role == role; }));
    }

    account::PreferencesDialog *openPreferences()
    {
        for (auto *dialog : m_window->findChildren<account::PreferencesDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

    InviteDialog *openDialog()
    {
        auto *dialog = new InviteDialog(session(), kWriter, m_theme, m_window.get());
        dialog->open();
        return dialog;
    }
};

int main(int argc, char *argv[])
{
    return runScreens<tst_Invitations>(argc, argv);
}
#include "tst_invitations.moc"
