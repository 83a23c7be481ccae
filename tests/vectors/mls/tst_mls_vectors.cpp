// SPDX-License-Identifier: GPL-3.0-or-later
// Runs every file of a folder of published MLS vectors: tst_mls_vectors [--dir DIR] [QtTest's own options]. Passed and
// skipped cases are counted apart, and a file of an unknown kind fails.

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include "vectorkinds.h"

using namespace pc::test;

namespace {

QString folder = QStringLiteral(PC_VECTORS_DIR "/mls");

QStringList vectorFiles()
{
    return QDir(folder).entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name);
}

/// A file holds a list of cases, or is one itself.
QJsonArray readCases(const QString &name)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    return document.isArray() ? document.array() : QJsonArray { document.object() };
}

struct Count
{
    int passed = 0;
    int skipped = 0;
    QString whySkipped;
};

} // namespace

class TestMlsVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = vectorFiles();
        for (const QString &name : names)
            QTest::addRow("%s", qPrintable(name)) << name;
        if (names.isEmpty())
            QTest::addRow("none") << QString();
    }

    void agrees()
    {
        QFETCH(QString, name);
        if (name.isEmpty())
            QSKIP(qPrintable(QStringLiteral("SKIPPED, NOTHING PROVEN: no vectors in ") + folder));
        const VectorKind *const kind = kindOf(name);
        QVERIFY2(kind, "no runner knows this kind of file");
        const QJsonArray cases = readCases(name);
        QVERIFY2(!cases.isEmpty(), "holds no cases");
        Count count;
        for (qsizetype i = 0; i < cases.size(); ++i) {
            const Outcome outcome = kind->run(cases[i].toObject());
            QVERIFY2(outcome.kind != Outcome::Failed,
                qPrintable(QStringLiteral("case %1: %2").arg(QString::number(i), outcome.why)));
            if (outcome.kind == Outcome::Skipped)
                count = { count.passed, count.skipped + 1, outcome.why };
            else
                ++count.passed;
        }
        m_all.passed += count.passed;
        m_all.skipped += count.skipped;
        qInfo("%s: %d passed, %d skipped%s%s", qPrintable(name), count.passed, count.skipped, count.skipped ? ": " : "",
            qPrintable(count.whySkipped));
        if (count.passed == 0)
            QSKIP(qPrintable(QStringLiteral("SKIPPED, NOTHING PROVEN: ") + count.whySkipped));
    }

    void cleanupTestCase() { qInfo("all files: %d cases passed, %d skipped", m_all.passed, m_all.skipped); }

private:
    Count m_all;
};

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        if (qstrcmp(argv[i], "--dir") == 0 && i + 1 < argc)
            folder = QString::fromLocal8Bit(argv[++i]);
        else
            arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    TestMlsVectors test;
    return QTest::qExec(&test, arguments);
}

#include "tst_mls_vectors.moc"
