// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/check.h"

#include "ui/models/timetext.h"
#include "ui/words/errors.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace pc::words {
namespace {

using session::CheckFinding;
using session::CheckLine;
using session::CheckOutcome;
using session::CheckReport;
using session::CheckStep;

struct Check
{
    Q_DECLARE_TR_FUNCTIONS(pc::words::Check)
};

/// Foreign text inside a sentence of ours: on one line, in its own direction (Unicode isolates).
QString foreign(const QString &text)
{
    QString plain = text;
    std::replace_if(
        plain.begin(), plain.end(), [](QChar c) { return !c.isPrint(); }, QChar(u' '));
    return QChar(0x2068) + plain.simplified() + QChar(0x2069);
}

QString certificateFinding(CheckFinding finding, bool hasOwnRoots)
{
    switch (finding) {
    case CheckFinding::CertificateExpired:
        return Check::tr(
            "The server's certificate has run out. If this computer's date is right, please tell the school.");
    case CheckFinding::CertificateNotYetValid:
        return Check::tr(
            "The server's certificate is not valid yet. Please see that this computer's date and time are right.");
    case CheckFinding::IssuerUnknown:
        if (hasOwnRoots)
            return Check::tr(
                "The server's certificate does not come from the school's own authority that was chosen here. "
                "Please ask the school for its certificate.");
        return Check::tr(
            "This computer does not know who issued the server's certificate: somebody may be listening. If "
            "the school has an authority of its own, please ask for its certificate and choose it under "
            "Connection.");
    case CheckFinding::NameWrong:
        return Check::tr("The certificate is another server's. You may have to sign in to this network in a browser "
                         "first; else please check the address.");
    default:
        return Check::tr("The server's certificate cannot be believed. Please tell the school.");
    }
}

QString networkFinding(CheckFinding finding)
{
    switch (finding) {
    case CheckFinding::TooSlow:
        return Check::tr("There was no answer within ten seconds. Please try again, or try another network.");
    case CheckFinding::NameUnknown:
        return Check::tr(
            "Nobody knows this address. Please check how it is written, and whether this computer is on the "
            "internet.");
    case CheckFinding::NobodyListens:
        return Check::tr(
            "Nobody answers at this address. Please check it, or ask the school whether its server is running.");
    case CheckFinding::Unreachable:
        return Check::tr("The network does not lead there. Please check the network, or ask whoever looks after it.");
    case CheckFinding::ProxyUnreachable:
        return Check::tr("The network's proxy does not answer. Please check it under Connection.");
    case CheckFinding::ProxyForbids:
        return Check::tr(
            "The network's proxy does not lead there. Please ask whoever looks after the network to allow it.");
    case CheckFinding::ProxyAsks:
        return Check::tr("The network's proxy asks for a name and a password. Please enter them, then check again.");
    case CheckFinding::NoEncryption:
        return Check::tr("Whoever answers there does not speak securely. Please check the address, or ask the school.");
    case CheckFinding::SomethingElse:
        return Check::tr(
            "Something answers, but it is no school's server. You may have to sign in to this network in a "
            "browser first.");
    case CheckFinding::Busy:
        return Check::tr("The school's server is busy or being repaired. Please try again later.");
    case CheckFinding::NoWebSocket:
        return Check::tr("This network does not let it through. Messages come the other way, a little later.");
    case CheckFinding::NoPolls:
        return Check::tr("This network does not let it through.");
    case CheckFinding::SignedOut:
        return Check::tr("This computer was signed out. Please sign in again.");
    default:
        return Check::tr("The school's server did not answer. Please try again later.");
    }
}

QString skipReason(CheckFinding finding)
{
    switch (finding) {
    case CheckFinding::ProxyLooksUp:
        return Check::tr("The network's proxy does that.");
    case CheckFinding::NumericAddress:
        return Check::tr("The address is a number already.");
    case CheckFinding::NotEncrypted:
        return Check::tr("The address begins with http, so the way there is open.");
    case CheckFinding::NobodySignedIn:
        return Check::tr("Nobody is signed in here yet.");
    default:
        return {}; // what failed above says enough
    }
}

bool isAboutCertificate(CheckFinding finding)
{
    return finding >= CheckFinding::CertificateExpired && finding <= CheckFinding::CertificateBad;
}

QString certificateSentence(const CheckReport &report)
{
    if (!report.validUntil)
        return {};
    const QString until = QLocale().toString(ui::localDay(*report.validUntil), QLocale::LongFormat);
    if (report.issuer.isEmpty())
        return Check::tr("Valid until %1.", "a certificate").arg(until);
    return Check::tr("Issued by %1, valid until %2.", "a certificate").arg(foreign(report.issuer), until);
}

/// What is worth knowing of a step that passed.
QString whatWasSeen(const CheckReport &report, CheckStep step)
{
    if (step == CheckStep::Encryption)
        return certificateSentence(report);
    if (step != CheckStep::Address)
        return {};
    return report.proxy.isEmpty() ? QString() : Check::tr("Through the proxy %1.").arg(foreign(report.proxy));
}

} // namespace

