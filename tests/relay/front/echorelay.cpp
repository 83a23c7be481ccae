// SPDX-License-Identifier: GPL-3.0-or-later
// A front with a handler that says back what it hears: what foreign peers are set against, and what probes measure.
//
//   echorelay [--origin <origin>]... [--limit <bytes>] [--idle <milliseconds>]
//
// Prints "port <number>" and lives until its standard input ends. GET /stats tells resident memory and open connections.

#include "core/relay/front/eventdispatcher.h"
#include "core/relay/front/front.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace pc;
using namespace pc::relay::front;

namespace {

class Echo final : public Handler
{
public:
    explicit Echo(int messageLimit)
        : m_messageLimit(messageLimit)
    {
    }

    void attach(Front &front) { m_front = &front; }

    void onRequest(ConnectionId connection, HttpRequest &&request) override
    {
        HttpResponse response;
        response.contentType = "text/plain; charset=utf-8";
        response.body = request.path == "/stats" ? stats() : request.method + " " + request.path + "\n" + request.body;
        m_front->respond(connection, response);
    }

    Upgrade onUpgrade(ConnectionId, const HttpRequest &request) override
    {
        Upgrade upgrade;
        upgrade.accept = true;
        const std::string_view offered = request.field("sec-websocket-protocol");
        upgrade.subprotocol = offered.substr(0, offered.find(','));
        return upgrade;
    }

    void onOpen(ConnectionId connection) override { m_front->setMessageLimit(connection, m_messageLimit); }

    void onMessage(ConnectionId connection, std::string_view payload, bool binary) override
    {
        m_front->send(connection, payload, binary);
    }

    void onTurnEnd() override { }
    void onClosed(ConnectionId) override { }

private:
    std::string stats() const
    {
        QFile file(QStringLiteral("/proc/self/statm"));
        const QList<QByteArray> numbers = file.open(QFile::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
        const qint64 resident = numbers.size() > 1 ? numbers[1].toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
        return "resident " + std::to_string(resident) + " open " + std::to_string(m_front->counters().open.value())
            + " websockets " + std::to_string(m_front->counters().websockets.value()) + "\n";
    }

    Front *m_front = nullptr;
    int m_messageLimit;
};

std::vector<std::string> toStrings(const QStringList &list)
{
    std::vector<std::string> strings;
    for (const QString &text : list)
        strings.push_back(text.toStdString());
    return strings;
}

} // namespace

int main(int argc, char **argv)
{
    if (auto dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // the application owns it
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({ { QStringLiteral("origin"), QString(), QStringLiteral("origin") },
        { QStringLiteral("limit"), QString(), QStringLiteral("bytes"), QStringLiteral("1048576") },
        { QStringLiteral("idle"), QString(), QStringLiteral("ms"), QStringLiteral("75000") } });
    parser.process(app);

    FrontLimits limits;
    limits.origins = toStrings(parser.values(QStringLiteral("origin")));
    limits.idleDeadline = Milliseconds { parser.value(QStringLiteral("idle")).toInt() };
    Echo echo(parser.value(QStringLiteral("limit")).toInt());
    SystemClock clock;
    auto front = Front::listen(QHostAddress(QHostAddress::LocalHost), 0, limits, echo, clock);
    if (!front) {
        std::fprintf(stderr, "%s\n", qPrintable(front.error().detail));
        return 1;
    }
    echo.attach(**front);
    std::printf("port %d\n", (*front)->port());
    std::fflush(stdout);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&app] {
        std::array<char, 256> ignored;
        if (::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0)
            app.quit();
    });
    return QCoreApplication::exec();
}
