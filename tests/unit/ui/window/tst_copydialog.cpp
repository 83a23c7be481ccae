// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of one's own messages, as the window offers it.

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/window/copydialog.h"

#include <QTest>

using namespace pc;
using namespace Qt::StringLiterals;

class tst_CopyDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.setStill(true);
        m_theme.install();
    }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        m_dialog = new window::CopyDialog(*m_school.session, QDate(2026, 3, 5), m_theme, nullptr);
        m_dialog->show();
    }

    void cleanup() { delete m_dialog; }

    void itWarnsBeforeThatTheCopyIsNotLocked() { QVERIFY(shows(u"not protected there"_s)); }

    void theCopyGoesIntoAFolderOfItsDay()
    {
        m_dialog->saveInto(u"/home/ana/Documents"_s);
        QTRY_VERIFY(shows(u"1204 message(s)"_s));
        QCOMPARE(m_school.session->exports(), std::vector { u"/home/ana/Documents/ParentConnect 2026-03-05"_s });
        QVERIFY(shows(u"ParentConnect 2026-03-05"_s));
        QCOMPARE(act()->text(), u"Open the folder"_s);
    }

    void aCopyOfTodayIsNotOverwritten()
    {
        m_school.session->failNext(Errc::Conflict);
        m_dialog->saveInto(u"/home/ana/Documents"_s);
        QTRY_VERIFY(shows(u"is there already"_s));
        QCOMPARE(act()->text(), u"Choose a folder"_s);
        QVERIFY(act()->isEnabled());
    }

    void aFullDiskIsSaidInWords()
    {
        m_school.session->failNext(Errc::DiskFull);
        m_dialog->saveInto(u"/home/ana/Documents"_s);
        QTRY_VERIFY(shows(u"full"_s));
        QVERIFY(act()->isEnabled());
    }

private:
    bool shows(const QString &part) const
    {
        const auto labels = m_dialog->findChildren<style::PlainLabel *>();
        return std::any_of(
            labels.begin(), labels.end(), [&](const style::PlainLabel *label) { return label->text().contains(part); });
    }

    QPushButton *act() const
    {
        for (QPushButton *button : m_dialog->findChildren<QPushButton *>()) {
            if (button->isDefault())
                return button;
        }
        return nullptr;
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    window::CopyDialog *m_dialog = nullptr;
};

QTEST_MAIN(tst_CopyDialog)
#include "tst_copydialog.moc"