QString checkTitle(CheckStep step)
{
    switch (step) {
    case CheckStep::Name:
        return Check::tr("Finding the school's server");
    case CheckStep::Address:
        return Check::tr("Reaching it");
    case CheckStep::Encryption:
        return Check::tr("Making sure that it is the school's");
    case CheckStep::Relay:
        return Check::tr("Getting an answer");
    case CheckStep::WebSocket:
        return Check::tr("Messages at once");
    case CheckStep::Polls:
        return Check::tr("Messages the other way");
    case CheckStep::SignIn:
        return Check::tr("Your sign-in");
    }
    return {};
}

QString checkOutcome(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Waiting:
        return Check::tr("Waits", "a step of a check");
    case CheckOutcome::Running:
        return Check::tr("Is being tried", "a step of a check");
    case CheckOutcome::Passed:
        return Check::tr("Works", "a step of a check");
    case CheckOutcome::Failed:
        return Check::tr("Failed", "a step of a check");
    case CheckOutcome::Skipped:
        return Check::tr("Left out", "a step of a check");
    }
    return {};
}

QString checkSentence(const CheckReport &report, CheckStep step)
{
    const CheckLine &line = report.line(step);
    switch (line.outcome) {
    case CheckOutcome::Passed:
        return whatWasSeen(report, step);
    case CheckOutcome::Skipped:
        return skipReason(line.finding);
    case CheckOutcome::Failed:
        return isAboutCertificate(line.finding) ? certificateFinding(line.finding, report.hasOwnRoots)
                                                : networkFinding(line.finding);
    case CheckOutcome::Waiting:
    case CheckOutcome::Running:
        break;
    }
    return {};
}

QString checkSummary(const CheckReport &report)
{
    if (!report.isDone)
        return Check::tr("This takes a moment.");
    const auto failed = std::find_if(report.lines.begin(), report.lines.end(),
        [](const CheckLine &line) { return line.outcome == CheckOutcome::Failed; });
    if (failed == report.lines.end())
        return Check::tr("Everything works.");
    const bool isOnlySlower = failed->step == CheckStep::WebSocket
        && report.line(CheckStep::Polls).outcome == CheckOutcome::Passed
        && report.line(CheckStep::SignIn).outcome != CheckOutcome::Failed;
    if (isOnlySlower)
        return Check::tr("Messages come and go, a little later than in other networks.");
    return Check::tr("It does not work from here on: %1", "%1 is a step, like 'Reaching it'")
        .arg(checkTitle(failed->step));
}

QString checkDuration(const CheckLine &line)
{
    if (line.outcome != CheckOutcome::Passed && line.outcome != CheckOutcome::Failed)
        return {};
    return Check::tr("%1 ms", "milliseconds").arg(QLocale().toString(qlonglong(line.took.count())));
}

QString checkText(const CheckReport &report)
{
    QStringList lines { Check::tr("ParentConnect: check of the connection"), checkSummary(report) };
    for (const CheckLine &line : report.lines) {
        QString text
            = Check::tr("%1: %2", "a step, and how it went").arg(checkTitle(line.step), checkOutcome(line.outcome));
        for (const QString &more : { checkDuration(line), checkSentence(report, line.step) })
            text += more.isEmpty() ? QString() : QStringLiteral(" · ") + more;
        lines.append(text);
    }
    return lines.join(u'\n') + u'\n';
}

QString rootsRefusal(Errc code)
{
    switch (code) {
    case Errc::Forbidden:
        return Check::tr(
            "This file holds a secret key, which must stay with the school. Please ask for the certificate "
            "alone. Nothing was changed.");
    case Errc::TooLarge:
        return Check::tr("This file is too large for a certificate. Nothing was changed.");
    case Errc::Expired:
        return Check::tr("This certificate has run out, or is not valid yet. Nothing was changed.");
    case Errc::Invalid:
        return Check::tr("There is no whole certificate in this file. Nothing was changed.");
    case Errc::NotFound:
    case Errc::Disk:
        return Check::tr("This file cannot be read. Nothing was changed.");
    default:
        return errorSentence(code);
    }
}

} // namespace pc::words
