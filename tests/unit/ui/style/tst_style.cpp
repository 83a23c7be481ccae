// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/avatar.h"
#include "ui/style/badge.h"
#include "ui/style/emojifont.h"
#include "ui/style/icon.h"
#include "ui/style/iconpath.h"
#include "ui/style/plainlabel.h"
#include "ui/style/sign.h"
#include "ui/style/systemscheme.h"
#include "ui/style/textblock.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace pc::style;

namespace {

QImage drawn(Icon icon, Qt::LayoutDirection direction)
{
    QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintIcon(painter, icon, QRectF(0, 0, 48, 48), Qt::black, direction);
    return image;
}

int inkedPixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
    }
    return count;
}

bool borderIsFree(const QImage &image)
{
    for (int i = 0; i < image.width(); ++i) {
        if (qAlpha(image.pixel(i, 0)) || qAlpha(image.pixel(i, image.height() - 1)) || qAlpha(image.pixel(0, i))
            || qAlpha(image.pixel(image.width() - 1, i)))
            return false;
    }
    return true;
}

} // namespace

class tst_Style : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void readablePairsKeepTheirContrast_data()
    {
        QTest::addColumn<Tone>("ink");
        QTest::addColumn<Tone>("ground");
        const auto pair = [](const char *name, Tone ink, Tone ground) { QTest::newRow(name) << ink << ground; };
        pair("text on ground", Tone::Text, Tone::Ground);
        pair("text on panel", Tone::Text, Tone::Panel);
        pair("text on hover", Tone::Text, Tone::Hover);
        pair("text on selected", Tone::Text, Tone::Selected);
        pair("text on other's bubble", Tone::Text, Tone::OtherBubble);
        pair("secondary on ground", Tone::Secondary, Tone::Ground);
        pair("secondary on panel", Tone::Secondary, Tone::Panel);
        pair("secondary on hover", Tone::Secondary, Tone::Hover);
        pair("secondary on selected", Tone::Secondary, Tone::Selected);
        pair("secondary on chip", Tone::Secondary, Tone::Chip);
        pair("secondary on own bubble", Tone::Secondary, Tone::OwnBubble);
        pair("faint on panel", Tone::Faint, Tone::Panel);
        pair("faint on ground", Tone::Faint, Tone::Ground);
        pair("faint on hover, as in a field", Tone::Faint, Tone::Hover);
        pair("faint on other's bubble", Tone::Faint, Tone::OtherBubble);
        pair("own text", Tone::OwnText, Tone::OwnBubble);
        pair("accent's own text", Tone::OnAccent, Tone::Accent);
        pair("accent on panel", Tone::Accent, Tone::Panel);
        pair("accent on ground", Tone::Accent, Tone::Ground);
        pair("accent on hover", Tone::Accent, Tone::Hover);
        pair("accent on selected", Tone::Accent, Tone::Selected);
        pair("accent on own bubble", Tone::Accent, Tone::OwnBubble);
        pair("danger on panel", Tone::Danger, Tone::Panel);
        pair("danger on ground", Tone::Danger, Tone::Ground);
        pair("danger on hover", Tone::Danger, Tone::Hover);
        pair("danger on selected", Tone::Danger, Tone::Selected);
        pair("danger's own text", Tone::Panel, Tone::Danger);
        pair("notice", Tone::NoticeText, Tone::NoticeGround);
        pair("notice on panel", Tone::NoticeText, Tone::Panel);
        pair("notice on other's bubble", Tone::NoticeText, Tone::OtherBubble);
        pair("notice on own bubble", Tone::NoticeText, Tone::OwnBubble);
        pair("notice on hover", Tone::NoticeText, Tone::Hover);
        pair("tooltip", Tone::Panel, Tone::Text);
    }

    void readablePairsKeepTheirContrast()
    {
        QFETCH(Tone, ink);
        QFETCH(Tone, ground);
        for (const Scheme scheme : { Scheme::Light, Scheme::Dark }) {
            const double ratio = contrast(color(scheme, ink), color(scheme, ground));
            QVERIFY2(ratio >= 4.5,
                qPrintable(QStringLiteral("%1 in %2")
                               .arg(ratio)
                               .arg(scheme == Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark"))));
        }
    }

    void peopleAreReadableInEveryColour()
    {
        QSet<QRgb> seen;
        for (char i = 0; i < 100; ++i) {
            const QByteArray id(16, i);
            seen.insert(personColor(id).rgb());
            QVERIFY(contrast(Qt::white, personColor(id)) >= 4.5);
            for (const Scheme scheme : { Scheme::Light, Scheme::Dark }) {
                QVERIFY(contrast(personInk(scheme, id), color(scheme, Tone::OtherBubble)) >= 4.5);
            }
        }
        QCOMPARE(seen.size(), 7);
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void initialsFitEveryScript_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &name, const QString &expected) {
            QTest::addRow("%s", qPrintable(name.left(40))) << name << expected;
        };
        row(QStringLiteral("Ada Okafor"), QStringLiteral("AO"));
        row(QStringLiteral("Jana Horáková"), QStringLiteral("JH"));
        row(QStringLiteral("Class 3B"), QStringLiteral("3B"));
        row(QStringLiteral("School office"), QStringLiteral("SO"));
        row(QStringLiteral("Football club U9"), QStringLiteral("FC"));
        row(QStringLiteral("luis"), QStringLiteral("L"));
        row(QStringLiteral("Maria del Carmen Ruiz"), QStringLiteral("MR"));
        row(QStringLiteral("李小龙"), QStringLiteral("李"));
        row(QStringLiteral("(Ada) [Okafor]"), QStringLiteral("AO"));
        row(QStringLiteral("ادا اوكافور"), QString(QChar(0x0627)) + QChar(0x200C) + QChar(0x0627));
        row(QStringLiteral("الصف الثالث"), QString(QChar(0x0635)) + QChar(0x200C) + QChar(0x062B));
        row(QStringLiteral("الصف ٣ب"), QStringLiteral("٣ب"));
        row(QString(), QStringLiteral("?"));
        row(QStringLiteral("  \n "), QStringLiteral("?"));
        row(QStringLiteral("--- ///"), QStringLiteral("?"));
        row(QStringLiteral("<b>Ada</b>"), QStringLiteral("B"));
    }

    void initialsFitEveryScript()
    {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(initials(name), expected);
    }

    void everyIconIsDrawnInsideItsGrid()
    {
        for (int i = 0; i < kIconCount; ++i) {
            const QImage image = drawn(Icon(i), Qt::LeftToRight);
            QVERIFY2(inkedPixels(image) > 20, qPrintable(QString::number(i)));
            QVERIFY2(borderIsFree(image), qPrintable(QString::number(i)));
        }
    }

    void onlyPointingIconsAreMirrored()
    {
        QVERIFY(drawn(Icon::Back, Qt::LeftToRight) != drawn(Icon::Back, Qt::RightToLeft));
        QCOMPARE(drawn(Icon::Tick, Qt::LeftToRight), drawn(Icon::Tick, Qt::RightToLeft));
        QCOMPARE(drawn(Icon::Clock, Qt::LeftToRight), drawn(Icon::Clock, Qt::RightToLeft));
    }

    void badDrawingEndsWhereItCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("unknown") << QByteArray("X 1 2");
        QTest::newRow("short") << QByteArray("M 1");
        QTest::newRow("no number") << QByteArray("M 1 one");
        QTest::newRow("long command") << QByteArray("MM 1 2");
    }

    void badDrawingEndsWhereItCannotBeRead()
    {
        QFETCH(QByteArray, text);
        const IconPath path = parseIconPath(QLatin1StringView(text));
        QVERIFY(path.lines.isEmpty());
        QVERIFY(path.dots.isEmpty());
    }

    void themedIconFollowsTheTheme()
    {
        const QIcon icon = themedIcon(Icon::Plus, m_theme, Tone::Text);
        m_theme.setChoice(ThemeChoice::Light);
        const QImage light = icon.pixmap(24, 24).toImage();
        m_theme.setChoice(ThemeChoice::Dark);
        const QImage dark = icon.pixmap(24, 24).toImage();
        QVERIFY(light != dark);
    }

    void choiceIsAppliedAtOnce()
    {
        m_theme.setChoice(ThemeChoice::Light);
        QSignalSpy changed(&m_theme, &Theme::changed);
        m_theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), color(Scheme::Dark, Tone::Panel));
        m_theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void systemsBrightnessStaysReadableUnderOurPalette()
    {
        const Scheme before = systemScheme();
        m_theme.setChoice(before == Scheme::Light ? ThemeChoice::Dark : ThemeChoice::Light);
        QCOMPARE(systemScheme(), before);
        m_theme.setChoice(ThemeChoice::System);
        QCOMPARE(m_theme.scheme(), before);
    }

    void lettersAndRowsGrowTogether()
    {
        m_theme.setTextZoom(1.0);
        const int letters = m_theme.font(TextSize::Body).pixelSize();
        const int row = m_theme.scaled(kRowHeight);
        m_theme.setTextZoom(1.5);
        QCOMPARE(m_theme.font(TextSize::Body).pixelSize(), qRound(letters * 1.5));
        QCOMPARE(m_theme.scaled(kRowHeight), qRound(row * 1.5));
        m_theme.setTextZoom(100);
        QCOMPARE(m_theme.textZoom(), 2.0);
        m_theme.setTextZoom(1.0);
    }

    void labelsNeverReadMarkup()
    {
        PlainLabel label(m_theme);
        label.setText(QStringLiteral("<img src=x><b>Ada</b>"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), QStringLiteral("<img src=x><b>Ada</b>"));
        PlainLabel bold(m_theme);
        bold.setText(QStringLiteral("Ada"));
        QVERIFY(label.sizeHint().width() > 2 * bold.sizeHint().width());
        QVERIFY(!plainToolTip(QStringLiteral("<img src=x>")).contains(QStringLiteral("<img")));
        QCOMPARE(plainMnemonic(QStringLiteral("A & B")), QStringLiteral("A && B"));
    }

    void elidedLabelKeepsTheWholeText()
    {
        PlainLabel label(m_theme);
        label.setElided(true);
        const QString name = QStringLiteral("A very long name of a person indeed");
        label.setText(name);
        label.resize(60, 20);
        label.show();
        QVERIFY(label.text().endsWith(QChar(0x2026)));
        QCOMPARE(label.wholeText(), name);
        QCOMPARE(label.accessibleName(), name);
        QVERIFY(label.toolTip().contains(name));
    }

    void foreignTextKeepsItsDirectionToItself()
    {
        const QString inner = QStringLiteral("a") + QChar(0x202E) + QStringLiteral("b\nc") + QChar(0x2067);
        QCOMPARE(isolated(inner), QChar(0x2068) + QStringLiteral("ab c") + QChar(0x2069));
        QCOMPARE(directionOf(QStringLiteral("3 ب a"), Qt::LeftToRight), Qt::RightToLeft);
        QCOMPARE(directionOf(QStringLiteral("3 + 4"), Qt::RightToLeft), Qt::RightToLeft);
        QCOMPARE(directionOf(QStringLiteral("3 abc"), Qt::RightToLeft), Qt::LeftToRight);
    }

    void linesStayInTheirBox_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Qt::LayoutDirection>("layout");
        const QString latin = QStringLiteral("A line that is far too long for its box of eighty");
        const QString arabic = QStringLiteral("سطر طويل جدا لا يتسع له هذا الصندوق الصغير");
        QTest::newRow("latin") << latin << Qt::LeftToRight;
        QTest::newRow("latin mirrored") << latin << Qt::RightToLeft;
        QTest::newRow("arabic") << arabic << Qt::LeftToRight;
        QTest::newRow("arabic mirrored") << arabic << Qt::RightToLeft;
        QTest::newRow("short arabic") << arabic.left(3) << Qt::LeftToRight;
        QTest::newRow("short latin mirrored") << latin.left(3) << Qt::RightToLeft;
    }

    void linesStayInTheirBox()
    {
        QFETCH(QString, text);
        QFETCH(Qt::LayoutDirection, layout);
        QImage image(160, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        const QRect box(40, 0, 80, 24);
        {
            QPainter painter(&image);
            paintLine(painter, box, text, m_theme.font(TextSize::Body), Qt::black, layout);
        }
        QVERIFY(inkedPixels(image.copy(box)) > 5);
        QCOMPARE(inkedPixels(image.copy(0, 0, 38, 24)), 0);
        QCOMPARE(inkedPixels(image.copy(123, 0, 37, 24)), 0);
        // It hangs at the leading edge of the layout.
        const QRect leading(layout == Qt::RightToLeft ? 100 : 40, 0, 20, 24);
        QVERIFY(inkedPixels(image.copy(leading)) > 0);
    }

    void signIsDrawnFromItsFileWithTheCountUponIt()
    {
        for (const int side : { 16, 22, 64 }) {
            const QImage plain = programIcon(m_theme).pixmap(QSize(side, side), 1.0).toImage();
            const QImage counted = programIcon(m_theme, 7).pixmap(QSize(side, side), 1.0).toImage();
            QCOMPARE(plain.size(), QSize(side, side));
            QCOMPARE(plain.pixelColor(side / 2, side / 8), QColor(0x17, 0x69, 0x5F));
            QVERIFY(plain != counted);
            QCOMPARE(counted.pixelColor(side / 8, side / 4), plain.pixelColor(side / 8, side / 4));
            QVERIFY(counted != programIcon(m_theme, 8).pixmap(QSize(side, side), 1.0).toImage());
            QCOMPARE(programIcon(m_theme, 100).pixmap(QSize(side, side), 1.0).toImage(),
                programIcon(m_theme, 5000).pixmap(QSize(side, side), 1.0).toImage());
        }
    }

    void desktopsWishIsFollowedUntilOneIsChosen()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setDesktop({ Scheme::Dark, true });
        QVERIFY(theme.isDark());
        QVERIFY(theme.reducedMotion());
        theme.setDesktop({ Scheme::Dark, true });
        QCOMPARE(changed.count(), 1);
        theme.setChoice(ThemeChoice::Light);
        QVERIFY(!theme.isDark());
        theme.setDesktop({ Scheme::Light, false });
        theme.setChoice(ThemeChoice::Dark);
        QVERIFY(theme.isDark());
    }

    void emojiFontsShowThemInColourAndWithTheirTone()
    {
        QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        QFont font = m_theme.font(TextSize::Headline);
        font.setFamilies(emojiFamilies());
        if (!QFontDatabase::families().contains(emojiFamilies().constFirst()))
            QSKIP("no font with emoji in colour is installed");
        painter.setFont(font);
        painter.setPen(Qt::black);
        painter.drawText(image.rect(), Qt::AlignCenter, QStringLiteral("👍🏿"));
        painter.end();
        int coloured = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                coloured += image.pixelColor(x, y).saturation() > 40 ? 1 : 0;
        }
        QVERIFY(coloured > 20);
        QVERIFY(QFontMetrics(font).horizontalAdvance(QStringLiteral("👍🏿"))
            < 2 * QFontMetrics(font).horizontalAdvance(QStringLiteral("👍"))); // one sign, not two
    }

    void badgesCountByLocaleAndStopAtNinetyNine()
    {
        QCOMPARE(badgeText(7), QStringLiteral("7"));
        QCOMPARE(badgeText(100), QStringLiteral("99+"));
        QVERIFY(badgeWidth(100, m_theme) > badgeWidth(1, m_theme));
        QCOMPARE(badgeWidth(1, m_theme), m_theme.scaled(kBadgeHeight));
    }

private:
    Theme m_theme;
};

QTEST_MAIN(tst_Style)
#include "tst_style.moc"
