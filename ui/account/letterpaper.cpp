// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/letterpaper.h"

#include "ui/account/invitelink.h"
#include "ui/account/paperwriter.h"
#include "ui/account/sheetpaper.h"
#include "ui/pictures/qrcode.h"
#include "ui/style/plainlabel.h"
#include "ui/words/roles.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QSaveFile>

namespace pc::account {

namespace {

struct LetterWords
{
    Q_DECLARE_TR_FUNCTIONS(pc::account::LetterPaper)
};

constexpr int kLetterDpi = 600;
constexpr int kTitlePoints = 24;
constexpr int kTextPoints = 12;
constexpr int kSmallPoints = 10;
constexpr double kCodeSide = 150;

void writeStep(PaperWriter &to, int number, const QString &text)
{
    const double before = to.y();
    to.write(text, kTextPoints, false, Qt::black, 24);
    const double after = to.y();
    to.skip((before - after) / to.unit());
    to.write(QLocale().toString(number) + u'.', kTextPoints, true);
    to.skip((after - to.y()) / to.unit() + 7);
}

void drawCode(PaperWriter &to, const QString &link)
{
    const auto code = pictures::QrCode::of(link);
    if (!code)
        return;
    const double side = kCodeSide * to.unit();
    const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
    const double left = mirrored ? to.page().right() - side : to.page().left();
    to.painter().setRenderHint(QPainter::SmoothPixmapTransform, false);
    to.painter().drawImage(QRectF(left, to.y(), side, side), code->image(8));
    to.skip(kCodeSide);
}

/// Always from left to right, and broken wherever a line ends: it is copied letter by letter.
void writeLink(PaperWriter &to, const QString &link)
{
    QFont font = to.font(kSmallPoints, false);
    font.setFamilies({ QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Courier New") });
    font.setStyleHint(QFont::Monospace);
    to.painter().setFont(font);
    to.painter().setPen(Qt::black);
    const double height = 2 * 15 * to.unit();
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAnywhere);
    to.painter().drawText(QRectF(to.page().left(), to.y(), to.page().width(), 2 * height), link, option);
    to.skip(height / to.unit());
}

template<typename NewPage>
void paintAll(
    QPainter &painter, const QRectF &page, double dpi, const std::vector<LetterPaper> &letters, NewPage newPage)
{
    bool isFirst = true;
    for (const LetterPaper &letter : letters) {
        if (!isFirst)
            newPage();
        isFirst = false;
        paintLetter(painter, page, dpi, letter);
    }
}

} // namespace

QString letterLink(const session::Invitation &invitation)
{
    return inviteLinkText({ invitation.relay, invitation.code, invitation.letter });
}

void paintLetter(QPainter &painter, const QRectF &page, double dpi, const LetterPaper &letter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PaperWriter to(painter, page, dpi);
    const QColor grey(0x4a, 0x4a, 0x4a);
    const session::Invitation &invitation = letter.invitation;
    const QString link = letterLink(invitation);
    to.write(letter.school, kTextPoints, false, grey);
    to.skip(14);
    to.write(LetterWords::tr("An invitation for %1").arg(style::isolated(invitation.person.name)), kTitlePoints, true);
    to.skip(4);
    to.write(words::beginning(words::whatTheyAre(invitation.person)), kTextPoints, false, grey);
    to.skip(20);
    to.write(
        LetterWords::tr("Our school writes to parents with ParentConnect. What is written there can be read by the "
                        "people in the conversation and by nobody else."),
        kTextPoints, false);
    to.skip(16);
    to.write(LetterWords::tr("How to join"), kTextPoints + 2, true);
    to.skip(6);
    writeStep(to, 1, LetterWords::tr("Install ParentConnect on your computer and start it."));
    writeStep(to, 2,
        LetterWords::tr(
            "If this letter reached you on the computer, click the link below. If you have it on paper, choose “I "
            "was invited and join now” and “Read the picture on a letter…”, and hold it to the camera. Without a "
            "camera, type the link into the first field as it stands here."));
    writeStep(to, 3, LetterWords::tr("Choose a user name and a password, and press “Join”."));
    to.skip(8);
    drawCode(to, link);
    to.skip(4);
    writeLink(to, link);
    to.skip(14);
    to.write(LetterWords::tr("Please keep this letter to yourself"), kTextPoints + 2, true);
    to.skip(4);
    to.write(LetterWords::tr(
                 "It is for %1 alone, works once and until %2. By it the school knows that it is really you, and your "
                 "computer knows that it is really the school. If somebody else may have seen it before you joined, "
                 "please tell us: we write you another one.")
                 .arg(style::isolated(invitation.person.name),
                     QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMilliseconds(invitation.expires)).date(),
                         QLocale::LongFormat)),
        kTextPoints, false);
    to.skip(20);
    to.write(letter.writer, kTextPoints, false);
    painter.restore();
}

Result<void> printLetters(QPrinter &printer, const std::vector<LetterPaper> &letters)
{
    printer.setFullPage(true); // the margins are the letter's own
    QPainter painter(&printer);
    if (!painter.isActive())
        return Errc::Unavailable;
    const double margin = kPaperMargin * printer.resolution() / kPointsPerInch;
    const QRectF page({}, printer.paperRect(QPrinter::DevicePixel).size());
    paintAll(painter, page.adjusted(margin, margin, -margin, -margin), printer.resolution(), letters,
        [&printer] { printer.newPage(); });
    if (!painter.end())
        return Errc::Unavailable;
    return {};
}

Result<void> saveLetters(const QString &path, const std::vector<LetterPaper> &letters)
{
    const auto refusal = [](const QSaveFile &file) {
        return Error { file.error() == QFileDevice::ResourceError ? Errc::DiskFull : Errc::Disk, {} };
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return refusal(file);
    {
        QPdfWriter writer(&file);
        writer.setResolution(kLetterDpi);
        writer.setPageSize(usualPageSize());
        writer.setPageMargins({ kPaperMargin, kPaperMargin, kPaperMargin, kPaperMargin }, QPageLayout::Point);
        writer.setTitle(LetterWords::tr("Invitations"));
        writer.setCreator(QStringLiteral("ParentConnect"));
        QPainter painter(&writer);
        if (!painter.isActive())
            return refusal(file);
        paintAll(painter, QRectF({}, QSizeF(writer.width(), writer.height())), kLetterDpi, letters,
            [&writer] { writer.newPage(); });
    }
    if (!file.commit())
        return refusal(file);
    return {};
}

} // namespace pc::account
