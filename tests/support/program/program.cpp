// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/program/program.h"

#include "tests/support/program/dietogether.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcessEnvironment>

#include <algorithm>

namespace pc::test {

namespace {

constexpr qsizetype kComplaintsKept = 64 * 1024;
constexpr int kKillMs = 5'000;
constexpr int kBeatMs = 200;

QProcessEnvironment environmentWith(const QStringList &additions)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &addition : additions)
        environment.insert(addition.section(u'=', 0, 0), addition.section(u'=', 1));
    return environment;
}

} // namespace

Program::Program(ProgramOptions options)
    : m_options(std::move(options))
{
}

Program::~Program()
{
    kill();
}

Result<void> Program::start()
{
    kill();
    m_complaints.clear();
    m_readyLine.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_options.path);
    m_process->setArguments(m_options.arguments);
    m_process->setProcessEnvironment(environmentWith(m_options.environment));
    m_process->setWorkingDirectory(m_options.folder);
    dieTogether(*m_process);
    m_process->start();
    if (!m_process->waitForStarted(int(m_options.readyWithin.count())))
        return { Errc::Network, m_process->errorString() };
    if (!m_options.isReady)
        return {};
    auto line = waitForLine(m_options.isReady, m_options.readyWithin);
    if (!line) {
        kill();
        return line.error();
    }
    m_readyLine = *line;
    return {};
}

bool Program::isRunning() const
{
    return m_process && m_process->state() == QProcess::Running;
}

qint64 Program::pid() const
{
    return isRunning() ? m_process->processId() : 0;
}

void Program::say(const QByteArray &line)
{
    if (!isRunning())
        return;
    m_process->write(line + '\n');
    m_process->waitForBytesWritten(kKillMs);
}

Result<QByteArray> Program::waitForLine(const Wanted &isWanted, Milliseconds within)
{
    if (!m_process)
        return endedEarly();
    const QDeadlineTimer deadline(within.count());
    for (;;) {
        while (const auto line = nextLine()) {
            if (isWanted(*line))
                return *line;
        }
        if (!isRunning())
            return endedEarly();
        if (deadline.hasExpired())
            return { Errc::Timeout, QStringLiteral("no such line from %1").arg(m_options.path) };
        m_process->waitForReadyRead(int(std::clamp<qint64>(deadline.remainingTime(), 1, kBeatMs)));
        keepComplaints();
    }
}

void Program::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(kKillMs);
    keepComplaints();
}

std::optional<int> Program::stop(Milliseconds within)
{
    if (!isRunning())
        return std::nullopt;
    m_process->closeWriteChannel();
    m_process->terminate();
    if (!m_process->waitForFinished(int(within.count()))) {
        kill();
        return std::nullopt;
    }
    keepComplaints();
    if (m_process->exitStatus() != QProcess::NormalExit)
        return std::nullopt;
    return m_process->exitCode();
}

QByteArray Program::complaints()
{
    keepComplaints();
    return m_complaints;
}

void Program::keepComplaints()
{
    if (m_process)
        m_complaints += m_process->readAllStandardError();
    if (m_complaints.size() > kComplaintsKept)
        m_complaints = m_complaints.last(kComplaintsKept);
}

std::optional<QByteArray> Program::nextLine()
{
    m_process->setReadChannel(QProcess::StandardOutput);
    if (!m_process->canReadLine())
        return std::nullopt;
    QByteArray line = m_process->readLine();
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

Error Program::endedEarly()
{
    keepComplaints();
    const QByteArray last = m_complaints.last(std::min<qsizetype>(m_complaints.size(), 500)).trimmed();
    return { Errc::Network, QStringLiteral("%1 ended: %2").arg(m_options.path, QString::fromUtf8(last)) };
}

QString builtProgram(const QString &binFolder, const QString &name)
{
    const QString inTests = binFolder + QStringLiteral("/tests/") + name;
    return QFile::exists(inTests) ? inTests : binFolder + u'/' + name;
}

} // namespace pc::test
