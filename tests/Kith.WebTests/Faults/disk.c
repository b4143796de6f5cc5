/* Loaded before a process: while the file that KITH_TEST_DISK names holds «full» or «read-only», nothing under the folder
   that KITH_TEST_DISK_FOLDER names takes a write, as a disk does that has no room or that the system has stopped writing to.
   With the file empty or gone the disk is well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder, *flag;
static size_t folder_length;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void)
{
    flag = getenv("KITH_TEST_DISK");
    folder = getenv("KITH_TEST_DISK_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
}

/* The error that the disk gives now; 0 while it is well. */
static int trouble(void)
{
    if (!flag || !folder) return 0;
    REAL(open);
    int fd = real(flag, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    char said = 0;
    ssize_t n = read(fd, &said, 1);
    close(fd);
    return n != 1 ? 0 : said == 'f' ? ENOSPC : said == 'r' ? EROFS : 0;
}

static int there(const char *path) { return folder && path && strncmp(path, folder, folder_length) == 0; }

static int file_there(int fd)
{
    if (!folder) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return there(path);
}

#define REFUSE(condition) do { int kept = errno; int e; if ((condition) && (e = trouble())) { errno = e; return -1; } errno = kept; } while (0)
#define REFUSE_READ_ONLY(condition) do { int kept = errno; if ((condition) && trouble() == EROFS) { errno = EROFS; return -1; } errno = kept; } while (0)

static int opened(const char *path, int flags)
{
    if (!there(path)) return 0;
    int e = trouble();
    if (e == EROFS && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) return EROFS;
    return e == ENOSPC && (flags & O_CREAT) && access(path, F_OK) != 0 ? ENOSPC : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
        int e = opened(path, flags); \
        if (e) { errno = e; return -1; } \
        REAL(name); \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t length) { REFUSE(file_there(fd)); REAL(write); return real(fd, bytes, length); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { REFUSE(file_there(fd)); REAL(pwrite); return real(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return pwrite(fd, bytes, length, at); }
ssize_t writev(int fd, const struct iovec *parts, int count) { REFUSE(file_there(fd)); REAL(writev); return real(fd, parts, count); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { REFUSE(file_there(fd)); REAL(pwritev); return real(fd, parts, count, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return pwritev(fd, parts, count, at); }
int ftruncate(int fd, off_t length) { REFUSE_READ_ONLY(file_there(fd)); REAL(ftruncate); return real(fd, length); }
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }
int posix_fallocate(int fd, off_t at, off_t length)
{
    int e = file_there(fd) ? trouble() : 0;
    if (e) return e;
    REAL(posix_fallocate);
    return real(fd, at, length);
}
int posix_fallocate64(int fd, off_t at, off_t length) { return posix_fallocate(fd, at, length); }
int fsync(int fd) { REFUSE_READ_ONLY(file_there(fd)); REAL(fsync); return real(fd); }
int fdatasync(int fd) { REFUSE_READ_ONLY(file_there(fd)); REAL(fdatasync); return real(fd); }
int mkdir(const char *path, mode_t mode) { REFUSE(there(path)); REAL(mkdir); return real(path, mode); }
int rename(const char *from, const char *to) { REFUSE_READ_ONLY(there(to)); REAL(rename); return real(from, to); }
int unlink(const char *path) { REFUSE_READ_ONLY(there(path)); REAL(unlink); return real(path); }
