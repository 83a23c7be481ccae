// SPDX-License-Identifier: GPL-3.0-or-later
// The sealed VFS, called as SQLite calls it. The first eight claims are the places where such a VFS is known to go wrong.

#include "core/crypto/initialise.h"
#include "core/sql/emptydatabase.h"
#include "core/sql/sealedlog.h"
#include "core/sql/sealedvfs.h"
#include "tests/unit/sql/rawfile.h"

#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>

using namespace pc;
using namespace pc::sql;
using pc::test::Bytes;
using pc::test::RawFile;

namespace {

constexpr qint64 kFrameBytes = SealedLog::kFrameBytes;

/// A disk that claims to be able to do everything.
class BoastfulFile final : public BaseFile
{
public:
    using BaseFile::BaseFile;

    int characteristics() override { return 0x7fffffff; }
};

class BoastfulVfs final : public Vfs
{
public:
    BoastfulVfs()
        : Vfs("boastful", defaultVfs())
    {
        enlist(Role::Default);
    }

private:
    int open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file) override
    {
        FileBelow opened;
        if (const int code = openBelow(below(), name, flags, givenFlags, opened))
            return code;
        file = std::make_unique<BoastfulFile>(std::move(opened));
        return SQLITE_OK;
    }
};

Bytes plainPage(quint8 fill)
{
    Bytes page(kPageBytes, fill);
    std::fill(page.end() - kSealBytes, page.end(), quint8(0));
    return page;
}

Bytes firstPage()
{
    const Page page = emptyDatabase(kSealBytes);
    return { page.begin(), page.end() };
}

Bytes part(const Bytes &bytes, qsizetype from, qsizetype amount)
{
    return { bytes.begin() + from, bytes.begin() + from + amount };
}

Bytes logHeader(quint8 salt)
{
    Bytes header(SealedLog::kHeaderBytes, 7);
    std::fill_n(header.begin() + 16, 8, salt);
    return header;
}

/// As SQLite writes one at first.
Bytes frameHead(quint32 page, quint8 salt, quint8 checksum)
{
    Bytes head(kFrameHeadBytes, 0);
    qToBigEndian(page, head.data());
    std::fill_n(head.begin() + 8, 8, salt);
    std::fill_n(head.begin() + 16, 8, checksum);
    return head;
}

qint64 frameAt(int frame)
{
    return SealedLog::kHeaderBytes + (frame - 1) * kFrameBytes;
}

} // namespace

