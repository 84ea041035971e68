/* SPDX-License-Identifier: MIT */
/* Preloaded into rolecast (glibc), it stands between the program and the system: counts the calls by which the program
   reaches files, other programs, threads and memory, and lets one of them fail, come short, or be the last one.

   FAULT_LOG=FILE     a line a call: its number, its number among those that change something, its name, flags, path
   FAULT_COUNT=calls  which number FAULT_AT means: `calls`, `changes` (those that change files) or `memory`
   FAULT_NAME=name    calls of this name alone are counted
   FAULT_AT=N         the call that is struck; the log has then only the line `hit`
   FAULT_DO=error:E   it fails; sticky:E: and all later ones of its kind; short: half is done, which is legal; then:E:
   half is done, and the next one on that file fails; kill, half, killed: the program is killed before it, in the midst
   of it, after it FAULT_RECORD=FILE  what each changing call did, with its bytes, for a model of a disk
   (tests/fault/power.py)

   Only calls from main on count. Children are left alone. Nothing here allocates. */
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum action { ACT_NONE, ACT_ERROR, ACT_STICKY, ACT_SHORT, ACT_THEN, ACT_KILL, ACT_HALF, ACT_KILLED };
enum counted { COUNT_CALLS, COUNT_CHANGES, COUNT_MEMORY };
enum { LOG_FILE = 200, RECORD_FILE = 201 };

static struct {
	bool is_active, is_silent, has_log, has_record;
	enum action action;
	enum counted counted;
	int error;
	long at;
	atomic_long numbers[3];
	atomic_bool is_sticky[GROUPS];
	atomic_int cut_file; /* one more than the file whose next call fails */
	atomic_flag recording;
	const char *only; /* the name of calls that are counted; NULL: all */
} shim;

static void put_raw(int file, const char *text, size_t size)
{
	while (size) {
		long done = syscall(SYS_write, file, text, size);
		if (done <= 0)
			return;
		text += done;
		size -= (size_t)done;
	}
}

static void die(void)
{
	syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	for (;;)
		syscall(SYS_pause);
}

static size_t put_number(char *at, unsigned long number)
{
	char digits[24];
	size_t count = 0;
	do
		digits[count++] = (char)('0' + number % 10);
	while (number /= 10);
	for (size_t i = 0; i < count; i++)
		at[i] = digits[count - 1 - i];
	return count;
}

static size_t put_text(char *at, const char *text)
{
	size_t length = 0;
	for (; text[length]; length++)
		at[length] = text[length];
	return length;
}

