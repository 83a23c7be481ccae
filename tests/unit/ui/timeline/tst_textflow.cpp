// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/emojiruns.h"
#include "ui/timeline/textflow.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTest>

using namespace pc;
using namespace pc::ui;

namespace {

constexpr double kWidth = 300;
constexpr int kLine = 20;

TextLook look(Qt::LayoutDirection direction = Qt::LeftToRight)
{
    QFont font;
    font.setPixelSize(14);
    return { .font = font, .lineHeight = kLine, .direction = direction, .linkInk = Qt::blue };
}

TextFlow flow(const QString &text, Qt::LayoutDirection direction = Qt::LeftToRight)
{
    return TextFlow(text, findLinks(text), look(direction), kWidth);
}

/// The columns of a band of lines in which anything is painted: left and right edge, empty when nothing is.
QPair<int, int> ink(const TextFlow &text, int line, double width)
{
    QImage image(int(width) + 40, int(text.height()) + 1, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    text.paint(painter, { 20, 0 }, width, Qt::black, image.rect());
    painter.end();
    int left = image.width();
    int right = -1;
    for (int y = line * kLine; y < (line + 1) * kLine; ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == QColor(Qt::white))
                continue;
            left = std::min(left, x);
            right = std::max(right, x);
        }
    }
    return { left - 20, right - 20 };
}

} // namespace

class TestTextFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markupIsOnlyText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("image") << QStringLiteral("<img src='http://evil.example/x.png'>");
        QTest::newRow("table") << QStringLiteral("<table><tr><td>a</td></tr></table>");
        QTest::newRow("entity") << QStringLiteral("&lt;b&gt;");
    }

    void markupIsOnlyText()
    {
        QFETCH(QString, text);
        const TextFlow laid = flow(text);
        QCOMPARE(laid.text(), text);
        QVERIFY(laid.width() > 30);
    }

    void aShortTextTakesNoMoreRoomThanItNeeds()
    {
        QVERIFY(flow(QStringLiteral("Hi")).width() < 40);
        QCOMPARE(flow(QStringLiteral("Hi")).height(), double(kLine));
        QCOMPARE(flow(QString()).height(), double(kLine));
    }

    void aLongWordBreaksInsteadOfLeaving()
    {
        const TextFlow laid = flow(QString(2'000, u'x'));
        QVERIFY(laid.width() <= kWidth);
        QVERIFY(laid.height() > 20 * kLine);
    }

    void emojiAndOtherScriptsKeepTheGrid()
    {
        QCOMPARE(flow(QStringLiteral("\U0001F44D\U0001F3FD \U0001F469‍\U0001F467 ok")).height(), double(kLine));
        QCOMPARE(flow(QStringLiteral("شكرًا 谢谢 ok")).height(), double(kLine));
    }

    void picturesAreFoundAndNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("runs");
        const auto row = [](const char *name, const QString &text, const QStringList &runs) {
            QTest::newRow(name) << text << runs;
        };
        row("none", QStringLiteral("12:30 plain © text #1"), {});
        row("one", QStringLiteral("ok \U0001F44D yes"), { QStringLiteral("\U0001F44D") });
        row("skin tone", QStringLiteral("\U0001F44D\U0001F3FD!"), { QStringLiteral("\U0001F44D\U0001F3FD") });
        row("family", QStringLiteral("a\U0001F468\u200d\U0001F469\u200d\U0001F467b"),
            { QStringLiteral("\U0001F468\u200d\U0001F469\u200d\U0001F467") });
        row("joined to a heart", QStringLiteral("\U0001F469\u200d\u2764\ufe0f\u200d\U0001F468"),
            { QStringLiteral("\U0001F469\u200d\u2764\ufe0f\u200d\U0001F468") });
        row("heart as a picture", QStringLiteral("I \u2764\ufe0f it"), { QStringLiteral("\u2764\ufe0f") });
        row("heart as a sign", QStringLiteral("I \u2764 it"), {});
        row("keycap", QStringLiteral("1\ufe0f\u20e3 2"), { QStringLiteral("1\ufe0f\u20e3") });
        row("half a pair", QString(QChar(0xd83d)), {});
    }

    void picturesAreFoundAndNothingElse()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, runs);
        QStringList found;
        for (const EmojiRun &run : findEmoji(text))
            found << text.mid(run.start, run.length);
        QCOMPARE(found, runs);
    }

    void aHundredParagraphsAreAHundredLines()
    {
        QCOMPARE(flow(QStringLiteral("a\n").repeated(99) + u'b').height(), 100.0 * kLine);
    }

    void sixteenThousandLineBreaksAreLaidOutInATurn()
    {
        QElapsedTimer timer;
        timer.start();
        const TextFlow laid = flow(QStringLiteral("a\n").repeated(8'000));
        QVERIFY(laid.height() >= 8'000.0 * kLine);
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    }

    void everyParagraphRunsItsOwnWay()
    {
        const TextFlow laid = flow(QStringLiteral("a long line of Latin letters here\nشكرًا\nok"));
        const double width = laid.width();
        QVERIFY(ink(laid, 0, width).first <= 2);
        QVERIFY(ink(laid, 1, width).second >= width - 4);
        QVERIFY(ink(laid, 1, width).first > width / 2);
        QVERIFY(ink(laid, 2, width).first <= 2);
        // Nothing leaves the box in a wider bubble, either.
        QVERIFY(ink(laid, 1, width + 30).second >= width + 26);
        QVERIFY(ink(laid, 1, width + 30).second <= width + 30);
    }

    void digitsAloneRunWithTheInterface()
    {
        QVERIFY(ink(flow(QStringLiteral("12345")), 0, kWidth).first <= 2);
        QVERIFY(ink(flow(QStringLiteral("12345"), Qt::RightToLeft), 0, kWidth).second >= kWidth - 4);
    }

    void pointsFindLettersWordsAndLinks()
    {
        const QString text = QStringLiteral("see https://school.example/3b now");
        const TextFlow laid = flow(text);
        QVERIFY(!laid.linkAt({ 2, 10 }, laid.width()));
        const Link *link = laid.linkAt({ 60, 10 }, laid.width());
        QVERIFY(link);
        QCOMPARE(link->url, QUrl(QStringLiteral("https://school.example/3b")));
        QVERIFY(!laid.linkAt({ laid.width() + 50, 10 }, laid.width() + 60));
        QCOMPARE(laid.positionAt({ 0, 10 }, laid.width()), 0);
        QCOMPARE(laid.positionAt({ 999, 10 }, laid.width()), text.size());
        const TextRange word = laid.wordAt(1);
        QCOMPARE(text.mid(word.start, word.end - word.start), QStringLiteral("see"));
    }

    void links_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const auto one = [](const char *text, const char *link) {
            QTest::newRow(text) << QString::fromUtf8(text) << QStringList { QString::fromUtf8(link) };
        };
        const auto none = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text) << QStringList {}; };
        one("go to https://a.example/x?y=1#z.", "https://a.example/x?y=1#z");
        one("(http://a.example)", "http://a.example");
        one("http://a.example/wiki/B_(c)", "http://a.example/wiki/B_(c)");
        one("write mailto:office@school.example, please", "mailto:office@school.example");
        one("HTTPS://A.EXAMPLE", "HTTPS://A.EXAMPLE");
        one("انظر https://a.example/ب، شكرًا", "https://a.example/ب");
        none("javascript:alert(1)");
        none("file:///etc/passwd");
        none("ftp://a.example");
        none("https://");
        none("https://school.example@evil.example/");
        none("xhttps://a.example");
        none("data:text/html,x");
        none("mailto:nobody");
    }

    void links()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList links;
        for (const Link &link : findLinks(text))
            links << text.mid(link.start, link.length);
        QCOMPARE(links, found);
    }

    void aTargetShowsTheHostInPlainLetters()
    {
        QCOMPARE(linkTarget(QUrl(QStringLiteral("https://school.example/a/b?c"))), QStringLiteral("school.example"));
        QCOMPARE(
            linkTarget(QUrl(QStringLiteral("https://\u0430pple.example/"))), QStringLiteral("xn--pple-43d.example"));
        QCOMPARE(
            linkTarget(QUrl(QStringLiteral("mailto:office@school.example"))), QStringLiteral("office@school.example"));
    }

    void onlyAHundredLinksAreLookedFor()
    {
        QCOMPARE(findLinks(QStringLiteral("http://a.example ").repeated(900)).size(), size_t(100));
    }
};

QTEST_MAIN(TestTextFlow)
#include "tst_textflow.moc"
