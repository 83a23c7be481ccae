// SPDX-License-Identifier: GPL-3.0-or-later
// Sealed SQLite against plain SQLite, in one run and turn by turn, so that a busy machine troubles both alike: writing
// messages one and fifty a transaction, reading a page of a conversation, and searching for a word. Prints the median of
// each and their ratio; the aim is 1.5 at the most.
//   pc_bench_store FOLDER [MESSAGES] [ROUNDS]

#include "core/base/random.h"
#include "core/base/uuid.h"
#include "core/crypto/initialise.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "core/sql/transaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QStringList>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <vector>

using namespace pc;
using namespace Qt::StringLiterals;

namespace {

constexpr int kConversations = 60;
constexpr int kPageRows = 50;

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return *std::move(result);
}

void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
}

QString textOf(std::mt19937 &random)
{
    static const QStringList kWords { u"museum"_s, u"thursday"_s, u"rain"_s, u"jacket"_s, u"lunch"_s, u"please"_s,
        u"bring"_s, u"ticket"_s, u"teacher"_s, u"reunión"_s, u"minutes"_s, u"homework"_s, u"fever"_s, u"thank"_s,
        u"you"_s, u"and"_s, u"the"_s, u"to"_s, u"of"_s, u"on"_s };
    QString text;
    for (auto i = 4 + random() % 24; i > 0; --i)
        text += kWords[qsizetype(random() % size_t(kWords.size()))] + u' ';
    return text + QString::number(random() % 20'000); // rare words, too
}

/// A store of messages with an index of words, plain or sealed.
class Shop
{
public:
    Shop(const QString &path, const sql::StoreSeal *seal)
        : m_path(path)
        , m_seal(seal)
    {
        open();
        must(m_database->executeScript(
            u"CREATE TABLE messages(nr INTEGER PRIMARY KEY, conversation BLOB NOT NULL, place INTEGER NOT NULL, id "
            u"BLOB "
            u"NOT NULL, sender BLOB NOT NULL, time INTEGER NOT NULL, text TEXT NOT NULL);\n"
            u"CREATE UNIQUE INDEX by_place ON messages(conversation, place);\n"
            u"CREATE UNIQUE INDEX by_id ON messages(id, conversation);\n"
            u"CREATE VIRTUAL TABLE words USING fts5(text, content=messages, content_rowid=nr);\n"_s));
    }

    /// As a new start: nothing in this connection's memory.
    void open()
    {
        m_database.reset();
        using sql::Database;
        m_database = must(m_seal ? Database::open(m_path, sql::OpenMode::ReadWrite, m_seal->sealing())
                                 : Database::open(m_path, sql::OpenMode::ReadWrite));
    }

    void insert(int messages, int each)
    {
        sql::Statement message(
            *m_database, "INSERT INTO messages(conversation, place, id, sender, time, text) VALUES(?, ?, ?, ?, ?, ?)");
        sql::Statement word(*m_database, "INSERT INTO words(rowid, text) VALUES(?, ?)");
        for (int i = 0; i < messages; i += each) {
            auto transaction = must(sql::Transaction::begin(*m_database));
            for (int k = 0; k < each; ++k) {
                ++m_count;
                const QString text = textOf(m_random);
                must(message.run(conversation(m_count % kConversations), m_count,
                    makeUuid7(utcFromMilliseconds(1'760'000'000'000 + m_count * 37'000LL), m_ids), conversation(7),
                    m_count, text));
                must(word.run(m_count, text));
            }
            must(transaction.commit());
        }
    }

    void readPages(int pages)
    {
        sql::Statement page(*m_database,
            "SELECT place, id, sender, time, text FROM messages WHERE conversation = ? AND place < ? "
            "ORDER BY place DESC LIMIT 50");
        std::mt19937 random(99);
        for (int i = 0; i < pages; ++i) {
            const qint64 before = qint64(random()) % m_count + kPageRows * kConversations;
            auto rows = must(page.query(conversation(int(random() % kConversations)), before));
            while (rows.next())
                m_seen += rows.text(4).size();
        }
    }

    void search(int searches)
    {
        sql::Statement find(*m_database,
            "SELECT m.nr, m.text FROM words w JOIN messages m ON m.nr = w.rowid WHERE words MATCH ? "
            "ORDER BY w.rowid DESC LIMIT 50");
        std::mt19937 random(7);
        for (int i = 0; i < searches; ++i) {
            const QString what = i % 2 ? QString::number(random() % 20'000) : u"museum AND jacket"_s;
            auto rows = must(find.query(what));
            while (rows.next())
                m_seen += rows.text(1).size();
        }
    }

    void checkpoint() { must(m_database->checkpoint()); }

private:
    static QByteArray conversation(int number) { return QByteArray(16, char('A' + number)); }

    QString m_path;
    const sql::StoreSeal *m_seal;
    std::unique_ptr<sql::Database> m_database;
    std::mt19937 m_random { 5 };
    SeededRandom m_ids { 6 };
    int m_count = 0;
    qint64 m_seen = 0;
};

/// What one turn took for each thing done.
struct Cost
{
    double passed = 0; ///< Microseconds on the wall.
    double worked = 0; ///< Microseconds of processor time, which a busy machine troubles less.
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Bench
{
public:
    using Work = std::function<void(Shop &)>;

    Bench(const QString &folder, int messages, int rounds)
        : m_rounds(rounds)
        , m_seal(must(sql::StoreSeal::create(crypto::SecretBytes::random(32))))
        , m_plain(folder + u"/plain.db"_s, nullptr)
        , m_sealed(folder + u"/sealed.db"_s, m_seal.get())
    {
        for (Shop *shop : { &m_plain, &m_sealed }) {
            shop->insert(messages, 1'000);
            shop->checkpoint();
        }
        std::printf("%d messages, %d rounds; medians in microseconds, wall and processor time\n", messages, rounds);
        std::printf("%-30s %20s %20s %16s\n", "", "plain", "sealed", "ratio");
    }

    void measure(const char *what, int each, const Work &prepare, const Work &work)
    {
        std::vector<Cost> plain;
        std::vector<Cost> sealed;
        for (int round = 0; round < m_rounds; ++round) {
            const bool sealedFirst = round % 2 == 1;
            if (sealedFirst)
                sealed.push_back(one(m_sealed, each, prepare, work));
            plain.push_back(one(m_plain, each, prepare, work));
            if (!sealedFirst)
                sealed.push_back(one(m_sealed, each, prepare, work));
        }
        const auto of = [](const std::vector<Cost> &costs, double Cost::*which) {
            std::vector<double> values;
            for (const Cost &cost : costs)
                values.push_back(cost.*which);
            return median(values);
        };
        const double passed[] = { of(plain, &Cost::passed), of(sealed, &Cost::passed) };
        const double worked[] = { of(plain, &Cost::worked), of(sealed, &Cost::worked) };
        std::printf("%-30s %10.1f %9.1f %10.1f %9.1f %8.2f %7.2f\n", what, passed[0], worked[0], passed[1], worked[1],
            passed[1] / passed[0], worked[1] / worked[0]);
        std::fflush(stdout);
    }

private:
    static Cost one(Shop &shop, int each, const Work &prepare, const Work &work)
    {
        prepare(shop);
        QElapsedTimer timer;
        timer.start();
        const std::clock_t before = std::clock();
        work(shop);
        const double worked = double(std::clock() - before) * 1e6 / CLOCKS_PER_SEC;
        return { double(timer.nsecsElapsed()) / 1'000.0 / each, worked / each };
    }

    int m_rounds;
    std::unique_ptr<sql::StoreSeal> m_seal;
    Shop m_plain;
    Shop m_sealed;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2 || !QDir(arguments[1]).exists())
        qFatal("pc_bench_store FOLDER [MESSAGES] [ROUNDS]");
    must(crypto::initialise());
    const QDir folder(arguments[1]);
    for (const QString &name : folder.entryList({ u"plain.db*"_s, u"sealed.db*"_s }))
        QFile::remove(folder.filePath(name));
    Bench bench(folder.path(), arguments.value(2, u"100000"_s).toInt(), arguments.value(3, u"9"_s).toInt());
    const auto nothing = [](Shop &) {};
    const auto anew = [](Shop &shop) { shop.open(); };
    bench.measure("insert, one a transaction", 500, nothing, [](Shop &shop) { shop.insert(500, 1); });
    bench.measure("insert, fifty a transaction", 5'000, nothing, [](Shop &shop) { shop.insert(5'000, 50); });
    bench.measure("page of 50, after a start", 100, anew, [](Shop &shop) { shop.readPages(100); });
    bench.measure("page of 50, later", 1'000, nothing, [](Shop &shop) { shop.readPages(1'000); });
    bench.measure("search, after a start", 40, anew, [](Shop &shop) { shop.search(40); });
    bench.measure("search, later", 200, nothing, [](Shop &shop) { shop.search(200); });
    return 0;
}
