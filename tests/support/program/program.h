// SPDX-License-Identifier: GPL-3.0-or-later
// Program: a built program of ours run by a test, spoken to in lines. It is ready when it says so, dies when the test
// wants it or ends, and may be started again on the same folder.
//
// Every wait has a deadline and blocks without an event loop; what else the test runs must be on another thread.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace pc::test {

struct ProgramOptions
{
    QString path;
    QStringList arguments {};
    QStringList environment {}; ///< NAME=value, beside the test's own.
    QString folder {}; ///< Where it works; the test's own when empty.
    std::function<bool(const QByteArray &line)> isReady {}; ///< Of a line on stdout; ready at once when absent.
    Milliseconds readyWithin { 15'000 };
};

class Program
{
public:
    using Wanted = std::function<bool(const QByteArray &line)>;

    explicit Program(ProgramOptions options);
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    /// Kills it if it still runs.
    ~Program();

    /// Errors: Network (did not start, or ended before it was ready; detail holds its last words), Timeout.
    Result<void> start();

    /// For the next start(): another port, another flag.
    void setArguments(const QStringList &arguments) { m_options.arguments = arguments; }

    /// The line that said it was ready.
    QByteArray readyLine() const { return m_readyLine; }

    bool isRunning() const;
    qint64 pid() const;

    void say(const QByteArray &line);

    /// The first line from here on that is wanted; those before it are dropped. Errors: Timeout, Network (it ended).
    Result<QByteArray> waitForLine(const Wanted &isWanted, Milliseconds within);

    /// SIGKILL, and waits until it is gone.
    void kill();

    /// Closes its stdin and sends SIGTERM; kills it after `within`. The exit code, or nothing when it had to be killed or
    /// crashed.
    std::optional<int> stop(Milliseconds within = Milliseconds { 5'000 });

    /// What it wrote to stderr so far, at most the last 64 KiB.
    QByteArray complaints();

private:
    void keepComplaints();
    std::optional<QByteArray> nextLine();
    Error endedEarly();

    ProgramOptions m_options;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_readyLine;
    QByteArray m_complaints;
};

/// The program of that name in the build's bin folder (or bin/tests).
QString builtProgram(const QString &binFolder, const QString &name);

} // namespace pc::test
