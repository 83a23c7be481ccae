// SPDX-License-Identifier: GPL-3.0-or-later
// RunningLog: the log over its two threads, on a database that LogFixture made and has closed.

#pragma once

#include "core/base/fakeclock.h"
#include "core/relay/log/conversationlog.h"

#include <memory>
#include <vector>

namespace pc::test {

/// Writer, reader and log over the fixture's file, which is closed meanwhile.
class RunningLog
{
public:
    explicit RunningLog(const QString &path, bool cramped = false)
        : log(clock, {})
    {
        sql::Writer::Hooks hooks;
        hooks.opened = [this](sql::Database &db) { log.opened(db); };
        hooks.closing = [this] { log.closing(); };
        hooks.beforeCommit = [this](sql::Database &) { return log.beforeCommit(); };
        hooks.rolledBack = [this] { log.rolledBack(); };
        hooks.batchCommitted = [this] { log.batchCommitted(); };
        auto opener = [this, path, cramped]() -> Result<std::unique_ptr<sql::Database>> {
            auto db = sql::Database::open(path, sql::OpenMode::ReadWrite);
            if (db) {
                if (auto prepared = log.prepare(**db); !prepared)
                    return prepared.error();
            }
            if (db && cramped) {
                if (auto set = (*db)->execute("PRAGMA max_page_count=1"); !set)
                    return set.error();
            }
            return db;
        };
        writer = std::move(*sql::Writer::start(opener, hooks, clock));
        sql::Reader::Hooks readerHooks;
        readerHooks.opened = [this](sql::Database &db) { log.readerOpened(db); };
        readerHooks.closing = [this] { log.readerClosing(); };
        reader = std::move(*sql::Reader::start(path, readerHooks));
        log.attach(*writer, *reader);
        log.observe(mailbox, [this](const auto &delivery) { delivered.push_back(delivery); });
    }

    ~RunningLog()
    {
        reader.reset();
        writer.reset();
    }

    FakeClock clock;
    relay::log::Mailbox mailbox;
    relay::log::ConversationLog log;
    std::unique_ptr<sql::Writer> writer;
    std::unique_ptr<sql::Reader> reader;
    std::vector<std::shared_ptr<const relay::log::Delivery>> delivered;
};

} // namespace pc::test
