// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/sheetpaper.h"

#include "ui/account/paperwriter.h"
#include "ui/style/plainlabel.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QLocale>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QSaveFile>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace pc::account {

namespace {

struct Paper
{
    Q_DECLARE_TR_FUNCTIONS(pc::account::SheetPaper)
};

constexpr int kPdfDpi = 600;
constexpr double kMargin = kPaperMargin; // points, as all below
constexpr int kColumns = 3;

constexpr int kTitle = 26;
constexpr int kOwner = 14;
constexpr int kText = 11;
constexpr int kWord = 16;
constexpr int kNumber = 10;

void writeWords(PaperWriter &to, const QStringList &words)
{
    const int rows = (int(words.size()) + kColumns - 1) / kColumns;
    const double rowHeight = 27 * to.unit();
    const double pad = 14 * to.unit();
    const QRectF box(to.page().left(), to.y(), to.page().width(), rows * rowHeight + 2 * pad);
    QPainter &painter = to.painter();
    painter.setPen(QPen(Qt::black, 1 * to.unit()));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, 8 * to.unit(), 8 * to.unit());
    const double column = (box.width() - 2 * pad) / kColumns;
    const double number = 22 * to.unit();
    for (int i = 0; i < int(words.size()); ++i) {
        const QRectF cell(
            box.left() + pad + i / rows * column, box.top() + pad + i % rows * rowHeight, column, rowHeight);
        painter.setPen(QColor(0x55, 0x55, 0x55));
        painter.setFont(to.font(kNumber, false));
        painter.drawText(QRectF(cell.left(), cell.top(), number, rowHeight),
            int(Qt::AlignRight | Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine), QLocale().toString(i + 1));
        painter.setPen(Qt::black);
        painter.setFont(to.font(kWord, true));
        painter.drawText(QRectF(cell.left() + number + 8 * to.unit(), cell.top(), column - number, rowHeight),
            int(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine | Qt::TextDontClip),
            words[i]);
    }
    to.skip(box.height() / to.unit());
}

/// "Date ______   Place ______", to be filled in by hand.
void writeBlanks(PaperWriter &to)
{
    const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
    QPainter &painter = to.painter();
    const QFont font = to.font(kText, false);
    const QFontMetricsF metrics(font, painter.device());
    const double half = to.page().width() / 2;
    const double gap = 8 * to.unit();
    int at = 0;
    for (const QString &name :
        { Paper::tr("Date", "to be filled in by hand"), Paper::tr("Kept at", "a place; to be filled in by hand") }) {
        const double start = at++ == 0 ? 0 : half;
        const double wide = metrics.horizontalAdvance(name) + gap;
        const double end = start + half - (start == 0 ? 3 * gap : 0);
        const auto x = [&](double from) { return mirrored ? to.page().right() - from : to.page().left() + from; };
        painter.setFont(font);
        painter.setPen(Qt::black);
        painter.drawText(QPointF(mirrored ? x(start + wide - gap) : x(start), to.y()), name);
        painter.setPen(QPen(Qt::black, 0.75 * to.unit()));
        painter.drawLine(QPointF(x(start + wide), to.y() + 2 * to.unit()), QPointF(x(end), to.y() + 2 * to.unit()));
    }
}

void writeAdvice(PaperWriter &to, bool isPhrase)
{
    to.write(Paper::tr("What it is for"), kText + 1, true);
    to.skip(3);
    to.write(
        Paper::tr(
            "When no computer of yours is left, it brings your messages back on a new one: sign in to ParentConnect "
            "there, choose “I have my recovery sheet” and type these words in this order."),
        kText, false);
    to.skip(14);
    to.write(Paper::tr("Where to keep it"), kText + 1, true);
    to.skip(3);
    to.write(isPhrase
            ? Paper::tr("Learn the words by heart, then keep this sheet where you keep your passport, or tear it up. "
                        "Nobody from the school or from ParentConnect ever asks for it.")
            : Paper::tr("Where you keep your passport: on paper, not as a photo and not beside the computer. Nobody "
                        "from the school or from ParentConnect ever asks for it."),
        kText, false);
    to.skip(14);
    to.write(Paper::tr("If it is lost, or somebody else may have seen it"), kText + 1, true);
    to.skip(3);
    to.write(Paper::tr("Make a new one on a computer where you still read your messages: in the preferences, under “If "
                       "you lose this "
                       "computer”. From then on this one opens nothing any more. Nobody can make it for you."),
        kText, false);
}

} // namespace

void paintPaper(QPainter &painter, const QRectF &page, double dpi, const SheetPaper &paper)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PaperWriter to(painter, page, dpi);
    const QColor grey(0x4a, 0x4a, 0x4a);
    to.write(QStringLiteral("ParentConnect"), kText, false, grey);
    to.skip(4);
    to.write(Paper::tr("Recovery sheet"), kTitle, true);
    to.skip(8);
    to.write(paper.owner.person, kOwner, true);
    if (!paper.owner.school.isEmpty())
        to.write(paper.owner.school, kOwner, false, grey);
    to.skip(20);
    writeWords(to, paper.words);
    to.skip(44);
    writeBlanks(to);
    to.skip(34);
    writeAdvice(to, paper.words.size() < 24);
    painter.restore();
}

QPageSize usualPageSize()
{
    const bool isLetter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    return QPageSize(isLetter ? QPageSize::Letter : QPageSize::A4);
}

Result<void> printPaper(QPrinter &printer, const SheetPaper &paper)
{
    printer.setFullPage(true); // the margins are the sheet's own
    QPainter painter(&printer);
    if (!painter.isActive())
        return Errc::Unavailable;
    const double margin = kMargin * printer.resolution() / kPointsPerInch;
    const QRectF page({}, printer.paperRect(QPrinter::DevicePixel).size());
    paintPaper(painter, page.adjusted(margin, margin, -margin, -margin), printer.resolution(), paper);
    if (!painter.end())
        return Errc::Unavailable;
    return {};
}

Result<void> savePaper(const QString &path, const SheetPaper &paper)
{
    const auto refusal = [](const QSaveFile &file) {
        return Error { file.error() == QFileDevice::ResourceError ? Errc::DiskFull : Errc::Disk, {} };
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return refusal(file);
    {
        QPdfWriter writer(&file);
        writer.setResolution(kPdfDpi);
        writer.setPageSize(usualPageSize());
        writer.setPageMargins({ kMargin, kMargin, kMargin, kMargin }, QPageLayout::Point);
        writer.setTitle(Paper::tr("Recovery sheet"));
        writer.setCreator(QStringLiteral("ParentConnect"));
        QPainter painter(&writer);
        if (!painter.isActive())
            return refusal(file);
        paintPaper(painter, QRectF({}, QSizeF(writer.width(), writer.height())), kPdfDpi, paper);
    }
    if (!file.commit())
        return refusal(file);
    return {};
}

} // namespace pc::account
