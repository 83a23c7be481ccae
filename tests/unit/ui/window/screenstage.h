// SPDX-License-Identifier: GPL-3.0-or-later
// ScreenStage: the main window over a sample school, in a given size, theme and language, and its picture as a file in
// build/<preset>/screens.

#pragma once

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QTest>
#include <QTranslator>

#include <memory>

struct Screen
{
    QSize size;
    pc::style::ThemeChoice theme = pc::style::ThemeChoice::Light;
    double zoom = 1.0;
    double pixelRatio = 1.0;
};

/// Whether every label, button and tick box that is shown has room for all of its words, and no column is wider than its window.
void verifyNothingIsCut(const QWidget &window);

class ScreenStage
{
protected:
    ScreenStage();

    pc::support::SampleSchool school();
    void show(pc::support::SampleSchool made, const Screen &screen);
    void save(const QByteArray &name, double ratio = 1.0) { grab(*m_window, name, ratio); }
    static void grab(QWidget &window, const QByteArray &name, double ratio = 1.0);

    void speak(const QString &language); ///< With its direction.
    void unspeak();

    pc::FakeClock m_clock;
    pc::style::Theme m_theme;
    pc::support::FakeAccount m_account;
    pc::support::SampleSchool m_school;
    std::unique_ptr<QTranslator> m_translator;
    std::unique_ptr<pc::window::MainWindow> m_window;
};

/// What main() of such a test does: the look of the pictures must not depend on the desktop.
void dressApplication();

template<typename Test>
int runScreens(int argc, char *argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QApplication app(argc, argv);
    dressApplication();
    Test test;
    return QTest::qExec(&test, argc, argv);
}
