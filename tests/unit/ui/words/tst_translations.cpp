// SPDX-License-Identifier: GPL-3.0-or-later
// No language may leave a string open, lose a place for a value, or miss a form of a number.

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

namespace {

QStringList placesIn(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%[0-9]"));
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();)
        places.append(found.next().captured());
    places.sort();
    return places;
}

struct Entry
{
    QString source;
    QString text;
    QStringList forms;
    bool unfinished = false;
    bool counted = false;
};

Entry readMessage(QXmlStreamReader &xml)
{
    Entry entry;
    entry.counted = xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            entry.source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            entry.unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!entry.counted) {
                entry.text = xml.readElementText();
                continue;
            }
            while (xml.readNextStartElement())
                entry.forms.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

QList<Entry> entriesOf(const QString &language)
{
    QFile file(QStringLiteral(PC_SOURCE_DIR "/translations/parentconnect_%1.ts").arg(language));
    QList<Entry> entries;
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QStringLiteral("message"))
            entries.append(readMessage(xml));
    }
    return entries;
}

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noSentenceNeedsSomebodyWhoKnowsTheMachinery()
    {
        static const QRegularExpression jargon(
            QStringLiteral("\\b(mls|epochs?|ciphers?|(de|en)crypt\\w*|leaf|ratchet|commits?|tokens?|sync\\w*)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        QVERIFY(jargon.match(QStringLiteral("Not yet encrypted")).hasMatch());
        for (const Entry &entry : entriesOf(QStringLiteral("es")))
            QVERIFY2(!entry.source.contains(jargon), qPrintable(entry.source));
    }

    void everyStringIsFinished_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("forms");
        QTest::addColumn<int>("least");
        QTest::newRow("English") << QStringLiteral("en") << 2 << 10;
        QTest::newRow("Spanish") << QStringLiteral("es") << 2 << 250;
        QTest::newRow("Arabic") << QStringLiteral("ar") << 6 << 250;
    }

    void everyStringIsFinished()
    {
        QFETCH(QString, language);
        QFETCH(int, forms);
        QFETCH(int, least);
        const QList<Entry> entries = entriesOf(language);
        QVERIFY(entries.size() >= least);
        for (const Entry &entry : entries) {
            QVERIFY2(!entry.unfinished, qPrintable(entry.source));
            if (entry.counted) {
                QCOMPARE(entry.forms.size(), forms);
                QVERIFY2(!entry.forms.contains(QString()), qPrintable(entry.source));
                QVERIFY2(
                    entry.forms.last().contains(QRegularExpression(QStringLiteral("%L?n"))), qPrintable(entry.source));
            } else {
                QVERIFY2(!entry.text.isEmpty(), qPrintable(entry.source));
                QCOMPARE(placesIn(entry.text), placesIn(entry.source));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
