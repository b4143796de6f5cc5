/* Loaded before a process that writes an authority: keeps, in the one order in which they happened, every write to its
   database files, every truncation, the beginning and end of every synchronisation, and every acknowledgement that the
   process gives on its standard output. A test then plays back what a cut of power at any moment could have left. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static char said_to[256];

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    const char *to = getenv("KITH_TEST_TRACE");
    ssize_t n = readlink("/proc/self/fd/1", said_to, sizeof said_to - 1);
    said_to[n > 0 ? n : 0] = 0;
    if (to) log_fd = open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* 1: the database, 2: its log, 3: standard output, 0: anything else. */
static int which(int fd)
{
    if (log_fd < 0) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 8) return 0;
    path[n] = 0;
    /* By what it is and not by its number: the run-time speaks through a copy of it. */
    if (said_to[0] && strcmp(path, said_to) == 0) return 3;
    if (strcmp(path + n - 8, "/kith.db") == 0) return 1;
    return n > 12 && strcmp(path + n - 12, "/kith.db-wal") == 0 ? 2 : 0;
}

static void all(const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0)
    {
        ssize_t n = real_write(log_fd, at, length);
        if (n <= 0) abort();
        at += n;
        length -= n;
    }
}

static void note(char what, int file, int64_t offset, const void *bytes, int64_t length)
{
    char head[18] = { what, (char)file };
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 8);
    pthread_mutex_lock(&order);
    all(head, sizeof head);
    if (bytes) all(bytes, length);
    pthread_mutex_unlock(&order);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    int file = which(fd);
    if (file == 3) note('A', 0, 0, bytes, length);
    else if (file) note('W', file, lseek(fd, 0, SEEK_CUR), bytes, length);
    return real_write(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    int file = which(fd);
    if (file == 1 || file == 2) note('W', file, offset, bytes, length);
    return real_pwrite(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return pwrite(fd, bytes, length, offset); }

int ftruncate(int fd, off_t length)
{
    int file = which(fd);
    if (file == 1 || file == 2) note('T', file, length, NULL, 0);
    return real_ftruncate(fd, length);
}

int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

static int sync_with(int fd, int (*real)(int))
{
    int file = which(fd);
    if (file != 1 && file != 2) return real(fd);
    note('B', file, 0, NULL, 0);
    int result = real(fd);
    if (result == 0) note('S', file, 0, NULL, 0);
    return result;
}

int fsync(int fd) { return sync_with(fd, real_fsync); }

int fdatasync(int fd) { return sync_with(fd, real_fdatasync); }
