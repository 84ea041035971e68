/* SPDX-License-Identifier: MIT */
/* The calls themselves, under the names by which programs know them. */
#include "shim.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Opening */

static int open_it(const char *name, int dir, const char *path, int flags, mode_t mode)
{
	bool makes = (flags & (O_CREAT | O_TRUNC)) != 0;
	struct call call =
		shim_begin(makes ? "create" : name, makes ? GROUP_WRITE : GROUP_OPEN, makes, false, dir, path);
	if (shim_fails(&call))
		return -1;
	return shim_done(&call, REAL(openat64)(dir, path, flags, mode), dir, path, 0, NULL);
}

static mode_t mode_of(int flags, va_list args)
{
	return flags & O_CREAT ? va_arg(args, mode_t) : 0;
}

#define OPEN_AT(name)                                                                                                  \
	int name(int dir, const char *path, int flags, ...)                                                            \
	{                                                                                                              \
		va_list args;                                                                                          \
		va_start(args, flags);                                                                                 \
		mode_t mode = mode_of(flags, args);                                                                    \
		va_end(args);                                                                                          \
		return open_it("open", dir, path, flags, mode);                                                        \
	}
#define OPEN(name)                                                                                                     \
	int name(const char *path, int flags, ...)                                                                     \
	{                                                                                                              \
		va_list args;                                                                                          \
		va_start(args, flags);                                                                                 \
		mode_t mode = mode_of(flags, args);                                                                    \
		va_end(args);                                                                                          \
		return open_it("open", AT_FDCWD, path, flags, mode);                                                   \
	}
OPEN_AT(openat)
OPEN_AT(openat64)
OPEN(open)
OPEN(open64)

/* What they become with _FORTIFY_SOURCE. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return open_it("open", AT_FDCWD, path, flags, 0);
}
int __open64_2(const char *path, int flags)
{
	return open_it("open", AT_FDCWD, path, flags, 0);
}
int __openat_2(int dir, const char *path, int flags)
{
	return open_it("open", dir, path, flags, 0);
}
int __openat64_2(int dir, const char *path, int flags)
{
	return open_it("open", dir, path, flags, 0);
}

/* Even one that fails closes the file. */
int close(int file)
{
	struct call call = shim_begin("close", GROUP_OTHER, false, false, file, NULL);
	int result = (int)syscall(SYS_close, file);
	shim_done(&call, -1, 0, NULL, 0, NULL);
	return shim_fails(&call) ? -1 : result;
}

int dup(int file)
{
	struct call call = shim_begin("dup", GROUP_OPEN, false, false, file, NULL);
	return shim_fails(&call) ? -1 : (int)syscall(SYS_dup, file);
}

int pipe(int ends[2])
{
	struct call call = shim_begin("pipe", GROUP_OPEN, false, false, AT_FDCWD, "");
	return shim_fails(&call) ? -1 : (int)syscall(SYS_pipe2, ends, 0);
}

static int control(int file, int command, long argument)
{
	struct call call = shim_begin("fcntl", GROUP_OTHER, false, false, file, NULL);
	return shim_fails(&call) ? -1 : (int)syscall(SYS_fcntl, file, command, argument);
}

#define FCNTL(name)                                                                                                    \
	int name(int file, int command, ...)                                                                           \
	{                                                                                                              \
		va_list args;                                                                                          \
		va_start(args, command);                                                                               \
		long argument = va_arg(args, long);                                                                    \
		va_end(args);                                                                                          \
		return control(file, command, argument);                                                               \
	}
FCNTL(fcntl)
FCNTL(fcntl64)

int flock(int file, int how)
{
	struct call call = shim_begin("flock", GROUP_OTHER, false, false, file, NULL);
	return shim_fails(&call) ? -1 : (int)syscall(SYS_flock, file, how);
}

/* Bytes */

ssize_t read(int file, void *to, size_t size)
{
	struct call call = shim_begin("read", GROUP_READ, false, true, file, NULL);
	return shim_fails(&call) ? -1 : (ssize_t)syscall(SYS_read, file, to, shim_part(&call, size));
}

ssize_t __read_chk(int file, void *to, size_t size, size_t room);
ssize_t __read_chk(int file, void *to, size_t size, size_t room)
{
	return read(file, to, size < room ? size : room);
}

ssize_t write(int file, const void *from, size_t size)
{
	struct call call = shim_begin("write", GROUP_WRITE, true, true, file, NULL);
	if (shim_fails(&call))
		return -1;
	long result = syscall(SYS_write, file, from, shim_part(&call, size));
	return (ssize_t)shim_wrote(&call, result, file, from);
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *to)
{
	bool is_ours = to == stdout || to == stderr;
	struct call call = {0};
	if (is_ours)
		call = shim_begin("fwrite", GROUP_OTHER, false, false, fileno(to), NULL);
	return shim_fails(&call) ? 0 : REAL(fwrite)(from, size, count, to);
}

int fflush(FILE *file)
{
	bool is_ours = file == stdout || file == stderr;
	struct call call = {0};
	if (is_ours)
		call = shim_begin("fflush", GROUP_OTHER, false, false, fileno(file), NULL);
	return shim_fails(&call) ? EOF : REAL(fflush)(file);
}

