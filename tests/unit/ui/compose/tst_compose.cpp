// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/compose/composer.h"
#include "ui/compose/emojimodel.h"
#include "ui/compose/emojipicker.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using support::FakeSession;

class tst_Compose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        m_composer = std::make_unique<compose::Composer>(session(), m_clock, m_theme);
        m_composer->resize(600, 80);
        m_composer->open(session().summary(m_school.class3b), QStringLiteral("Class 3B"));
        m_composer->show();
    }

    void cleanup() { m_composer.reset(); }

    void enterSendsAndShiftEnterBreaks()
    {
        type(QStringLiteral("one"));
        QTest::keyClick(m_composer->field(), Qt::Key_Return, Qt::ShiftModifier);
        type(QStringLiteral("two"));
        QSignalSpy sent(m_composer.get(), &compose::Composer::sent);
        QTest::keyClick(m_composer->field(), Qt::Key_Return);
        QTRY_COMPARE(sent.count(), 1);
        QCOMPARE(session().summary(m_school.class3b).last->content.text, QStringLiteral("one\ntwo"));
        QVERIFY(m_composer->text().isEmpty());
    }

    void enterBreaksWhenSwapped()
    {
        m_composer->setEnterSends(false);
        type(QStringLiteral("one"));
        QTest::keyClick(m_composer->field(), Qt::Key_Return);
        QCOMPARE(m_composer->text(), QStringLiteral("one\n"));
        QSignalSpy sent(m_composer.get(), &compose::Composer::sent);
        QTest::keyClick(m_composer->field(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(sent.count(), 1);
    }

    void fieldIsClearedOnlyWhenTheDiskHasTheMessage()
    {
        session().setAnswers(FakeSession::Answers::OnDemand);
        type(QStringLiteral("slow disk"));
        m_composer->send();
        m_composer->send(); // Once is enough.
        QCOMPARE(session().waitingAnswers(), 1);
        QCoreApplication::sendPostedEvents(); // What could clear it has had its turn.
        QCOMPARE(m_composer->text(), QStringLiteral("slow disk"));
        session().answerAll();
        QTRY_VERIFY(m_composer->text().isEmpty());
        QVERIFY(session().summary(m_school.class3b).draft.isEmpty());
    }

    void refusedMessageStaysAndSaysWhy()
    {
        session().failNext(Errc::DiskFull);
        type(QStringLiteral("precious"));
        m_composer->send();
        QTRY_VERIFY(!hint().isEmpty());
        QCOMPARE(m_composer->text(), QStringLiteral("precious"));
        QCOMPARE(session().summary(m_school.class3b).draft, QStringLiteral("precious"));
    }

    void whatIsTypedMeanwhileStays()
    {
        session().setAnswers(FakeSession::Answers::OnDemand);
        type(QStringLiteral("first"));
        m_composer->send();
        type(QStringLiteral(" and more"));
        session().answerAll();
        QTRY_COMPARE(m_composer->text(), QStringLiteral(" and more"));
    }

    void everyChangeIsSavedAsDraft()
    {
        type(QStringLiteral("ab"));
        QCOMPARE(session().summary(m_school.class3b).draft, QStringLiteral("ab"));
        m_composer->open(session().summary(m_school.withLuis), QStringLiteral("Luis"));
        QCOMPARE(m_composer->text(), QStringLiteral("Could Mateo stay until five on Thursday?"));
        QCOMPARE(session().summary(m_school.class3b).draft, QStringLiteral("ab"));
        m_composer->open(session().summary(m_school.class3b), QStringLiteral("Class 3B"));
        QCOMPARE(m_composer->text(), QStringLiteral("ab"));
    }

    void typingIsToldSparinglyAndEnds()
    {
        type(QStringLiteral("a"));
        type(QStringLiteral("b"));
        QCOMPARE(session().typingCalls(), std::vector<bool>({ true }));
        m_clock.advance(Milliseconds { 3000 });
        type(QStringLiteral("c"));
        QCOMPARE(session().typingCalls(), std::vector<bool>({ true, true }));
        m_clock.advance(Milliseconds { 5000 });
        QCOMPARE(session().typingCalls(), std::vector<bool>({ true, true, false }));
        type(QStringLiteral("d"));
        m_composer->field()->selectAll();
        QTest::keyClick(m_composer->field(), Qt::Key_Delete);
        QCOMPARE(session().typingCalls().back(), false);
        QCOMPARE(m_clock.activeTimers(), 0);
    }

    void limitIsSaidBeforeItIsReached()
    {
        m_composer->field()->setPlainText(QString(chat::kMaxTextLength - 10, QLatin1Char('x')));
        QVERIFY(hint().contains(QStringLiteral("10")));
        QVERIFY(m_composer->sendButton()->isEnabled());
        m_composer->field()->setPlainText(QString(chat::kMaxTextLength + 1, QLatin1Char('x')));
        QVERIFY(!m_composer->sendButton()->isEnabled());
        QSignalSpy sent(m_composer.get(), &compose::Composer::sent);
        m_composer->send();
        QCOMPARE(sent.count(), 0);
    }

    void emptyMessageIsNotSent()
    {
        QSignalSpy sent(m_composer.get(), &compose::Composer::sent);
        type(QStringLiteral("  "));
        m_composer->send();
        QCoreApplication::sendPostedEvents(); // A wrongly sent one would report now.
        QCOMPARE(sent.count(), 0);
    }

    void emojiAreFoundByTheBeginningsOfTheirWords_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");
        QTest::newRow("name") << QStringLiteral("bus") << QStringLiteral("🚌");
        QTest::newRow("other word") << QStringLiteral("dentist") << QStringLiteral("🦷");
        QTest::newRow("two words, any order") << QStringLiteral("UP thu") << QStringLiteral("👍");
        QTest::newRow("nothing") << QStringLiteral("quetzal") << QString();
        QTest::newRow("the middle of a word") << QStringLiteral("humbs") << QString();
    }

    void emojiAreFoundByTheBeginningsOfTheirWords()
    {
        QFETCH(QString, query);
        QFETCH(QString, first);
        compose::EmojiModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int all = model.rowCount();
        QVERIFY(all > 150);
        model.setQuery(query);
        QCOMPARE(model.index(0).data().toString(), first);
        model.setQuery({});
        QCOMPARE(model.rowCount(), all);
    }

    void everyEmojiHasAName()
    {
        QSet<QString> seen;
        for (const compose::Emoji &emoji : compose::allEmoji()) {
            QVERIFY2(!emoji.name.isEmpty() && !emoji.words.isEmpty(), qPrintable(emoji.text));
            QVERIFY2(!seen.contains(emoji.text), qPrintable(emoji.text));
            seen.insert(emoji.text);
        }
    }

    void skinTonesFollowTheFirstSign()
    {
        const compose::Emoji thumb { QStringLiteral("👍"), {}, {}, true };
        const compose::Emoji victory { QStringLiteral("✌️"), {}, {}, true };
        const compose::Emoji bus { QStringLiteral("🚌"), {}, {}, false };
        QCOMPARE(compose::withTone(thumb, 0), thumb.text);
        QCOMPARE(compose::withTone(thumb, 5), QStringLiteral("👍🏿"));
        QCOMPARE(compose::withTone(victory, 1), QStringLiteral("✌🏻"));
        QCOMPARE(compose::withTone(bus, 3), bus.text);
        QCOMPARE(compose::withTone(thumb, 6), thumb.text);
    }

    void pickerTakesWhatWasSearchedForInTheChosenTone()
    {
        QSignalSpy tones(m_composer.get(), &compose::Composer::skinToneChosen);
        m_composer->setSkinTone(2);
        auto *smile = m_composer->findChild<QAbstractButton *>(QStringLiteral("emoji"));
        QVERIFY(smile);
        smile->click();
        auto *picker = m_composer->findChild<compose::EmojiPicker *>();
        QVERIFY(picker && picker->isVisible());
        for (auto *button : picker->findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == QStringLiteral("Dark skin tone"))
                button->click();
        }
        QCOMPARE(tones.count(), 1);
        QCOMPARE(tones[0][0].toInt(), 5);
        QTest::keyClicks(picker->search(), QStringLiteral("wav"));
        QTest::keyClick(picker->search(), Qt::Key_Return);
        QCOMPARE(m_composer->text(), QStringLiteral("👋🏿"));
        QVERIFY(!picker->isVisible());
        smile->click();
        QVERIFY(picker->search()->text().isEmpty());
        QTest::keyClick(picker->search(), Qt::Key_Down);
        QTest::keyClick(picker->grid(), Qt::Key_Return);
        QVERIFY(!picker->isVisible());
    }

    void pastedMarkupIsText()
    {
        QMimeData data;
        data.setHtml(QStringLiteral("<b>bold</b><img src=x>"));
        data.setText(QStringLiteral("<b>plain</b>"));
        QGuiApplication::clipboard()->setMimeData(copyOf(data).release());
        m_composer->field()->paste();
        QCOMPARE(m_composer->text(), QStringLiteral("<b>plain</b>"));
    }

    void fieldGrowsToEightLinesAndNoFurther()
    {
        const int one = m_composer->field()->sizeHint().height();
        m_composer->field()->setPlainText(QStringLiteral("a\nb\nc\nd"));
        const int four = m_composer->field()->sizeHint().height();
        QVERIFY(four > one);
        m_composer->field()->setPlainText(QString(20, QLatin1Char('\n')));
        const int many = m_composer->field()->sizeHint().height();
        m_composer->field()->setPlainText(QString(200, QLatin1Char('\n')));
        QCOMPARE(m_composer->field()->sizeHint().height(), many);
    }

    void whoHasLeftReadsASentenceInstead()
    {
        chat::Conversation left = session().summary(m_school.class3b).conversation;
        left.left = true;
        m_composer->setConversation(left, QStringLiteral("Class 3B"));
        QVERIFY(!m_composer->field()->isVisible());
        QVERIFY(!m_composer->sendButton()->isVisible());
    }

    void titleInThePlaceholderIsPlain()
    {
        m_composer->open(session().summary(m_school.class3b), QStringLiteral("<img src=x>"));
        QVERIFY(m_composer->field()->hint().contains(QStringLiteral("<img src=x>")));
    }

private:
    FakeSession &session() { return *m_school.session; }
    void type(const QString &text) { QTest::keyClicks(m_composer->field(), text); }

    QString hint() const
    {
        for (const auto *label : m_composer->findChildren<style::PlainLabel *>()) {
            if (label->isVisible())
                return label->wholeText();
        }
        return {};
    }

    static std::unique_ptr<QMimeData> copyOf(const QMimeData &data)
    {
        auto copy = std::make_unique<QMimeData>();
        copy->setHtml(data.html());
        copy->setText(data.text());
        return copy;
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    std::unique_ptr<compose::Composer> m_composer;
};

QTEST_MAIN(tst_Compose)
#include "tst_compose.moc"