class TestSealedVfs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keys = std::make_unique<SealKeys>();
        m_key = m_keys->add(crypto::SecretBytes::random(32));
        m_vfs = std::move(*SealedVfs::create(*m_keys));
        QVERIFY(m_vfs->createFile(path(), m_key).ok());
    }

    void cleanup() { m_vfs.reset(); }

    // ---- The eight

    void theHeadOfTheFirstPageIsServedInParts()
    {
        const auto file = open(SQLITE_OPEN_MAIN_DB);
        Bytes page = firstPage();
        std::fill_n(page.begin() + 24, 4, quint8(9)); // what SQLite compares to see a change
        QCOMPARE(file->write(page, 0), SQLITE_OK);
        QCOMPARE(file->bytes(100, 0), part(page, 0, 100));
        QCOMPARE(file->bytes(16, 24), part(page, 24, 16));
        QCOMPARE(file->bytes(kPageBytes, 0), page);
        QCOMPARE(file->bytes(100, kPageBytes - 50), Bytes()); // parts of two pages
    }

    void aPageIsBoundToItsLogAndNotToItsFramesSalts()
    {
        const auto log = open(SQLITE_OPEN_WAL);
        QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
        writeFrame(*log, 1, 5, plainPage('a'), 0); // zeros for salts, as while a transaction rewrites its frames
        writeFrame(*log, 2, 6, plainPage('b'), 0);
        QCOMPARE(log->write(plainPage('c'), frameAt(1) + kFrameHeadBytes), SQLITE_OK); // again, and only the page
        QCOMPARE(log->write(frameHead(5, 1, 3), frameAt(1)), SQLITE_OK); // and the right heads at last
        QCOMPARE(log->write(frameHead(6, 1, 4), frameAt(2)), SQLITE_OK);
        QCOMPARE(log->bytes(kPageBytes, frameAt(1) + kFrameHeadBytes), plainPage('c'));
        QCOMPARE(log->bytes(kPageBytes, frameAt(2) + kFrameHeadBytes), plainPage('b'));
        QCOMPARE(open(SQLITE_OPEN_WAL)->bytes(kPageBytes, frameAt(1) + kFrameHeadBytes), plainPage('c'));

        QCOMPARE(log->write(logHeader(2), 0), SQLITE_OK); // the log begins anew: what was in it is gone
        Bytes out(kPageBytes);
        QCOMPARE(log->read(out, frameAt(1) + kFrameHeadBytes), SQLITE_IOERR_DATA);
    }

    void reservedBytesReadAsZerosAndAreNeverSQLites()
    {
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        const auto log = open(SQLITE_OPEN_WAL);
        QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
        QCOMPARE(pages->write(plainPage('a'), kPageBytes), SQLITE_OK);
        QCOMPARE(pages->bytes(kSealBytes, 2 * kPageBytes - kSealBytes), Bytes(kSealBytes, 0));
        writeFrame(*log, 1, 2, plainPage('a'), 1);
        QCOMPARE(
            part(log->bytes(int(kFrameBytes), frameAt(1)), kFrameBytes - kSealBytes, kSealBytes), Bytes(kSealBytes, 0));
        for (const qsizetype place : { kPageBytes - kSealBytes, kPageBytes - 1 }) {
            Bytes used = plainPage('b');
            used[size_t(place)] = 1;
            QCOMPARE(pages->write(used, kPageBytes), SQLITE_IOERR_WRITE);
            QCOMPARE(log->write(used, frameAt(1) + kFrameHeadBytes), SQLITE_IOERR_WRITE);
        }
        QCOMPARE(pages->bytes(kPageBytes, kPageBytes), plainPage('a'));
    }

    void checksumsOfPlainTextDoNotLieOpen()
    {
        const auto log = open(SQLITE_OPEN_WAL);
        QCOMPARE(log->write(logHeader(0x11), 0), SQLITE_OK);
        for (int frame = 1; frame <= 3; ++frame)
            writeFrame(*log, frame, 2, plainPage('a'), 0x11, 0x77); // the same page and head, three times
        QByteArray heads[3];
        for (int frame = 1; frame <= 3; ++frame) {
            heads[frame - 1] = onDisk(path() + QStringLiteral("-wal"), frameAt(frame), kFrameHeadBytes);
            QCOMPARE(heads[frame - 1].first(8), QByteArray::fromHex("0000000200000000"));
            QVERIFY(!heads[frame - 1].contains(QByteArray(3, 0x11)));
            QVERIFY(!heads[frame - 1].contains(QByteArray(3, 0x77)));
            QCOMPARE(log->bytes(kFrameHeadBytes, frameAt(frame)), frameHead(2, 0x11, 0x77));
        }
        QVERIFY(heads[0] != heads[1] && heads[1] != heads[2] && heads[0] != heads[2]);
        // Any change of a head, also of what lies open, makes noise of the rest.
        for (int byte = 0; byte < kFrameHeadBytes; ++byte) {
            changeOnDisk(path() + QStringLiteral("-wal"), frameAt(2) + byte);
            const Bytes head = log->bytes(kFrameHeadBytes, frameAt(2));
            QVERIFY2(part(head, 8, 8) != part(frameHead(2, 0x11, 0x77), 8, 8)
                    && part(head, 16, 8) != part(frameHead(2, 0x11, 0x77), 16, 8),
                qPrintable(QString::number(byte)));
            changeOnDisk(path() + QStringLiteral("-wal"), frameAt(2) + byte);
        }
    }

    void aHeadsLastEightBytesAreReadAlone()
    {
        const auto log = open(SQLITE_OPEN_WAL);
        QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
        writeFrame(*log, 1, 2, plainPage('a'), 1, 0x42);
        QCOMPARE(log->bytes(8, frameAt(1) + 16), Bytes(8, 0x42));
        QCOMPARE(
            log->bytes(8, 24), part(logHeader(1), 24, 8)); // of the log's header: where the first frame goes on from
    }

    void aFrameThatDoesNotOpenEndsRecoveryAndIsAnErrorElsewhere()
    {
        {
            const auto log = open(SQLITE_OPEN_WAL);
            QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
            writeFrame(*log, 1, 2, plainPage('a'), 1);
            writeFrame(*log, 2, 3, plainPage('b'), 1);
            changeOnDisk(path() + QStringLiteral("-wal"), frameAt(2) + 1'000);
            Bytes whole(kFrameBytes);
            QCOMPARE(log->read(whole, frameAt(2)), SQLITE_IOERR_DATA); // its own, about to be committed
        }
        const auto log = open(SQLITE_OPEN_WAL);
        QCOMPARE(log->bytes(SealedLog::kHeaderBytes, 0), logHeader(1));
        QCOMPARE(part(log->bytes(int(kFrameBytes), frameAt(1)), kFrameHeadBytes, kPageBytes), plainPage('a'));
        QCOMPARE(log->bytes(int(kFrameBytes), frameAt(2)), Bytes(kFrameBytes, 0)); // no page has the number 0
        Bytes page(kPageBytes);
        QCOMPARE(log->read(page, frameAt(2) + kFrameHeadBytes), SQLITE_IOERR_DATA);
    }

    void onlyWholePagesAreWritten()
    {
        QCOMPARE(
            RawFile(*m_vfs, path(), SQLITE_OPEN_MAIN_DB, { "sealkey", keyText(), "psow", "0" }).code, SQLITE_CANTOPEN);
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        const auto log = open(SQLITE_OPEN_WAL);
        int powersafe = 0;
        QCOMPARE(pages->control(SQLITE_FCNTL_POWERSAFE_OVERWRITE, &powersafe), SQLITE_OK);
        QCOMPARE(powersafe, 1);
        QVERIFY(pages->characteristics() & SQLITE_IOCAP_POWERSAFE_OVERWRITE);
        QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
        QCOMPARE(pages->write(Bytes(512, 0), kPageBytes), SQLITE_IOERR_WRITE);
        QCOMPARE(pages->write(plainPage('a'), kPageBytes + 512), SQLITE_IOERR_WRITE);
        QCOMPARE(log->write(frameHead(2, 1, 1), frameAt(1)), SQLITE_OK);
        QCOMPARE(log->write(Bytes(1'024, 0), frameAt(1) + kFrameHeadBytes), SQLITE_IOERR_WRITE);
        QCOMPARE(log->write(Bytes(16, 0), frameAt(1) + 8), SQLITE_IOERR_WRITE);
        QCOMPARE(log->write(Bytes(16, 0), 0), SQLITE_IOERR_WRITE);
        QCOMPARE(pages->truncate(kPageBytes + 1), SQLITE_IOERR_TRUNCATE);
        QCOMPARE(pages->truncate(0), SQLITE_IOERR_TRUNCATE);
    }

    void whatADiskCanDoBesidesIsMasked()
    {
        const BoastfulVfs boastful;
        const auto vfs = std::move(*SealedVfs::create(*m_keys));
        RawFile pages(*vfs, path(), SQLITE_OPEN_MAIN_DB, { "sealkey", keyText() });
        RawFile log(*vfs, path(), SQLITE_OPEN_WAL, { "sealkey", keyText() });
        QCOMPARE(pages.code, SQLITE_OK);
        QCOMPARE(pages.characteristics(), SQLITE_IOCAP_POWERSAFE_OVERWRITE);
        QCOMPARE(log.characteristics(), SQLITE_IOCAP_POWERSAFE_OVERWRITE);
        QCOMPARE(pages.control(SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, nullptr), SQLITE_NOTFOUND);
    }

    // ---- And the rest

    void nothingIsMappedOrMadeAhead()
    {
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        QVERIFY(pages->version() < 3);
        sqlite3_int64 mapped = 1 << 20;
        QCOMPARE(pages->control(SQLITE_FCNTL_MMAP_SIZE, &mapped), SQLITE_OK);
        QCOMPARE(mapped, 0);
        sqlite3_int64 hint = 1 << 20;
        int chunk = 1 << 20;
        QCOMPARE(pages->control(SQLITE_FCNTL_CHUNK_SIZE, &chunk), SQLITE_OK);
        QCOMPARE(pages->control(SQLITE_FCNTL_SIZE_HINT, &hint), SQLITE_OK);
        QCOMPARE(pages->write(plainPage('a'), kPageBytes), SQLITE_OK);
        QCOMPARE(QFileInfo(path()).size(), 2 * kPageBytes);
    }

    void journalsBeforeThePagesAreRefused()
    {
        QCOMPARE(open(SQLITE_OPEN_MAIN_JOURNAL)->code, SQLITE_CANTOPEN);
        QCOMPARE(open(SQLITE_OPEN_SUPER_JOURNAL)->code, SQLITE_CANTOPEN);
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        Bytes page = firstPage();
        page[18] = page[19] = 1; // as without a log
        QCOMPARE(pages->write(page, 0), SQLITE_IOERR_WRITE);
        page = firstPage();
        page[20] = 0; // without room for a seal
        QCOMPARE(pages->write(page, 0), SQLITE_IOERR_WRITE);
    }

    void whatIsTemporaryStaysInMemory()
    {
        for (const int kind :
            { SQLITE_OPEN_TEMP_DB, SQLITE_OPEN_TRANSIENT_DB, SQLITE_OPEN_SUBJOURNAL, SQLITE_OPEN_TEMP_JOURNAL }) {
            RawFile file(*m_vfs, m_dir->filePath(QStringLiteral("temporary")), kind, {});
            QCOMPARE(file.code, SQLITE_OK);
            QCOMPARE(file.write(Bytes(100, 'x'), 5'000), SQLITE_OK);
            QCOMPARE(file.bytes(200, 4'900), [] {
                Bytes bytes(200, 'x');
                std::fill_n(bytes.begin(), 100, quint8(0));
                return bytes;
            }());
            Bytes out(10, 1);
            QCOMPARE(file.read(out, 5'095), SQLITE_IOERR_SHORT_READ);
            QCOMPARE(out, (Bytes { 'x', 'x', 'x', 'x', 'x', 0, 0, 0, 0, 0 }));
            QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("temporary"))));
        }
    }

    void aPageOpensAtItsOwnPlaceOnly()
    {
        {
            const auto pages = open(SQLITE_OPEN_MAIN_DB);
            for (int page = 2; page <= 4; ++page)
                QCOMPARE(pages->write(plainPage(quint8(page)), (page - 1) * kPageBytes), SQLITE_OK);
        }
        const QByteArray third = onDisk(path(), 2 * kPageBytes, kPageBytes);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(kPageBytes) && file.write(third) == kPageBytes);
        file.close();
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        Bytes out(kPageBytes);
        QCOMPARE(pages->read(out, kPageBytes), SQLITE_IOERR_DATA);
        QCOMPARE(pages->bytes(kPageBytes, 2 * kPageBytes), plainPage(3));
    }

    void anyChangedByteOfAPageIsSeen()
    {
        {
            const auto pages = open(SQLITE_OPEN_MAIN_DB);
            QCOMPARE(pages->write(plainPage('a'), kPageBytes), SQLITE_OK);
        }
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        Bytes out(kPageBytes);
        for (int byte = 0; byte < kPageBytes; byte += byte < kPlainBytes ? 37 : 1) {
            changeOnDisk(path(), kPageBytes + byte);
            QCOMPARE(pages->read(out, kPageBytes), SQLITE_IOERR_DATA);
            changeOnDisk(path(), kPageBytes + byte);
        }
        QCOMPARE(pages->bytes(kPageBytes, kPageBytes), plainPage('a'));
    }

    void aMissingPageIsNoPageOfZeros()
    {
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        Bytes out(kPageBytes);
        QCOMPARE(pages->read(out, kPageBytes), SQLITE_IOERR_DATA);
        QCOMPARE(pages->write(plainPage('a'), 2 * kPageBytes), SQLITE_OK); // a hole before it
        QCOMPARE(pages->read(out, kPageBytes), SQLITE_IOERR_DATA);
    }

    void aTornFirstPageStillSaysItsFormat()
    {
        changeOnDisk(path(), 2'000);
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        QCOMPARE(pages->code, SQLITE_OK);
        QCOMPARE(pages->bytes(kFileHeadBytes, 0), part(firstPage(), 0, kFileHeadBytes));
        Bytes out(kPageBytes);
        QCOMPARE(pages->read(out, 0), SQLITE_IOERR_DATA);
    }

    void aLogThatAnotherConnectionBeganAnewIsFollowed()
    {
        const auto writer = open(SQLITE_OPEN_WAL);
        QCOMPARE(writer->write(logHeader(1), 0), SQLITE_OK);
        writeFrame(*writer, 1, 2, plainPage('a'), 1);
        const auto reader = open(SQLITE_OPEN_WAL);
        QCOMPARE(reader->bytes(kPageBytes, frameAt(1) + kFrameHeadBytes), plainPage('a'));
        QCOMPARE(writer->write(logHeader(2), 0), SQLITE_OK);
        writeFrame(*writer, 1, 2, plainPage('b'), 2);
        QCOMPARE(reader->bytes(kPageBytes, frameAt(1) + kFrameHeadBytes), plainPage('b'));
    }

    void aFramesPageNumberIsBoundToItsPage()
    {
        {
            const auto log = open(SQLITE_OPEN_WAL);
            QCOMPARE(log->write(logHeader(1), 0), SQLITE_OK);
            writeFrame(*log, 1, 2, plainPage('a'), 1);
        }
        changeOnDisk(path() + QStringLiteral("-wal"), frameAt(1) + 3);
        Bytes out(kPageBytes);
        QCOMPARE(open(SQLITE_OPEN_WAL)->read(out, frameAt(1) + kFrameHeadBytes), SQLITE_IOERR_DATA);
    }

    void onlyOurOwnFilesAreOpened()
    {
        QFile plain(m_dir->filePath(QStringLiteral("plain")));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        const Page page = emptyDatabase(0);
        plain.write(reinterpret_cast<const char *>(page.data()), kPageBytes);
        plain.close();
        QCOMPARE(RawFile(*m_vfs, plain.fileName(), SQLITE_OPEN_MAIN_DB, { "sealkey", keyText() }).code, SQLITE_NOTADB);
        QCOMPARE(open(SQLITE_OPEN_MAIN_DB)->code, SQLITE_OK);
        QCOMPARE(RawFile(*m_vfs, path(), SQLITE_OPEN_MAIN_DB, {}).code, SQLITE_CANTOPEN);
        const QByteArray other = QByteArray::number(m_keys->add(crypto::SecretBytes::random(32)));
        QCOMPARE(RawFile(*m_vfs, path(), SQLITE_OPEN_MAIN_DB, { "sealkey", other }).code, SQLITE_NOTADB);
        const QString absent = m_dir->filePath(QStringLiteral("absent"));
        QVERIFY(RawFile(*m_vfs, absent, SQLITE_OPEN_MAIN_DB, { "sealkey", keyText() }).code != SQLITE_OK);
        QVERIFY(!QFileInfo::exists(absent));
    }

    void theSamePageIsNeverSealedAlike()
    {
        const auto pages = open(SQLITE_OPEN_MAIN_DB);
        QCOMPARE(pages->write(plainPage('a'), kPageBytes), SQLITE_OK);
        const QByteArray first = onDisk(path(), kPageBytes, kPageBytes);
        QCOMPARE(pages->write(plainPage('a'), kPageBytes), SQLITE_OK);
        const QByteArray second = onDisk(path(), kPageBytes, kPageBytes);
        QVERIFY(first.first(64) != second.first(64));
        QVERIFY(first.sliced(kPlainBytes + 8) != second.sliced(kPlainBytes + 8));
    }

private:
    QString path() const { return m_dir->filePath(QStringLiteral("sealed.db")); }
    QByteArray keyText() const { return QByteArray::number(m_key); }

    std::unique_ptr<RawFile> open(int kind)
    {
        return std::make_unique<RawFile>(*m_vfs, path(), kind, std::vector<QByteArray> { "sealkey", keyText() });
    }

    static void writeFrame(RawFile &log, int frame, quint32 page, const Bytes &bytes, quint8 salt, quint8 checksum = 0)
    {
        QCOMPARE(log.write(frameHead(page, salt, checksum), frameAt(frame)), SQLITE_OK);
        QCOMPARE(log.write(bytes, frameAt(frame) + kFrameHeadBytes), SQLITE_OK);
    }

    static QByteArray onDisk(const QString &path, qint64 offset, qint64 amount)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) && file.seek(offset) ? file.read(amount) : QByteArray();
    }

    static void changeOnDisk(const QString &path, qint64 offset)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(offset));
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        QVERIFY(file.seek(offset));
        QVERIFY(file.putChar(char(byte ^ 0x10)));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SealKeys> m_keys;
    SealKeys::Id m_key = 0;
    std::unique_ptr<SealedVfs> m_vfs;
};

QTEST_GUILESS_MAIN(TestSealedVfs)
#include "tst_sealedvfs.moc"
