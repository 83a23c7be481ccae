// SPDX-License-Identifier: GPL-3.0-or-later
// How long the timeline takes to open a conversation of 200,000 messages, and to paint a frame while it is scrolled,
// jumped through and written to. The session answers from memory: this measures the interface alone.
//   bench_timeline [messages]
// Ends with 1 when a figure is worse than it must be.

#include "core/base/clock.h"
#include "tests/support/fakesession/numberedid.h"
#include "tests/support/fakesession/samplehistory.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>

using namespace pc;
using namespace pc::support;
using namespace pc::ui;

namespace {

constexpr double kFrameMust = 12;
constexpr double kOpenMust = 150;

/// Wall time is what a person feels; processor time tells the same on a machine that is busy with other things.
struct Series
{
    QString name;
    std::vector<double> wall {};
    std::vector<double> processor {};
};

double at(std::vector<double> sorted, double share)
{
    std::ranges::sort(sorted);
    return sorted[size_t(share * double(sorted.size() - 1))];
}

class Stopwatch
{
public:
    void addTo(Series &series) const
    {
        series.wall.push_back(double(m_wall.nsecsElapsed()) / 1e6);
        series.processor.push_back(double(std::clock() - m_processor) * 1e3 / CLOCKS_PER_SEC);
    }

private:
    QElapsedTimer m_wall = started();
    std::clock_t m_processor = std::clock();

    static QElapsedTimer started()
    {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }
};

class Bench
{
public:
    explicit Bench(qint64 messages)
        : m_school(sampleSchool(m_clock))
        , m_view(m_theme)
        , m_messages(messages)
    {
        m_theme.setChoice(style::ThemeChoice::Light);
        m_theme.install();
        m_view.resize(960, 680);
        m_view.show();
        m_view.activateWindow();
    }

    bool run()
    {
        if (!QTest::qWaitForWindowActive(&m_view)) { // an unseen window paints nothing
            m_out << "the window did not appear\n";
            return false;
        }
        bool good = true;
        Series open = opening(20);
        m_out << "open: first " << m_firstOpen << " ms\n";
        good &= report(open, kOpenMust);
        good &= report(wheel("wheel up", +1, 3'000), kFrameMust);
        good &= report(wheel("wheel up fast", +6, 2'000), kFrameMust);
        good &= report(wheel("wheel down fast", -6, 2'000), kFrameMust);
        good &= report(keys(1'000), kFrameMust);
        good &= report(drag(500), kOpenMust); // each frame opens another place
        good &= report(burst(2'000), kFrameMust);
        m_out << "rows held: " << m_model->rowCount() << "\n" << memory();
        return good;
    }

private:
    void frame(Series &series, const std::function<void()> &input)
    {
        const Stopwatch watch;
        input();
        QCoreApplication::sendPostedEvents(); // answers, placing
        m_view.placeNow();
        m_view.viewport()->repaint();
        watch.addTo(series);
    }

    ConversationId addConversation(quint64 number)
    {
        chat::Conversation made = m_school.session->summary(m_school.class3b).conversation;
        made.id = numberedId<ConversationId>(1'000 + number);
        m_school.session->addConversation(made);
        m_school.session->generateHistory(made.id, m_messages,
            sampleGenerator({ made.id, m_school.me, { m_school.ada, m_school.luis }, m_clock.utcNow(), m_messages }));
        return made.id;
    }

    Series opening(int times)
    {
        Series series { QStringLiteral("open a conversation, first paint") };
        for (int i = 0; i < times; ++i) {
            const ConversationId id = addConversation(quint64(i));
            const chat::ConversationSummary summary = m_school.session->summary(id);
            const Stopwatch watch;
            auto model = std::make_unique<TimelineModel>(*m_school.session, m_clock, summary);
            m_view.setModel(model.get());
            while (!model->isLoaded())
                QCoreApplication::sendPostedEvents();
            m_view.placeNow();
            m_view.viewport()->repaint();
            watch.addTo(series);
            m_model = std::move(model);
            m_conversation = id;
            if (i == 0)
                m_firstOpen = series.wall.front();
        }
        return series;
    }

    void turnWheel(int notches)
    {
        const QPointF at(200, 200);
        QWheelEvent event(at, m_view.mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.viewport(), &event);
    }

    Series wheel(const char *name, int notches, int frames)
    {
        Series series { QString::fromLatin1(name) };
        for (int i = 0; i < frames; ++i)
            frame(series, [&] { turnWheel(notches); });
        return series;
    }

    Series keys(int frames)
    {
        Series series { QStringLiteral("page keys") };
        for (int i = 0; i < frames; ++i) {
            frame(series, [&] {
                QKeyEvent press(QEvent::KeyPress, i % 50 < 25 ? Qt::Key_PageUp : Qt::Key_PageDown, Qt::NoModifier);
                QCoreApplication::sendEvent(&m_view, &press);
            });
        }
        return series;
    }

    Series drag(int frames)
    {
        Series series { QStringLiteral("drag the bar anywhere") };
        auto *bar = m_view.findChild<QScrollBar *>({}, Qt::FindDirectChildrenOnly);
        bar->setSliderDown(true);
        for (int i = 0; i < frames; ++i)
            frame(series, [&] { bar->setSliderPosition(int(qint64(bar->maximum()) * (i * 37 % frames) / frames)); });
        bar->setSliderDown(false);
        m_view.jumpToLatest();
        while (!m_view.isAtEnd()) {
            QCoreApplication::sendPostedEvents();
            m_view.placeNow();
        }
        return series;
    }

    Series burst(int frames)
    {
        Series series { QStringLiteral("a new message at the end") };
        for (int i = 0; i < frames; ++i) {
            frame(series, [&] {
                m_school.session->receive(m_conversation, i % 3 ? m_school.ada : m_school.luis,
                    QStringLiteral("New message number %1, with a few words in it.").arg(i));
            });
        }
        return series;
    }

    bool report(const Series &series, double must)
    {
        const double p99 = at(series.wall, 0.99);
        m_out << qSetRealNumberPrecision(2) << Qt::fixed << series.name << ": " << series.wall.size() << " times, p50 "
              << at(series.wall, 0.5) << " p99 " << p99 << " max " << at(series.wall, 1) << " ms (must " << must
              << "); processor p50 " << at(series.processor, 0.5) << " p99 " << at(series.processor, 0.99) << " ms\n"
              << Qt::flush;
        return p99 <= must;
    }

    // Linux says it; elsewhere there is nothing to print.
    static QString memory()
    {
        QFile file(QStringLiteral("/proc/self/smaps_rollup"));
        QString lines;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (line.startsWith("Pss:") || line.startsWith("Rss:"))
                    lines += QString::fromLatin1(line) + u'\n';
            }
        }
        return lines;
    }

    QTextStream m_out { stdout };
    SystemClock m_clock;
    SampleSchool m_school;
    style::Theme m_theme;
    std::unique_ptr<TimelineModel> m_model;
    TimelineView m_view;
    ConversationId m_conversation;
    qint64 m_messages;
    double m_firstOpen = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const qint64 messages = arguments.size() > 1 ? arguments[1].toLongLong() : 200'000;
    return Bench(std::max(messages, qint64(100))).run() ? 0 : 1;
}
