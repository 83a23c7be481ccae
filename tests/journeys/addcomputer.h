// SPDX-License-Identifier: GPL-3.0-or-later
// How somebody adds a computer, by the windows of both: the new one shows a number, the old one asks for it, and both show four words.

#pragma once

#include "tests/journeys/computer.h"
#include "ui/account/devicesdialog.h"
#include "ui/account/linkdialog.h"
#include "ui/account/linkpage.h"
#include "ui/account/preferencesdialog.h"

namespace pc::test {

inline void click(QPushButton *button)
{
    QTest::mouseClick(button, Qt::LeftButton);
}

inline bool canBePressed(QPushButton *button)
{
    return comes([button] { return button->isVisible() && button->isEnabled(); });
}

inline account::PreferencesDialog *preferences(Computer &computer)
{
    computer.press(Qt::ControlModifier, Qt::Key_Comma);
    return computer.dialog<account::PreferencesDialog>();
}

inline account::DevicesDialog *computersIn(Computer &computer)
{
    auto *settings = preferences(computer);
    if (settings)
        click(settings->computersButton());
    return settings ? computer.dialog<account::DevicesDialog>() : nullptr;
}

/// `added` has signed in. Afterwards it is in, or the test has failed. `pictures`: what their names begin with.
inline void addByNumber(Computer &old, Computer &added, const QString &pictures)
{
    const auto picture = [&](const char *step) { return pictures + QString::fromLatin1(step); };
    auto *page = added.page<account::LinkPage>();
    QVERIFY(page);
    added.picture(picture("-number"));
    auto *computers = computersIn(old);
    QVERIFY(computers && canBePressed(computers->addButton()));
    QVERIFY(comes([&] { return !computers->rows().empty(); }));
    click(computers->addButton());
    auto *adding = old.dialog<account::LinkDialog>();
    QVERIFY(adding);
    for (const QChar one : page->shown()) {
        if (one.isDigit())
            QTest::keyClick(adding->field(), one.toLatin1());
    }
    Computer::save(*adding, picture("-typed"));
    click(adding->button());
    QVERIFY(comes([&] { return !adding->words().isEmpty() && page->sameButton()->isVisible(); }));
    QCOMPARE(adding->words(), page->shown()); // what two people compare, on both screens
    QCOMPARE(adding->words().simplified().split(u' ').size(), 4);
    QVERIFY(!added.view());
    added.picture(picture("-words-new"));
    Computer::save(*adding, picture("-words-old"));
    click(page->sameButton());
    QVERIFY(canBePressed(adding->button()));
    click(adding->button());
    QVERIFY(added.isSignedIn());
    QVERIFY(canBePressed(adding->button()));
    Computer::save(*adding, picture("-added"));
    click(adding->button());
    computers->reject();
    old.dialog<account::PreferencesDialog>()->reject();
}

} // namespace pc::test
