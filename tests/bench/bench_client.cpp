// SPDX-License-Identifier: GPL-3.0-or-later
// The client's own window over a real profile: how long until a conversation that is opened is painted, and until a key
// that is pressed is, while messages arrive. Account, engine, store and link are the real ones, on their own thread.
//   bench_client PROFILE open                       the ten longest conversations
//   bench_client PROFILE keys CONVERSATION SECONDS  presses keys while that conversation is open
// Prints one JSON object; times in milliseconds.

#include "core/link/networkwatch.h"
#include "tests/bench/series.h"
#include "tests/support/accountthread/accountthread.h"
#include "ui/compose/composer.h"
#include "ui/models/timelinemodel.h"
#include "ui/timeline/timelineview.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

using namespace pc;

namespace {

constexpr int kPatience = 60'000;
constexpr int kConversations = 10;
constexpr auto kBetweenKeys = std::chrono::milliseconds(97);

/// Tells when pixels have gone to the display: widgets paint and flush inside one UpdateRequest.
class Program final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        if (type == QEvent::Paint && receiver == watched)
            m_painted = true;
        const double begun = bench::threadMilliseconds();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        if (--m_depth == 0)
            turns.push_back(bench::threadMilliseconds() - begun);
        if (type == QEvent::UpdateRequest && std::exchange(m_painted, false) && onFrame)
            onFrame();
        return handled;
    }

    QObject *watched = nullptr;
    bench::Series turns; ///< Processor time of each event: what remains where the machine is busy with other things.
    std::function<void()> onFrame; ///< `watched` was painted, and it can be seen.

private:
    bool m_painted = false;
    int m_depth = 0;
};

/// The program's parts as app/client puts them together, but for what concerns its command line.
class Client
{
public:
    explicit Client(const QString &profile)
        : m_session(optionsFor(profile), m_clock, m_random, &m_network)
    {
        m_theme.install();
        m_window = std::make_unique<window::MainWindow>(
            m_session.account(), m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(1100, 720);
        m_session.start();
        m_window->show();
        m_session.account().open();
        m_network.start();
    }

    bool isUpToDate() { return session().linkStatus().state == session::LinkState::UpToDate; }
    bool hasList() { return m_window->sessionView() && view().conversations().isLoaded(); }
    session::Session &session() { return *m_session.account().session(); }
    window::SessionView &view() { return *m_window->sessionView(); }
    ui::TimelineView &timeline() { return *view().pane()->timeline(); }

private:
    static session::AccountOptions optionsFor(const QString &profile)
    {
        session::AccountOptions options;
        options.folder = profile;
        options.clientVersion = QStringLiteral("bench");
        return options;
    }

    SystemClock m_clock;
    SystemRandom m_random;
    style::Theme m_theme;
    link::NetworkWatch m_network;
    test::AccountThread m_session;
    std::unique_ptr<window::MainWindow> m_window; ///< Goes before the account.
};

/// Opens the longest conversations one after the other; each is painted before the next.
class Opening
{
public:
    Opening(Program &program, Client &client)
        : m_program(program)
        , m_client(client)
    {
        auto &list = client.view().conversations();
        for (int row = 0; row < list.rowCount(); ++row) {
            const chat::Conversation &conversation = list.row(row).summary.conversation;
            if (conversation.id != client.view().conversation())
                m_left.emplace_back(conversation.head.raw(), conversation.id);
        }
        std::ranges::sort(m_left, [](const auto &a, const auto &b) { return a.first > b.first; });
        m_left.resize(std::min(m_left.size(), std::size_t(kConversations)));
        program.watched = client.timeline().viewport();
        program.onFrame = [this] { takeFrame(); };
        next();
    }

    bench::Series series;

private:
    void next()
    {
        if (m_left.empty())
            return QCoreApplication::quit();
        const ConversationId id = m_left.back().second;
        m_left.pop_back();
        m_watch = bench::Clock::now();
        m_client.view().openConversation(id);
    }