/* The path of an open file or folder, or of a name below it. */
static size_t put_path(char *at, int dir, const char *name)
{
	char link[64];
	size_t length = 0;
	if (!name || name[0] != '/') {
		size_t end = put_text(link, dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/");
		if (dir != AT_FDCWD)
			end += put_number(link + end, (unsigned long)(dir < 0 ? 0 : dir));
		link[end] = '\0';
		long got = syscall(SYS_readlinkat, AT_FDCWD, link, at, PATH_MAX);
		length = got < 0 ? 0 : (size_t)got;
		if (name && length)
			at[length++] = '/';
	}
	return length + (name ? put_text(at + length, name) : 0);
}

static void log_call(const struct call *call, const long numbers[2], int dir, const char *path)
{
	char line[2 * PATH_MAX + 128];
	size_t end = put_number(line, (unsigned long)numbers[0]);
	line[end++] = ' ';
	end += put_number(line + end, (unsigned long)(call->changes ? numbers[1] : 0));
	line[end++] = ' ';
	end += put_text(line + end, call->name);
	line[end++] = ' ';
	line[end++] = "orwf"[call->group];
	line[end++] = call->may_be_short ? 's' : '-';
	line[end++] = ' ';
	end += put_path(line + end, dir, path);
	line[end++] = '\n';
	put_raw(LOG_FILE, line, end);
}

static void hit(struct call *call)
{
	if (shim.has_log && !shim.is_sticky[call->group])
		put_raw(LOG_FILE, "hit\n", 4);
}

static void strike(struct call *call, int dir)
{
	hit(call);
	switch (shim.action) {
	case ACT_ERROR:
		call->error = shim.error;
		break;
	case ACT_STICKY:
		shim.is_sticky[call->group] = true;
		call->error = shim.error;
		break;
	case ACT_THEN:
		shim.cut_file = dir + 1;
		call->is_cut = true;
		break;
	case ACT_SHORT:
		call->is_cut = true;
		break;
	case ACT_KILL:
		die();
		break;
	case ACT_HALF:
		call->is_cut = call->ends = true;
		break;
	case ACT_KILLED:
		call->ends = true;
		break;
	case ACT_NONE:
		break;
	}
}

struct call shim_begin(const char *name, enum group group, bool changes, bool may_be_short, int dir, const char *path)
{
	struct call call = {.name = name, .group = group, .changes = changes, .may_be_short = may_be_short};
	if (!shim.is_active)
		return call;
	bool is_counted = !shim.only || strcmp(shim.only, name) == 0;
	long numbers[2] = {is_counted ? atomic_fetch_add(&shim.numbers[COUNT_CALLS], 1) + 1 : 0, 0};
	if (changes)
		numbers[1] = atomic_fetch_add(&shim.numbers[COUNT_CHANGES], 1) + 1;
	if (shim.has_log && !shim.is_silent)
		log_call(&call, numbers, dir, path);
	if (shim.counted != COUNT_MEMORY && shim.at && numbers[shim.counted] == shim.at)
		strike(&call, dir);
	else if (shim.is_sticky[group] || (!path && may_be_short && shim.cut_file == dir + 1))
		call.error = shim.error;
	return call;
}

bool shim_fails(const struct call *call)
{
	if (call->error)
		errno = call->error;
	return call->error != 0;
}

size_t shim_part(const struct call *call, size_t size)
{
	return call->is_cut && size > 1 ? size / 2 : size;
}

/* Record */

static void record(const char *what, const char *a, size_t a_size, const char *b, size_t b_size)
{
	char head[96];
	size_t end = put_text(head, what);
	head[end++] = ' ';
	end += put_number(head + end, a_size);
	head[end++] = ' ';
	end += put_number(head + end, b_size);
	head[end++] = '\n';
	while (atomic_flag_test_and_set(&shim.recording))
		sched_yield();
	put_raw(RECORD_FILE, head, end);
	put_raw(RECORD_FILE, a, a_size);
	put_raw(RECORD_FILE, b, b_size);
	atomic_flag_clear(&shim.recording);
}

static void record_paths(const char *what, int dir, const char *path, int other_dir, const char *other)
{
	char a[2 * PATH_MAX], b[2 * PATH_MAX];
	int error = errno;
	size_t a_size = put_path(a, dir, path), b_size = other ? put_path(b, other_dir, other) : 0;
	record(what, a, a_size, b, b_size);
	errno = error;
}

static void record_bytes(int file, const void *bytes, size_t size)
{
	char path[2 * PATH_MAX];
	int error = errno;
	record("write", path, put_path(path, file, NULL), bytes, size);
	errno = error;
}

static void end_call(const struct call *call)
{
	if (call->ends)
		die();
}

int shim_done(const struct call *call, int result, int dir, const char *path, int other_dir, const char *other)
{
	if (shim.has_record && shim.is_active && call->changes && result >= 0)
		record_paths(call->name, dir, path, other_dir, other);
	end_call(call);
	return result;
}

long shim_wrote(const struct call *call, long result, int file, const void *bytes)
{
	if (shim.has_record && shim.is_active && result > 0)
		record_bytes(file, bytes, (size_t)result);
	end_call(call);
	return result;
}

/* Memory */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t boundary, size_t size);

