// SPDX-License-Identifier: GPL-3.0-or-later
// A plain database becomes a sealed one: whenever it stops half-way, one of the two is there whole, and in the end no byte
// of the plain one is left under any name.

#include "core/sql/conversion.h"
#include "core/sql/fileform.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"
#include "tests/unit/sql/sealedshelf.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace pc;
using namespace pc::sql;
using namespace pc::test;

namespace {

const QString kName = QStringLiteral("store.db");
constexpr int kRows = 300;
constexpr QByteArrayView kMark("a-plain-text-mark");

std::vector<Migration> migrations()
{
    return {
        { 1, QStringLiteral("0001"),
            QStringLiteral("CREATE TABLE parent(id BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;\n"
                           "CREATE TABLE child(nr INTEGER PRIMARY KEY AUTOINCREMENT, parent BLOB NOT NULL REFERENCES "
                           "parent(id), text TEXT, bytes BLOB, real REAL);\n"
                           "CREATE UNIQUE INDEX by_parent ON child(parent, nr);\n") },
        { 2, QStringLiteral("0002"), QStringLiteral("ALTER TABLE child ADD COLUMN later INTEGER;\n") },
    };
}

bool fill(Database &database)
{
    auto transaction = Transaction::begin(database);
    Statement parent(database, "INSERT INTO parent(id, name) VALUES(?, ?)");
    Statement child(database, "INSERT INTO child(parent, text, bytes, real) VALUES(?, ?, ?, ? / 3.0)");
    for (int i = 0; i < kRows; ++i) {
        const QByteArray id = QByteArray::number(i).rightJustified(16, '.');
        const QString text = QLatin1StringView(kMark) + QString::number(i);
        if (!parent.run(id, text)
            || !child.run(id, i % 3 == 0 ? std::optional<QString>() : text, QByteArray(i * 7, char(i)), i))
            return false;
    }
    return transaction->commit().ok() && database.execute("DELETE FROM child WHERE nr = 300").ok();
}

bool makePlain(const QString &path)
{
    const auto database = Database::open(path, OpenMode::ReadWrite);
    auto released = migrations();
    released.resize(1);
    return database && migrate(**database, released) && fill(**database);
}

qint64 numberFrom(Database &database, SqlText query)
{
    Statement statement(database, query);
    auto rows = statement.query();
    return rows && rows->next() ? rows->integer(0) : -1;
}

/// Everything is there, to the last bit of a fraction, and no number is given twice.
QString faultOf(Database &database)
{
    if (!database.checkIntegrity())
        return QStringLiteral("not sound");
    if (numberFrom(database, "SELECT count(*) FROM parent") != kRows)
        return QStringLiteral("parents");
    if (numberFrom(database, "SELECT count(*) FROM child WHERE real = (nr - 1) / 3.0 AND length(bytes) = (nr - 1) * 7")
        != kRows - 1)
        return QStringLiteral("children");
    if (numberFrom(database, "SELECT seq FROM sqlite_sequence WHERE name = 'child'") != kRows)
        return QStringLiteral("the next number");
    return {};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestConversion : public QObject
{
    Q_OBJECT

private:
    enum class Step {
        Begin,
        Copy,
        Verify,
        Replace,
        Erase,
        All,
    };

    QString path() const { return m_dir->filePath(kName); }

    /// Takes as many steps, and stops as a killed program does.
    bool convertUpTo(Step last)
    {
        auto conversion = Conversion::begin(path(), m_shelf.sealing(), migrations());
        if (!conversion)
            return false;
        if (last >= Step::Copy && !(*conversion)->copy())
            return false;
        if (last >= Step::Verify && !(*conversion)->verify())
            return false;
        if (last >= Step::Replace && !(*conversion)->replace())
            return false;
        if (last >= Step::Erase)
            (*conversion)->erase();
        return true;
    }

    /// What the next start of a program does.
    static Result<std::unique_ptr<Database>> startIn(const QString &folder, const SealedShelf &shelf)
    {
        const QString path = folder + u'/' + kName;
        if (const auto form = formOfFile(path); form && *form == FileForm::Plain) {
            if (auto done = Conversion::run(path, shelf.sealing(), migrations()); !done)
                return done.error();
        }
        auto database = shelf.open(path);
        if (database)
            Conversion::eraseLeftovers(path);
        return database;
    }

    static QString faultAfterStart(const QString &folder, const SealedShelf &shelf)
    {
        const auto database = startIn(folder, shelf);
        if (!database)
            return QStringLiteral("does not open: ") + database.error().detail;
        if (const QString fault = faultOf(**database); !fault.isEmpty())
            return fault;
        for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
            if (bytesOf(file.filePath()).contains(kMark))
                return QStringLiteral("plain text in ") + file.fileName();
            if (file.fileName().contains(QLatin1StringView("-sealing"))
                || file.fileName().contains(QLatin1StringView("-plain")))
                return QStringLiteral("left over: ") + file.fileName();
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>(crashFolder());
        QVERIFY(makePlain(path()));
        QVERIFY(bytesOf(path()).contains(kMark));
    }

    void everyRowIsTakenAndNoPlainByteStays()
    {
        // A second name, to see what becomes of the bytes themselves.
        const QString witness = m_dir->filePath(QStringLiteral("witness"));
        std::error_code failure;
        std::filesystem::create_hard_link(path().toStdString(), witness.toStdString(), failure);
        QVERIFY(!failure);
        QVERIFY(convertUpTo(Step::All));
        QCOMPARE(bytesOf(witness), QByteArray());
        QVERIFY(QFile::remove(witness));
        QCOMPARE(*formOfFile(path()), FileForm::Sealed);
        const QString fault = faultAfterStart(m_dir->path(), m_shelf);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    void wheneverItStopsOneOfTheTwoIsWhole_data()
    {
        QTest::addColumn<int>("last");
        QTest::addColumn<FileForm>("form");
        QTest::newRow("begin") << int(Step::Begin) << FileForm::Plain;
        QTest::newRow("copy") << int(Step::Copy) << FileForm::Plain;
        QTest::newRow("verify") << int(Step::Verify) << FileForm::Plain;
        QTest::newRow("replace") << int(Step::Replace) << FileForm::Sealed;
        QTest::newRow("erase") << int(Step::Erase) << FileForm::Sealed;
    }

    void wheneverItStopsOneOfTheTwoIsWhole()
    {
        QFETCH(int, last);
        QFETCH(FileForm, form);
        QVERIFY(convertUpTo(Step(last)));
        QCOMPARE(*formOfFile(path()), form);
        {
            const auto whole
                = form == FileForm::Plain ? Database::open(path(), OpenMode::ReadWrite) : m_shelf.open(path());
            QVERIFY(whole.ok());
            QCOMPARE(faultOf(**whole), QString());
        }
        const QString fault = faultAfterStart(m_dir->path(), m_shelf);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    /// Between the two names that replace() gives.
    void aSecondNameOfThePlainFileIsNoLeftover()
    {
        std::error_code failure;
        std::filesystem::create_hard_link(path().toStdString(), path().toStdString() + "-plain", failure);
        QVERIFY(!failure);
        const QString fault = faultAfterStart(m_dir->path(), m_shelf);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    void aHalfErasedPlainFileIsErased()
    {
        QVERIFY(convertUpTo(Step::Replace));
        QFile left(path() + QStringLiteral("-plain"));
        QVERIFY(left.open(QIODevice::ReadWrite));
        QVERIFY(left.write(QByteArray(8'192, '\0')) == 8'192);
        left.close();
        const QString fault = faultAfterStart(m_dir->path(), m_shelf);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    void thePowerMayGoWhileItCopies()
    {
        DiskLog log;
        {
            const CrashVfs vfs(log);
            const SealedShelf shelf;
            auto conversion = Conversion::begin(path(), shelf.sealing(), migrations());
            QVERIFY(conversion && (*conversion)->copy() && (*conversion)->verify());
        }
        // What replaces the plain file must be on the disk whole before: all that is left unsynced is dropped here.
        const auto outcome = CrashRun::run(log, 0, crashImages(200), 7,
            [this](const QString &folder, size_t) { return faultAfterStart(folder, m_shelf); });
        QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));
    }

    void theCopyIsSafeBeforeItTakesTheName()
    {
        DiskLog log;
        {
            const CrashVfs vfs(log);
            const SealedShelf shelf;
            auto conversion = Conversion::begin(path(), shelf.sealing(), migrations());
            QVERIFY(conversion && (*conversion)->copy() && (*conversion)->verify());
        }
        CrashImages images(log);
        images.advanceTo(log.operations().size());
        std::mt19937_64 random(1);
        const auto image = images.make(CrashShape::Dropped, random);
        const QString copy = path() + QStringLiteral("-sealing");
        QCOMPARE(image.at(copy), bytesOf(copy));
        QVERIFY(!QFileInfo::exists(copy + QStringLiteral("-wal")));
    }

    void aCopyThatDiffersIsNotTaken()
    {
        auto conversion = Conversion::begin(path(), m_shelf.sealing(), migrations());
        QVERIFY(conversion && (*conversion)->copy());
        QVERIFY((*m_shelf.open(path() + QStringLiteral("-sealing")))
                    ->execute("UPDATE child SET text = 'x' WHERE nr = 17")
                    .ok());
        QCOMPARE((*conversion)->verify().code(), Errc::Corrupt);
        conversion->reset();
        QCOMPARE(*formOfFile(path()), FileForm::Plain);
    }

    void aNewerOrDamagedPlainFileIsLeftAsItIs()
    {
        QCOMPARE(Conversion::run(path(), m_shelf.sealing(), {}).code(), Errc::NewerVersion);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(3 * kPageBytes));
        QVERIFY(file.write(QByteArray(kPageBytes, char(0x5a))) == kPageBytes);
        file.close();
        const QByteArray before = bytesOf(path());
        QCOMPARE(Conversion::run(path(), m_shelf.sealing(), migrations()).code(), Errc::Corrupt);
        QCOMPARE(bytesOf(path()), before);
        QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-sealing")));
    }

    void aFullDiskLeavesThePlainFileAndNoHalfCopy()
    {
        DiskLog log;
        {
            const CrashVfs vfs(log);
            const SealedShelf shelf;
            log.setFault(DiskFault { DiskFault::Kind::DiskFull, 20, true });
            QCOMPARE(Conversion::run(path(), shelf.sealing(), migrations()).code(), Errc::DiskFull);
            log.setFault(std::nullopt);
        }
        QVERIFY(log.struck() > 0);
        QCOMPARE(*formOfFile(path()), FileForm::Plain);
        QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-sealing")));
        const QString fault = faultAfterStart(m_dir->path(), m_shelf);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

private:
    SealedShelf m_shelf;
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestConversion)
#include "tst_conversion.moc"