    void takeFrame()
    {
        if (m_client.timeline().model()->rowCount() == 0)
            return; // painted before its page came
        series.push_back(bench::millisecondsSince(m_watch));
        QMetaObject::invokeMethod(
            &m_client.view(), [this] { next(); }, Qt::QueuedConnection);
    }

    Program &m_program;
    Client &m_client;
    std::vector<std::pair<qint64, ConversationId>> m_left;
    bench::Time m_watch;
};

/// A thread of its own presses the keys, as a keyboard does: what the window is busy with delays them.
class Typing
{
public:
    Typing(Program &program, Client &client, ConversationId conversation, int seconds)
        : m_field(client.view().pane()->composer()->field())
        , m_seconds(seconds)
    {
        client.view().openConversation(conversation);
        program.watched = client.view().pane()->composer()->field()->viewport();
        program.onFrame = [this] { takeFrame(); };
        QObject::connect(&client.session(), &session::Session::messageAdded, m_field,
            [this, conversation](
                const chat::Message &message) { ++(message.conversation == conversation ? here : elsewhere); });
        m_keyboard = std::thread([this] { press(); });
    }

    ~Typing() { m_keyboard.join(); }
    Typing(const Typing &) = delete;
    Typing &operator=(const Typing &) = delete;

    bench::Series series;
    qint64 here = 0; ///< Messages that arrived.
    qint64 elsewhere = 0;

private:
    void press()
    {
        const auto end = bench::Clock::now() + std::chrono::seconds(m_seconds);
        for (int i = 0; bench::Clock::now() < end; ++i) {
            std::this_thread::sleep_for(kBetweenKeys);
            QMetaObject::invokeMethod(m_field, [this, i, at = bench::Clock::now()] { takeKey(i, at); });
        }
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit);
    }

    void takeKey(int i, bench::Time at)
    {
        const bool erase = i % 40 == 39;
        QKeyEvent key(QEvent::KeyPress, erase ? Qt::Key_Backspace : Qt::Key_A + i % 26,
            erase ? Qt::ControlModifier : Qt::NoModifier, erase ? QString() : QString(QChar(u'a' + i % 26)));
        QCoreApplication::sendEvent(m_field, &key);
        if (m_pressed == bench::Time()) // else this one is in the same frame as the last
            m_pressed = at;
    }

    void takeFrame()
    {
        if (m_pressed != bench::Time())
            series.push_back(bench::millisecondsSince(std::exchange(m_pressed, bench::Time())));
    }

    QWidget *m_field;
    int m_seconds;
    bench::Time m_pressed;
    std::thread m_keyboard;
};

} // namespace

int main(int argc, char *argv[])
{
    Program program(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    const QStringList arguments = QCoreApplication::arguments();
    const bool keys = arguments.size() == 5 && arguments[2] == QStringLiteral("keys");
    const auto conversation = keys ? idFromString<ConversationId>(arguments[3]) : std::optional<ConversationId>();
    if (keys ? !conversation : arguments.size() != 3)
        qFatal("bench_client PROFILE open | keys CONVERSATION SECONDS");
    Client client(arguments[1]);
    if (!QTest::qWaitFor([&] { return client.hasList() && (!keys || client.isUpToDate()); }, kPatience))
        qFatal("the profile does not open, or there is no relay");
    if (!keys) {
        const Opening opening(program, client);
        QApplication::exec();
        std::puts(bench::toJson(opening.series).constData());
        return 0;
    }
    std::puts("ready"); // the load may begin
    std::fflush(stdout);
    const int seconds = arguments[4].toInt();
    program.turns.clear();
    const Typing typing(program, client, *conversation, seconds);
    QApplication::exec();
    std::puts(bench::toJson(typing.series,
        { { "here", double(typing.here) / seconds }, { "elsewhere", double(typing.elsewhere) / seconds },
            { "longestTurn", bench::quantile(program.turns, 1) } })
                  .constData());
    return 0;
}
