// SPDX-License-Identifier: GPL-3.0-or-later
// pc_profile_store: looks into the sealed store of a profile that no client has open, or spoils it, for tests that are
// written in another language.
//
//   pc_profile_store PROFILE PASSPHRASE-FILE copy FILE            a plain copy of the whole store
//   pc_profile_store PROFILE PASSPHRASE-FILE check                says "ok", or what SQLite's integrity check finds
//   pc_profile_store PROFILE PASSPHRASE-FILE set-version NUMBER   makes it a store of that schema version
//   pc_profile_store PROFILE PASSPHRASE-FILE hold                 has it for itself, says "held", until its input ends

#include "core/crypto/initialise.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "core/sql/vfs.h"
#include "tests/support/profilestore/profilekey.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <cstdio>

using namespace pc;

namespace {

template<typename T>
T must(Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qPrintable(result.error().detail));
    return *std::move(result);
}

void must(const Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qPrintable(result.error().detail));
}

QString firstLineOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no passphrase");
    return QString::fromUtf8(file.readLine().trimmed());
}

struct Opened
{
    QString path;
    std::unique_ptr<sql::StoreSeal> seal;
};

/// The profile itself is let go again.
Opened openProfile(const QString &profile, const QString &passphraseFile)
{
    const auto folder = must(session::ProfileFolder::open(profile), "profile");
    const auto key = must(test::keyOfProfile(*folder, firstLineOf(passphraseFile)), "key");
    return { folder->store(), must(sql::StoreSeal::create(key), "seal") };
}

void copy(const Opened &store, const QString &file)
{
    const auto database
        = must(sql::Database::open(store.path, sql::OpenMode::ReadWrite, store.seal->sealing()), "store");
    sql::Statement copy(*database, "VACUUM INTO ?");
    const QString path = QFileInfo(file).absoluteFilePath();
    must(copy.run(QStringLiteral("file:%1?vfs=%2").arg(path, QLatin1StringView(sql::defaultVfs().zName))), "copy");
}

void check(const Opened &store)
{
    const auto database
        = must(sql::Database::open(store.path, sql::OpenMode::ReadWrite, store.seal->sealing()), "store");
    sql::Statement check(*database, "PRAGMA integrity_check");
    auto rows = must(check.query(), "check");
    while (rows.next())
        std::puts(qPrintable(rows.text(0)));
}

void setVersion(const Opened &store, int version)
{
    const auto database
        = must(sql::Database::open(store.path, sql::OpenMode::ReadWrite, store.seal->sealing()), "store");
    must(database->executeScript(QStringLiteral("PRAGMA user_version=%1;").arg(version)), "version");
}

void hold(const Opened &store)
{
    const auto database
        = must(sql::Database::open(store.path, sql::OpenMode::ReadOnly, store.seal->sealing()), "store");
    must(database->execute("PRAGMA query_only=OFF"), "writing");
    must(database->execute("PRAGMA locking_mode=EXCLUSIVE"), "alone");
    must(database->execute("BEGIN EXCLUSIVE"), "begin");
    must(database->execute("SELECT count(*) FROM sqlite_schema"), "read");
    std::puts("held");
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    must(crypto::initialise(), "crypto");
    if (arguments.size() == 5 && arguments[3] == QLatin1StringView("copy"))
        copy(openProfile(arguments[1], arguments[2]), arguments[4]);
    else if (arguments.size() == 4 && arguments[3] == QLatin1StringView("check"))
        check(openProfile(arguments[1], arguments[2]));
    else if (arguments.size() == 5 && arguments[3] == QLatin1StringView("set-version"))
        setVersion(openProfile(arguments[1], arguments[2]), arguments[4].toInt());
    else if (arguments.size() == 4 && arguments[3] == QLatin1StringView("hold"))
        hold(openProfile(arguments[1], arguments[2]));
    else
        qFatal("pc_profile_store PROFILE PASSPHRASE-FILE copy FILE | check | set-version NUMBER | hold");
    return 0;
}
