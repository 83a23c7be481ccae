/* SPDX-License-Identifier: GPL-3.0-or-later
 * A planted fault, for proving that the kill journey can fail: preloaded into a relay, it reports every COMMIT as done at
 * once and makes it true only when the next transaction begins. Acknowledgements then leave before the disk has what they
 * promise, and a kill in between loses it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

typedef int (*Step)(sqlite3_stmt *);

static sqlite3 *owing; /* the connection whose last COMMIT was only said; the writer's thread alone commits */

int sqlite3_step(sqlite3_stmt *statement)
{
    static Step real;
    if (!real)
        real = (Step)dlsym(RTLD_NEXT, "sqlite3_step");
    const char *sql = sqlite3_sql(statement);
    if (sql && strcmp(sql, "COMMIT") == 0 && !sqlite3_db_readonly(sqlite3_db_handle(statement), "main")
        && sqlite3_get_autocommit(sqlite3_db_handle(statement)) == 0
        && sqlite3_txn_state(sqlite3_db_handle(statement), "main") == SQLITE_TXN_WRITE) {
        owing = sqlite3_db_handle(statement);
        return SQLITE_DONE;
    }
    if (sql && strncmp(sql, "BEGIN IMMEDIATE", 15) == 0 && owing == sqlite3_db_handle(statement)) {
        owing = NULL;
        sqlite3_stmt *commit = NULL;
        if (sqlite3_prepare_v2(sqlite3_db_handle(statement), "COMMIT -- late", -1, &commit, NULL) == SQLITE_OK) {
            real(commit);
            sqlite3_finalize(commit);
        }
    }
    return real(statement);
}
