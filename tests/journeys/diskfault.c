/* SPDX-License-Identifier: GPL-3.0-or-later
 * A disk that refuses, for journeys: preloaded into a program, it makes writes or syncs of regular files below the folder
 * PC_DISKFAULT_UNDER fail for as long as the file PC_DISKFAULT exists. That file says how, as one of the words below.
 * Reading always works, and so does every file elsewhere: a program under test may still write its log.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum Fault { None = 0, Full = 1, WriteFails = 2, SyncFails = 4 };

static const struct { const char *word; int fault; } words[] = {
    { "full", Full }, /* ENOSPC for what would make a file longer or other */
    { "write-fails", WriteFails }, /* EIO */
    { "sync-fails", SyncFails }, /* EIO, after the bytes were taken */
};

static int active_fault(void)
{
    const char *path = getenv("PC_DISKFAULT");
    char word[32] = { 0 };
    const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return None;
    const ssize_t got = read(file, word, sizeof word - 1);
    close(file);
    for (size_t i = 0; got > 0 && i < sizeof words / sizeof *words; ++i) {
        if (strncmp(word, words[i].word, strlen(words[i].word)) == 0)
            return words[i].fault;
    }
    return None;
}

static int is_ours(int file)
{
    const char *under = getenv("PC_DISKFAULT_UNDER");
    char link[64], path[4096];
    struct stat info;
    if (!under || fstat(file, &info) != 0 || !S_ISREG(info.st_mode))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 0 && strncmp(path, under, strlen(under)) == 0;
}

/* The error to answer with, or 0. */
static int refusal(int file, int wanted)
{
    const int kept = errno;
    const int fault = active_fault() & wanted;
    const int answer = fault && is_ours(file) ? (fault == Full ? ENOSPC : EIO) : 0;
    errno = kept;
    return answer;
}

#define REAL(type, name) ((type) dlsym(RTLD_NEXT, name))
#define REFUSE(file, wanted) \
    do { \
        const int error = refusal(file, wanted); \
        if (error) { \
            errno = error; \
            return -1; \
        } \
    } while (0)

#define WRITING (Full | WriteFails)

typedef ssize_t (*Write)(int, const void *, size_t);
typedef ssize_t (*Pwrite64)(int, const void *, size_t, off64_t);
typedef int (*Sync)(int);
typedef int (*Statvfs64)(const char *, struct statvfs64 *);

ssize_t write(int file, const void *bytes, size_t count)
{
    REFUSE(file, WRITING);
    return REAL(Write, "write")(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    REFUSE(file, WRITING);
    return REAL(Pwrite64, "pwrite64")(file, bytes, count, offset);
}

int fsync(int file)
{
    REFUSE(file, SyncFails);
    return REAL(Sync, "fsync")(file);
}

int fdatasync(int file)
{
    REFUSE(file, SyncFails);
    return REAL(Sync, "fdatasync")(file);
}

int statvfs64(const char *path, struct statvfs64 *info)
{
    const int done = REAL(Statvfs64, "statvfs64")(path, info); /* asked of where the disk is mounted, not of the folder */
    if (done == 0 && active_fault() == Full)
        info->f_bavail = info->f_bfree = 0;
    return done;
}
