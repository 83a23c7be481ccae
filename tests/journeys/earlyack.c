/* SPDX-License-Identifier: GPL-3.0-or-later
 * A planted fault, for proving that the kill journey can fail: preloaded into a relay, it reports every COMMIT as done
 * and makes it true only every half second. Acknowledgements then leave before the disk has what they promise, and a kill
 * in between loses it. Active while the file named by PC_EARLYACK exists.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define HELD_MS 500

typedef int (*Step)(sqlite3_stmt *);

static int is_active(void)
{
    const char *path = getenv("PC_EARLYACK");
    return path && access(path, F_OK) == 0;
}

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

int sqlite3_step(sqlite3_stmt *statement)
{
    static Step real;
    static long long committed; /* the writer's thread alone commits what it wrote */
    if (!real)
        real = (Step)dlsym(RTLD_NEXT, "sqlite3_step");
    const char *sql = sqlite3_sql(statement);
    const int writing = sqlite3_txn_state(sqlite3_db_handle(statement), "main") == SQLITE_TXN_WRITE;
    if (sql && writing && strcmp(sql, "COMMIT") == 0 && is_active()) {
        if (now_ms() - committed < HELD_MS)
            return SQLITE_DONE;
        committed = now_ms();
    }
    if (sql && writing && strcmp(sql, "BEGIN IMMEDIATE") == 0)
        return SQLITE_DONE; /* the transaction that was only said to be over goes on */
    return real(statement);
}
