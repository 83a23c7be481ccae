// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the main window as in the pictures of its design, into build/<preset>/screens, and checks what a machine can
// see of it. Look at the files too.

#include <QAbstractButton>
#include <QPainter>
#include <QScrollBar>

#include "screenstage.h"

using namespace pc;

class tst_Screens : public QObject, private ScreenStage
{
    Q_OBJECT

private Q_SLOTS:
    void wideLight()
    {
        show(school(), { .size = { 1280, 800 } });
        m_window->sessionView()->pane()->composer()->field()->clearFocus();
        save("wide-light");
        QVERIFY(!m_window->sessionView()->isNarrow());
        QVERIFY(m_window->sessionView()->pane()->strip()->isHidden());
    }

    void wideDarkOffline()
    {
        auto made = school();
        made.session->type(made.class3b, {});
        made.session->setLinkStatus({ session::LinkState::Offline, 0, 2, Errc::Network });
        show(std::move(made), { .size = { 1280, 800 }, .theme = style::ThemeChoice::Dark });
        save("wide-dark-offline");
        QCOMPARE(m_window->sessionView()->pane()->strip()->sentence(),
            QStringLiteral("No connection. You can go on writing: 2 messages will leave by themselves."));
    }

    void narrowLight()
    {
        show(school(), { .size = { 400, 800 } });
        save("narrow-light");
        QVERIFY(m_window->sessionView()->isNarrow());
        QVERIFY(!m_window->sessionView()->sidebar()->isVisible());
        m_window->sessionView()->goBack();
        save("narrow-light-list");
        QVERIFY(m_window->sessionView()->sidebar()->isVisible());
    }

    void narrowestStillFits()
    {
        show(school(), { .size = { 360, 560 } });
        save("narrowest");
        QCOMPARE(m_window->width(), 360);
        m_window->sessionView()->goBack();
        save("narrowest-list");
        QCOMPARE(m_window->width(), 360);
    }

    void narrowMirroredDark()
    {
        speak(QStringLiteral("ar"));
        auto made = support::sampleSchoolArabic(m_clock);
        show(std::move(made), { .size = { 400, 800 }, .theme = style::ThemeChoice::Dark });
        save("narrow-rtl-dark");
        m_window->sessionView()->goBack();
        save("narrow-rtl-dark-list");
        unspeak();
    }

    void wideMirrored()
    {
        speak(QStringLiteral("ar"));
        show(school(), { .size = { 1280, 800 } });
        save("wide-rtl-light");
        unspeak();
    }

    void largeLetters()
    {
        show(school(), { .size = { 1280, 800 }, .zoom = 1.5 });
        save("large-letters");
    }

    void densePixels()
    {
        show(school(), { .size = { 853, 533 }, .pixelRatio = 1.5 });
        save("scale-150", 1.5);
    }

    void emojiPicker()
    {
        show(school(), { .size = { 1000, 700 }, .theme = style::ThemeChoice::Dark });
        auto *composer = m_window->sessionView()->pane()->composer();
        composer->setSkinTone(3);
        composer->findChild<QAbstractButton *>(QStringLiteral("emoji"))->click();
        auto *picker = composer->findChild<compose::EmojiPicker *>();
        grab(*picker, "emoji-dark");
        picker->search()->setText(QStringLiteral("hand"));
        grab(*picker, "emoji-found-dark");
        picker->close();
        QVERIFY(m_theme.isDark()); // what is remembered changes no look
    }

    void busy()
    {
        support::FakeAccount account;
        window::MainWindow first(account, m_clock, m_theme, {}, {});
        first.resize(1000, 700);
        first.show();
        grab(first, "busy-at-once");
        m_clock.advance(Milliseconds { 200 });
        grab(first, "busy");
    }

    void details()
    {
        show(school(), { .size = { 1280, 800 }, .theme = style::ThemeChoice::Dark });
        m_window->sessionView()->toggleDetails();
        save("details-dark");
        QVERIFY(m_window->sessionView()->details()->isVisible());
    }

    void longAndMixedNamesStayInTheirRows()
    {
        auto made = school();
        people::Person strange { UserId { Uuid { { 9, 9, 9 } } }, {},
            QStringLiteral("Maximiliana-Alexandra von und zu Hohenstein-Wolkenkuckucksheim"), people::Role::Staff,
            QStringLiteral("Deputy head of the lower school and of the library") };
        people::Person mixed { UserId { Uuid { { 8, 8, 8 } } }, {}, QStringLiteral("Ada عائشة <b>Okafor</b>"),
            people::Role::Guardian, QStringLiteral("<img src=x>") };
        addDirect(made, strange, QStringLiteral("<b>Bold?</b> <img src=x> no: only text, and a lot of it on one line"));
        addDirect(made, mixed, QStringLiteral("مرحبا Museum-trip-3B.pdf ثم 12:30"));
        show(std::move(made), { .size = { 1000, 700 } });
        save("long-names");
        const auto &list = *m_window->sessionView()->sidebar()->list();
        QVERIFY(!list.horizontalScrollBar()->isVisible());
    }

    void firstStart()
    {
        support::FakeAccount account;
        for (const bool dark : { false, true }) {
            m_theme.setChoice(dark ? style::ThemeChoice::Dark : style::ThemeChoice::Light);
            window::MainWindow first(account, m_clock, m_theme, {}, {});
            first.resize(1000, 700);
            first.show();
            account.enter(session::AccountState::NeedsSignIn);
            grab(first, dark ? "first-start-dark" : "first-start");
            account.enter(session::AccountState::StoreUnreadable);
            grab(first, dark ? "store-unreadable-dark" : "store-unreadable");
            first.resize(360, 560);
            account.enter(session::AccountState::NeedsNewPassphrase);
            grab(first, dark ? "passphrase-dark" : "passphrase");
        }
    }

private:
    void addDirect(support::SampleSchool &made, const people::Person &other, const QString &text)
    {
        chat::Conversation conversation;
        conversation.id = ConversationId { other.id.raw() };
        conversation.kind = chat::ConversationKind::Direct;
        conversation.members = { { other, chat::MemberRole::Member } };
        made.session->addPerson(other);
        made.session->addConversation(conversation);
        made.session->addHistory(conversation.id, other.id, support::sampleTime(14, 5), { .text = text });
    }
};

int main(int argc, char *argv[])
{
    return runScreens<tst_Screens>(argc, argv);
}

#include "tst_screens.moc"
