// SPDX-License-Identifier: GPL-3.0-or-later
// parentconnect-relay: reads what was typed and the configuration, then serves, administers, or checks. No logic of its own.

#include "app/relay/servicemanager.h"
#include "app/relay/stopsignals.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/crypto/initialise.h"
#include "core/relay/admin/adminclient.h"
#include "core/relay/admin/admindesk.h"
#include "core/relay/admin/adminsocket.h"
#include "core/relay/admin/commandline.h"
#include "core/relay/admin/config.h"
#include "core/relay/admin/local.h"
#include "core/relay/admin/trouble.h"
#include "core/relay/relay.h"
#include "core/relay/store.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QProcessEnvironment>
#include <QTimer>

#include <cstdio>

namespace {

using namespace pc;
using namespace pc::relay;
using admin::CommandLine;

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kNotUnderstood = 2;
constexpr Milliseconds kDrainDeadline { 8'000 };
constexpr Milliseconds kHeldBackInterval { 60'000 };
constexpr Milliseconds kCertificateInterval { 60 * 1'000 };
constexpr Milliseconds kKeyInterval { 24 * 60 * 60 * 1'000 }; // a signing key lives for thirty days

void print(std::FILE *where, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    std::fwrite(utf8.constData(), 1, size_t(utf8.size()), where);
    std::fflush(where);
}

int fail(const QString &what)
{
    print(stderr, QStringLiteral("parentconnect-relay: ") + what + u'\n');
    return kFailed;
}

Result<admin::Config> configFor(const CommandLine &line)
{
    const QString usual(admin::kUsualConfig);
    const QString path = line.config.isEmpty() && QFileInfo::exists(usual) ? usual : line.config;
    const QStringList environment = QProcessEnvironment::systemEnvironment().toStringList();
    auto config = path.isEmpty() ? admin::parseConfig({}, {}, environment) : admin::loadConfig(path, environment);
    if (!config)
        return config;
    if (!line.dataDirectory.isEmpty())
        config->relay.dataDirectory = QFileInfo(line.dataDirectory).absoluteFilePath();
    if (line.port)
        config->relay.port = *line.port;
    return config;
}

/// The message handler has no other way to know where to write.
admin::LogOutput *logOutput = nullptr;

void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (logOutput)
        logOutput->write(type, context.category, message);
}

void writeLine(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
    std::fflush(stderr);
}

/// While it lives, what the relay logs goes through `output`.
class Logging
{
public:
    explicit Logging(const Clock &clock)
        : m_output(clock, writeLine)
    {
        logOutput = &m_output;
        qInstallMessageHandler(onMessage);
        m_timer.callOnTimeout(&m_timer, [this] { m_output.tellHeldBack(); });
        m_timer.start(kHeldBackInterval);
    }

    ~Logging()
    {
        m_output.tellHeldBack();
        qInstallMessageHandler(nullptr);
        logOutput = nullptr;
    }

    void setFormat(admin::LogFormat format) { m_output.setFormat(format); }

private:
    admin::LogOutput m_output;
    QTimer m_timer;
};

void setLogLevel(admin::LogLevel level)
{
    QString rules;
    if (level == admin::LogLevel::Debug)
        rules = QStringLiteral("parentconnect.*.debug=true");
    if (level >= admin::LogLevel::Warning)
        rules = QStringLiteral("parentconnect.*.info=false\n");
    if (level == admin::LogLevel::Critical)
        rules += QStringLiteral("parentconnect.*.warning=false");
    QLoggingCategory::setFilterRules(rules);
}

/// Reads the configuration again; what is wrong with it changes nothing.
void reloadConfig(const CommandLine &line, admin::Config &config, Relay &relay, Logging &logging)
{
    const auto wanted = configFor(line);
    if (!wanted) {
        print(stderr, QStringLiteral("not reloaded, all goes on as before: %1\n").arg(wanted.error().detail));
        return;
    }
    const admin::Reload reload = admin::reload(config, *wanted);
    const auto hasNewCertificate = relay.reconfigure(reload.config.relay);
    if (!hasNewCertificate) {
        print(
            stderr, QStringLiteral("not reloaded, all goes on as before: %1\n").arg(hasNewCertificate.error().detail));
        return;
    }
    config = reload.config;
    setLogLevel(config.logLevel);
    logging.setFormat(config.logFormat);
    if (*hasNewCertificate)
        print(stdout, QStringLiteral("reloaded: another certificate is used\n"));
    for (const QString &changed : reload.changed)
        print(stdout, QStringLiteral("reloaded: %1\n").arg(changed));
    for (const QString &waits : reload.atNextStart)
        print(stdout, QStringLiteral("holds from the next start on: %1\n").arg(waits));
    if (!*hasNewCertificate && reload.changed.isEmpty() && reload.atNextStart.isEmpty())
        print(stdout, QStringLiteral("reloaded: nothing has changed\n"));
}

void renewCertificate(Relay &relay)
{
    const auto renewed = relay.renewCertificate();
    if (!renewed)
        print(stderr, QStringLiteral("the new certificate is not used: %1\n").arg(renewed.error().detail));
    else if (*renewed)
        print(stdout, QStringLiteral("another certificate is used\n"));
}

/// What only shows when the files that the configuration names are read.
int checkConfig(const admin::Config &config)
{
    if (!config.relay.tls.isEmpty()) {
        const auto tls = front::TlsContext::load(config.relay.tls);
        if (!tls)
            return fail(admin::describeTrouble(tls.error(), config.relay));
        const auto left = (*tls)->expires() - SystemClock().utcNow();
        if (left.count() <= 0)
            return fail(QStringLiteral("the certificate %1 has expired").arg(config.relay.tls.certificate));
    }
    print(stdout, QStringLiteral("the configuration is good\n"));
    return kDone;
}

int serve(const CommandLine &line, admin::Config config)
{
    app::ServiceManager manager;
    setLogLevel(config.logLevel);
    SystemClock clock;
    SystemRandom random;
    Logging logging(clock);
    logging.setFormat(config.logFormat);
    auto relay = Relay::start(config.relay, clock, random);
    if (!relay)
        return fail(admin::describeTrouble(relay.error(), config.relay));
    admin::AdminDesk desk((*relay)->accounts(), (*relay)->log(),
        { [&relay] { return (*relay)->sessions(); },
            [&relay, &config] { return admin::describeLimits(config, (*relay)->metrics()); },
            [&relay] { return (*relay)->trouble(); } });
    auto socket = admin::AdminSocket::listen(admin::adminSocketPath(config.relay.dataDirectory), desk);
    if (!socket)
        return fail(QStringLiteral("no door for administration: %1").arg(socket.error().detail));

    QTimer keyTimer;
    keyTimer.callOnTimeout(&keyTimer, [&relay] { (*relay)->accounts().rotateKeysIfDue(); });
    keyTimer.start(kKeyInterval);

    QTimer certificateTimer;
    certificateTimer.callOnTimeout(&certificateTimer, [&relay] { renewCertificate(**relay); });
    certificateTimer.start(kCertificateInterval);

    app::StopSignals stopSignals;
    bool stopping = false;
    QObject::connect((*relay).get(), &Relay::drained, qApp, &QCoreApplication::quit);
    QObject::connect(&stopSignals, &app::StopSignals::stopRequested, qApp, [&] {
        manager.stopping();
        if (stopping)
            QCoreApplication::quit(); // asked twice: now
        else
            (*relay)->drain(kDrainDeadline);
        stopping = true;
    });
    print(
        stdout, QStringLiteral("listening on %1 port %2\n").arg(config.relay.address.toString()).arg((*relay)->port()));
    QObject::connect(&stopSignals, &app::StopSignals::reloadRequested, qApp, [&] {
        manager.reloading();
        reloadConfig(line, config, **relay, logging);
        manager.ready();
    });
    QTimer watchdog;
    watchdog.callOnTimeout(&watchdog, [&] { (*relay)->whenTurning([&manager] { manager.alive(); }); });
    if (manager.watchdogInterval())
        watchdog.start(*manager.watchdogInterval());
    manager.ready();
    const int code = QCoreApplication::exec();
    (*relay).reset(); // its threads still answer administrators until here
    return code;
}

int markRestored(const admin::Config &config)
{
    SystemClock clock;
    SystemRandom random;
    const QString path = config.relay.dataDirectory + QStringLiteral("/relay.db");
    if (!QFileInfo::exists(path))
        return fail(QStringLiteral("there is no database in %1").arg(config.relay.dataDirectory));
    if (const auto marked = Store::markRestored(path, clock, random); !marked)
        return fail(admin::describeTrouble(marked.error(), config.relay));
    print(stdout, QStringLiteral("devices will be told that this is a backup\n"));
    return kDone;
}

int administer(const admin::Config &config, const CommandLine &line)
{
    SystemClock clock;
    SystemRandom random;
    const admin::LocalContext local { config, qEnvironmentVariable("CREDENTIALS_DIRECTORY"), clock, random };
    const auto answer = admin::isLocal(line.request) ? Result<QJsonObject>(admin::carryOutLocally(line.request, local))
                                                     : admin::askRelay(config.relay, line.request);
    if (!answer && answer.code() == Errc::Locked)
        return fail(answer.error().detail); // says whether it is a relay that keeps silent
    if (!answer)
        return fail(admin::describeTrouble(answer.error(), config.relay));
    const bool ok = answer->value(u"ok").toBool();
    if (line.json)
        print(stdout, QString::fromUtf8(QJsonDocument(*answer).toJson(QJsonDocument::Compact)) + u'\n');
    else
        print(ok ? stdout : stderr, admin::describeAnswer(*answer));
    return ok ? kDone : kFailed;
}

int run(const CommandLine &line)
{
    if (line.kind == CommandLine::Kind::Help) {
        print(stdout, admin::helpText());
        return kDone;
    }
    if (line.kind == CommandLine::Kind::Version) {
        print(stdout, QStringLiteral("parentconnect-relay " PC_VERSION "\n"));
        return kDone;
    }
    const auto config = configFor(line);
    if (!config)
        return fail(config.error().detail);
    switch (line.kind) {
    case CommandLine::Kind::Serve:
        return serve(line, *config);
    case CommandLine::Kind::Admin:
        return administer(*config, line);
    case CommandLine::Kind::Restored:
        return markRestored(*config);
    case CommandLine::Kind::ConfigShow:
        print(stdout, admin::describeConfig(*config).join(u'\n') + u'\n');
        return kDone;
    case CommandLine::Kind::ConfigCheck:
        return checkConfig(*config);
    case CommandLine::Kind::Help:
    case CommandLine::Kind::Version:
        break;
    }
    return kDone;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("parentconnect-relay"));
    if (auto ready = crypto::initialise(); !ready)
        return fail(ready.error().detail);
    const auto line = admin::parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!line) {
        print(stderr, QStringLiteral("parentconnect-relay: ") + line.error().detail + u'\n');
        return kNotUnderstood;
    }
    return run(*line);
}
