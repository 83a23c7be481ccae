/* SPDX-License-Identifier: GPL-3.0-or-later
 * A death at a chosen moment, for journeys: preloaded into a program, it waits until the file PC_KILLAT exists, which says
 * "KIND NUMBER before|after|instead", and then counts what the program does. At that one of that kind the program kills
 * itself with SIGKILL, before or after doing it. `instead` is a planted fault: that one is left out, and everything goes on.
 *
 *   log     a write to the write-ahead log          logged   a sync of it: a commit
 *   page    a write to the database file, which in this mode is always a checkpoint's
 *   paged   a sync of that file: the end of a checkpoint's first part
 *   sent    bytes that go to the other side of a connection
 *
 * What fell is written to PC_KILLAT with ".done" behind it: the kind, its number, and how long database and log were. As long as
 * that is there nothing falls: who starts the program again before the order is taken back gets a life that goes on.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum Kind { None, Log, Logged, Page, Paged, Sent };
enum When { Before, After, Instead };

static const char *const kinds[] = { "", "log", "logged", "page", "paged", "sent" };

static struct { int kind; int number; int when; } order;
static atomic_int state; /* 0: no order yet, 1: counting, 2: done */
static atomic_int counted;

static int is_ordered(void)
{
    static atomic_flag reading = ATOMIC_FLAG_INIT;
    const char *path = getenv("PC_KILLAT");
    char text[64] = { 0 }, kind[16] = { 0 }, when[16] = { 0 }, done[4096];
    if (state != 0 || !path)
        return state == 1;
    if (atomic_flag_test_and_set(&reading))
        return 0;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        const ssize_t got = read(file, text, sizeof text - 1);
        close(file);
        snprintf(done, sizeof done, "%s.done", path);
        if (got > 0 && access(done, F_OK) != 0 && sscanf(text, "%15s %d %15s", kind, &order.number, when) == 3) {
            for (int i = 1; i < (int)(sizeof kinds / sizeof *kinds); ++i)
                order.kind = strcmp(kind, kinds[i]) == 0 ? i : order.kind;
            order.when = strcmp(when, "before") == 0 ? Before : strcmp(when, "after") == 0 ? After : Instead;
            state = 1;
        }
    }
    atomic_flag_clear(&reading);
    return state == 1;
}

static int ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

/* The path of an open file, or "". */
static void name_of(int file, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, size - 1);
    path[length > 0 ? length : 0] = 0;
}

static int kind_of(int file, int in_log, int in_database)
{
    struct stat info;
    char path[4096];
    if (fstat(file, &info) != 0)
        return None;
    if (S_ISSOCK(info.st_mode)) {
        struct sockaddr_storage address;
        socklen_t length = sizeof address;
        const int is_network = getsockname(file, (struct sockaddr *)&address, &length) == 0
            && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
        return is_network && in_log == Log ? Sent : None; /* what is synced is no socket */
    }
    if (!S_ISREG(info.st_mode))
        return None;
    name_of(file, path, sizeof path);
    if (ends_with(path, ".db-wal") || ends_with(path, ".sqlite-wal"))
        return in_log;
    return ends_with(path, ".db") || ends_with(path, ".sqlite") ? in_database : None;
}

static long long size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (long long)info.st_size : -1;
}

static void note(int file, int number)
{
    char path[4096], database[4096] = "", log[4200] = "", line[256];
    snprintf(path, sizeof path, "%s.done", getenv("PC_KILLAT"));
    name_of(file, database, sizeof database);
    if (ends_with(database, "-wal"))
        database[strlen(database) - 4] = 0;
    snprintf(log, sizeof log, "%s-wal", database);
    const int out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int length = snprintf(line, sizeof line, "%s %d %lld %lld\n", kinds[order.kind], number, size_of(database), size_of(log));
    if (out >= 0) {
        typedef ssize_t (*Write)(int, const void *, size_t);
        if (((Write)dlsym(RTLD_NEXT, "write"))(out, line, (size_t)length) != length)
            unlink(path);
        close(out);
    }
}

/* What is to become of this one; with `When` or -1. */
static int verdict(int file, int in_log, int in_database)
{
    const int kept = errno;
    int when = -1;
    if (is_ordered() && kind_of(file, in_log, in_database) == order.kind) {
        const int number = ++counted;
        if (number == order.number) {
            state = 2;
            when = order.when;
            note(file, number);
            if (when == Before)
                kill(getpid(), SIGKILL);
        }
    }
    errno = kept;
    return when;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

/* Does it, or not, and dies behind it, or not. */
#define FALL(file, in_log, in_database, type, call, instead) \
    do { \
        const int when = verdict(file, in_log, in_database); \
        if (when == Instead) \
            return instead; \
        const type done = call; \
        if (when == After) \
            kill(getpid(), SIGKILL); \
        return done; \
    } while (0)

typedef ssize_t (*Write)(int, const void *, size_t);
typedef ssize_t (*Pwrite64)(int, const void *, size_t, off64_t);
typedef ssize_t (*Writev)(int, const struct iovec *, int);
typedef ssize_t (*Send)(int, const void *, size_t, int);
typedef ssize_t (*Sendmsg)(int, const struct msghdr *, int);
typedef int (*Sync)(int);

ssize_t write(int file, const void *bytes, size_t count)
{
    FALL(file, Log, Page, ssize_t, REAL(Write, "write")(file, bytes, count), (ssize_t)count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    FALL(file, Log, Page, ssize_t, REAL(Pwrite64, "pwrite64")(file, bytes, count, offset), (ssize_t)count);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    FALL(file, Log, Page, ssize_t, REAL(Writev, "writev")(file, parts, count), -1);
}

ssize_t send(int file, const void *bytes, size_t count, int flags)
{
    FALL(file, Log, Page, ssize_t, REAL(Send, "send")(file, bytes, count, flags), (ssize_t)count);
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags)
{
    FALL(file, Log, Page, ssize_t, REAL(Sendmsg, "sendmsg")(file, message, flags), -1);
}

int fsync(int file)
{
    FALL(file, Logged, Paged, int, REAL(Sync, "fsync")(file), 0);
}

int fdatasync(int file)
{
    FALL(file, Logged, Paged, int, REAL(Sync, "fdatasync")(file), 0);
}