/* Says whether it is to fail; tells in the log who asked. */
static bool has_no_memory(const void *caller)
{
	if (!shim.is_active || (shim.counted != COUNT_MEMORY && shim.at))
		return false;
	long number = atomic_fetch_add(&shim.numbers[COUNT_MEMORY], 1) + 1;
	bool is_struck = shim.counted == COUNT_MEMORY
		&& (number == shim.at || (shim.action == ACT_STICKY && shim.at && number > shim.at));
	if (shim.counted == COUNT_MEMORY && shim.has_log && (!shim.at || number == shim.at)) {
		Dl_info about = {0};
		char line[PATH_MAX + 64];
		size_t end = put_number(line, (unsigned long)number);
		line[end++] = ' ';
		if (dladdr((void *)(uintptr_t)caller, &about) && about.dli_fname)
			end += put_text(line + end, about.dli_fname);
		line[end++] = '\n';
		put_raw(LOG_FILE, line, end);
	}
	if (is_struck)
		errno = ENOMEM;
	return is_struck;
}

void *malloc(size_t size)
{
	return has_no_memory(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return has_no_memory(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return has_no_memory(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

void *memalign(size_t boundary, size_t size);
void *memalign(size_t boundary, size_t size)
{
	return has_no_memory(__builtin_return_address(0)) ? NULL : __libc_memalign(boundary, size);
}

void *aligned_alloc(size_t boundary, size_t size)
{
	return has_no_memory(__builtin_return_address(0)) ? NULL : __libc_memalign(boundary, size);
}

int posix_memalign(void **to, size_t boundary, size_t size)
{
	if (has_no_memory(__builtin_return_address(0)))
		return ENOMEM;
	*to = __libc_memalign(boundary, size);
	return *to ? 0 : ENOMEM;
}

/* Beginning and end */

static int open_at(const char *path, int flags, int number)
{
	long file = syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0666);
	if (file < 0 || syscall(SYS_dup3, file, number, O_CLOEXEC) < 0)
		abort();
	syscall(SYS_close, file);
	return number;
}

static void take_action(const char *text)
{
	static const char *const names[] = {[ACT_ERROR] = "error:",
		[ACT_STICKY] = "sticky:",
		[ACT_SHORT] = "short",
		[ACT_THEN] = "then:",
		[ACT_KILL] = "kill",
		[ACT_HALF] = "half",
		[ACT_KILLED] = "killed"};
	for (int i = ACT_ERROR; i <= ACT_KILLED; i++) {
		size_t length = strlen(names[i]);
		bool has_error = names[i][length - 1] == ':';
		if (strncmp(text, names[i], length) != 0 || (!has_error && text[length]))
			continue;
		shim.action = (enum action)i;
		shim.error = has_error ? (int)strtol(text + length, NULL, 10) : 0;
	}
}

static void take_settings(void)
{
	const char *log = getenv("FAULT_LOG"), *at = getenv("FAULT_AT"), *action = getenv("FAULT_DO");
	const char *counted = getenv("FAULT_COUNT"), *records = getenv("FAULT_RECORD");
	if (log)
		shim.has_log = open_at(log, O_WRONLY | O_CREAT | O_APPEND, LOG_FILE) >= 0;
	if (records)
		shim.has_record = open_at(records, O_WRONLY | O_CREAT | O_TRUNC, RECORD_FILE) >= 0;
	shim.at = at ? strtol(at, NULL, 10) : 0;
	shim.is_silent = shim.at != 0;
	if (counted && strcmp(counted, "changes") == 0)
		shim.counted = COUNT_CHANGES;
	if (counted && strcmp(counted, "memory") == 0)
		shim.counted = COUNT_MEMORY;
	shim.is_silent |= shim.counted == COUNT_MEMORY;
	if (action)
		take_action(action);
	shim.only = getenv("FAULT_NAME");
	unsetenv("LD_PRELOAD");
}

typedef int main_fn(int count, char **words, char **environment);
static main_fn *real_main;

static int main_here(int count, char **words, char **environment)
{
	take_settings();
	shim.is_active = true;
	int status = real_main(count, words, environment);
	shim.is_active = false;
	return status;
}

int __libc_start_main(main_fn *program, int count, char **words, void (*init)(void), void (*fini)(void),
	void (*loader)(void), void *stack);
int __libc_start_main(main_fn *program, int count, char **words, void (*init)(void), void (*fini)(void),
	void (*loader)(void), void *stack)
{
	real_main = program;
	return REAL(__libc_start_main)(main_here, count, words, init, fini, loader, stack);
}