#define SYNC(name)                                                                                                     \
	int name(int file)                                                                                             \
	{                                                                                                              \
		struct call call = shim_begin(#name, GROUP_OTHER, true, false, file, NULL);                            \
		return shim_fails(&call) ? -1 : shim_done(&call, REAL(name)(file), file, NULL, 0, NULL);               \
	}
SYNC(fsync)
SYNC(fdatasync)
SYNC(syncfs)

/* Names */

int renameat(int dir, const char *path, int other_dir, const char *other)
{
	struct call call = shim_begin("rename", GROUP_OTHER, true, false, other_dir, other);
	return shim_fails(&call)
		? -1
		: shim_done(&call, REAL(renameat)(dir, path, other_dir, other), dir, path, other_dir, other);
}

int rename(const char *path, const char *other)
{
	return renameat(AT_FDCWD, path, AT_FDCWD, other);
}

int linkat(int dir, const char *path, int other_dir, const char *other, int flags)
{
	struct call call = shim_begin("link", GROUP_OTHER, true, false, other_dir, other);
	return shim_fails(&call)
		? -1
		: shim_done(&call, REAL(linkat)(dir, path, other_dir, other, flags), dir, path, other_dir, other);
}

int unlinkat(int dir, const char *path, int flags)
{
	struct call call = shim_begin(flags & AT_REMOVEDIR ? "rmdir" : "unlink", GROUP_OTHER, true, false, dir, path);
	return shim_fails(&call) ? -1 : shim_done(&call, REAL(unlinkat)(dir, path, flags), dir, path, 0, NULL);
}

int unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int dir, const char *path, mode_t mode)
{
	struct call call = shim_begin("mkdir", GROUP_WRITE, true, false, dir, path);
	return shim_fails(&call) ? -1 : shim_done(&call, REAL(mkdirat)(dir, path, mode), dir, path, 0, NULL);
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

int utimensat(int dir, const char *path, const struct timespec times[2], int flags)
{
	struct call call = shim_begin("utimens", GROUP_OTHER, false, false, dir, path);
	return shim_fails(&call) ? -1 : REAL(utimensat)(dir, path, times, flags);
}

/* Facts */

#define STAT_AT(name, type)                                                                                            \
	int name(int dir, const char *restrict path, struct type *restrict facts, int flags)                           \
	{                                                                                                              \
		struct call call = shim_begin("stat", GROUP_OTHER, false, false, dir, path);                           \
		return shim_fails(&call) ? -1 : REAL(name)(dir, path, facts, flags);                                   \
	}
#define STAT(name, type)                                                                                               \
	int name(const char *restrict path, struct type *restrict facts)                                               \
	{                                                                                                              \
		struct call call = shim_begin("stat", GROUP_OTHER, false, false, AT_FDCWD, path);                      \
		return shim_fails(&call) ? -1 : REAL(name)(path, facts);                                               \
	}
#define STAT_FILE(name, type)                                                                                          \
	int name(int file, struct type *facts)                                                                         \
	{                                                                                                              \
		struct call call = shim_begin("fstat", GROUP_OTHER, false, false, file, NULL);                         \
		return shim_fails(&call) ? -1 : REAL(name)(file, facts);                                               \
	}
STAT_AT(fstatat, stat)
STAT_AT(fstatat64, stat64)
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
STAT_FILE(fstat, stat)
STAT_FILE(fstat64, stat64)

char *realpath(const char *restrict path, char *restrict real)
{
	struct call call = shim_begin("realpath", GROUP_OTHER, false, false, AT_FDCWD, path);
	return shim_fails(&call) ? NULL : REAL(realpath)(path, real);
}

char *__realpath_chk(const char *path, char *real, size_t room);
char *__realpath_chk(const char *path, char *real, size_t room)
{
	return room < PATH_MAX ? NULL : realpath(path, real);
}

DIR *opendir(const char *path)
{
	struct call call = shim_begin("opendir", GROUP_OPEN, false, false, AT_FDCWD, path);
	return shim_fails(&call) ? NULL : REAL(opendir)(path);
}

DIR *fdopendir(int file)
{
	struct call call = shim_begin("fdopendir", GROUP_OPEN, false, false, file, NULL);
	return shim_fails(&call) ? NULL : REAL(fdopendir)(file);
}

#define READDIR(name, type)                                                                                            \
	struct type *name(DIR *dir)                                                                                    \
	{                                                                                                              \
		struct call call = shim_begin("readdir", GROUP_READ, false, false, dirfd(dir), NULL);                  \
		return shim_fails(&call) ? NULL : REAL(name)(dir);                                                     \
	}
READDIR(readdir, dirent)
READDIR(readdir64, dirent64)

/* Others */

int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*start)(void *), void *argument)
{
	struct call call = shim_begin("thread", GROUP_OTHER, false, false, AT_FDCWD, "");
	return call.error ? call.error : REAL(pthread_create)(thread, how, start, argument);
}

int posix_spawnp(pid_t *child, const char *program, const posix_spawn_file_actions_t *files,
	const posix_spawnattr_t *how, char *const words[], char *const environment[])
{
	struct call call = shim_begin("spawn", GROUP_OTHER, true, false, AT_FDCWD, program);
	int error = call.error ? call.error : REAL(posix_spawnp)(child, program, files, how, words, environment);
	shim_done(&call, -1, 0, NULL, 0, NULL);
	return error;
}

pid_t waitpid(pid_t child, int *status, int flags)
{
	struct call call = shim_begin("waitpid", GROUP_OTHER, false, false, AT_FDCWD, "");
	return shim_fails(&call) ? -1 : REAL(waitpid)(child, status, flags);
}

int poll(struct pollfd *files, nfds_t count, int patience)
{
	struct call call = shim_begin("poll", GROUP_OTHER, false, false, AT_FDCWD, "");
	return shim_fails(&call) ? -1 : REAL(poll)(files, count, patience);
}

int sched_getaffinity(pid_t process, size_t size, cpu_set_t *set)
{
	struct call call = shim_begin("affinity", GROUP_OTHER, false, false, AT_FDCWD, "");
	return shim_fails(&call) ? -1 : REAL(sched_getaffinity)(process, size, set);
}
