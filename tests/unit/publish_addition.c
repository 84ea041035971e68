/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "check.h"
#include "publish/addition.h"

struct corner {
	char name[32];
	struct arena arena;
	struct diags diags;
};

static void make_corner(struct corner *corner)
{
	*corner = (struct corner){.name = "/tmp/rolecast-unit-XXXXXX"};
	assert_non_null(mkdtemp(corner->name));
}

static str below(struct corner *corner, const char *path)
{
	return fs_join(&corner->arena, str_of(corner->name), str_of(path));
}

static void put(struct corner *corner, const char *path, const char *text)
{
	FILE *file = fopen(below(corner, path).at, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void check_holds(struct corner *corner, const char *path, const char *want)
{
	str text = {0};
	assert_true(fs_read(AT_FDCWD, below(corner, path), 1000, &corner->arena, &text));
	assert_str(text, want);
}

static size_t entries(struct corner *corner)
{
	struct fs_entry *found;
	size_t files;
	str where;
	assert_true(fs_list(str_of(corner->name), &corner->arena, &found, &files, &where));
	return files;
}

static void end_corner(struct corner *corner)
{
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", corner->name);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): of a folder that it made itself */
	arena_free(&corner->arena);
	diags_free(&corner->diags);
}

static void test_all_are_added(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("a.md"), .text = S("one")}, {.path = S("b/c/d.md"), .text = S("two")},
		{.path = S("b/e.md")}};
	(void)state;
	make_corner(&corner);
	assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "a.md", "one");
	check_holds(&corner, "b/c/d.md", "two");
	check_holds(&corner, "b/e.md", "");
	assert_int_equal(entries(&corner), 3);
	end_corner(&corner);
}

static void test_what_is_replaced(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("there.md"), .text = S("theirs"), .replaces = true},
		{.path = S("new/a.md"), .text = S("a"), .replaces = true}};
	(void)state;
	make_corner(&corner);
	put(&corner, "there.md", "mine");
	assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "there.md", "theirs");
	check_holds(&corner, "new/a.md", "a");
	assert_int_equal(entries(&corner), 2);
	end_corner(&corner);
}

/* The last file cannot be placed: by then one of its name is there. */
static void test_what_is_replaced_comes_back(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("there.md"), .text = S("theirs"), .replaces = true},
		{.path = S("new.md"), .text = S("b")}, {.path = S("new.md"), .text = S("c")}};
	(void)state;
	make_corner(&corner);
	put(&corner, "there.md", "mine");
	assert_false(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "there.md", "mine");
	assert_int_equal(entries(&corner), 1);
	end_corner(&corner);
}

static void test_what_is_there_stays(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("new/a.md"), .text = S("a")}, {.path = S("there.md"), .text = S("b")}};
	(void)state;
	make_corner(&corner);
	put(&corner, "there.md", "mine");
	assert_false(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	assert_str(diags_text(&corner.diags, &corner.arena),
		"error: there.md is there already [already-there]\n"
		"hint: nothing was written; rename one of the two, or delete what is there\n");
	check_holds(&corner, "there.md", "mine");
	assert_false(fs_exists(below(&corner, "new")));
	files[1].may_stay = true;
	assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	assert_true(files[1].stayed && !files[0].stayed);
	check_holds(&corner, "there.md", "mine");
	check_holds(&corner, "new/a.md", "a");
	end_corner(&corner);
}

/* A path that is given twice is free when that is asked, and taken when its turn comes: as in a race. */
static void test_what_comes_meanwhile_stays(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("x/a.md"), .text = S("a")}, {.path = S("x/y/b.md"), .text = S("first")},
		{.path = S("x/y/b.md"), .text = S("second")}};
	(void)state;
	make_corner(&corner);
	put(&corner, "mine.md", "mine");
	assert_false(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	assert_true(str_starts(
		diags_text(&corner.diags, &corner.arena), S("error: x/y/b.md is there already [already-there]\n")));
	assert_false(fs_exists(below(&corner, "x")));
	assert_int_equal(entries(&corner), 1);
	end_corner(&corner);
}

static void test_a_folder_that_was_not_there(void **state)
{
	struct corner corner;
	struct addition bad[] = {{.path = S("a.md")}, {.path = S("a.md/b.md")}}, good[] = {{.path = S("a.md")}};
	(void)state;
	make_corner(&corner);
	assert_false(additions_write(below(&corner, "site"), bad, COUNT(bad), &corner.diags));
	assert_true(corner.diags.errors > 0);
	assert_false(fs_exists(below(&corner, "site")));
	assert_true(additions_write(below(&corner, "site"), good, COUNT(good), &corner.diags));
	assert_true(fs_exists(below(&corner, "site/a.md")));
	end_corner(&corner);
}

/* The process of number 1 lives; of PID_MAX none does. */
static void test_what_was_left_over(void **state)
{
	struct corner corner;
	(void)state;
	make_corner(&corner);
	assert_true(fs_make_folders(AT_FDCWD, below(&corner, "content")));
	put(&corner, ".rolecast-new-2147483647-7", "a");
	put(&corner, ".rolecast-new-1-7", "b");
	put(&corner, ".rolecast-new-mine", "c");
	put(&corner, ".rolecast-old-2147483647-there.md", "d");
	put(&corner, "content/.rolecast-old-2147483647-lost-one.md", "e");
	put(&corner, ".rolecast-old-2147483647-workflow.yml", "f");
	put(&corner, "there.md", "mine");
	additions_clear(str_of(corner.name));
	assert_false(fs_exists(below(&corner, ".rolecast-new-2147483647-7")));
	assert_false(fs_exists(below(&corner, ".rolecast-old-2147483647-there.md")));
	assert_false(fs_exists(below(&corner, "content/.rolecast-old-2147483647-lost-one.md")));
	check_holds(&corner, ".rolecast-new-1-7", "b");
	check_holds(&corner, ".rolecast-new-mine", "c");
	check_holds(&corner, "there.md", "mine");
	check_holds(&corner, "content/lost-one.md", "e");
	assert_false(fs_exists(below(&corner, "workflow.yml")));
	end_corner(&corner);
}

/* In containers the number of a process is often the same again, and the hidden name is the file's second one. */
static void test_a_number_comes_again(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("two.md"), .text = S("two")}};
	(void)state;
	make_corner(&corner);
	put(&corner, "one.md", "one");
	str hidden = below(&corner, arena_printf(&corner.arena, ".rolecast-new-%ld-0", (long)getpid()).at);
	assert_int_equal(link(below(&corner, "one.md").at, hidden.at), 0);
	assert_false(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "one.md", "one");
	assert_true(fs_exists(hidden));
	additions_clear(str_of(corner.name));
	assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "one.md", "one");
	check_holds(&corner, "two.md", "two");
	assert_false(fs_exists(hidden));
	end_corner(&corner);
}

/* Somebody adds files, in another container perhaps. */
static void test_nothing_is_cleared_meanwhile(void **state)
{
	struct corner corner;
	(void)state;
	make_corner(&corner);
	put(&corner, ".rolecast-new-2147483647-7", "a");
	int folder = open(corner.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(addition_lock(folder, LOCK_SH));
	additions_clear(str_of(corner.name));
	check_holds(&corner, ".rolecast-new-2147483647-7", "a");
	close(folder);
	additions_clear(str_of(corner.name));
	assert_false(fs_exists(below(&corner, ".rolecast-new-2147483647-7")));
	end_corner(&corner);
}

static void test_rights_stay(void **state)
{
	struct corner corner;
	struct addition files[] = {{.path = S("there.md"), .text = S("theirs"), .replaces = true}};
	struct stat facts;
	(void)state;
	make_corner(&corner);
	put(&corner, "there.md", "mine");
	assert_int_equal(chmod(below(&corner, "there.md").at, 0600), 0);
	assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
	check_holds(&corner, "there.md", "theirs");
	assert_int_equal(stat(below(&corner, "there.md").at, &facts), 0);
	assert_int_equal(facts.st_mode & 07777, 0600);
	end_corner(&corner);
}

static void link_to(struct corner *corner, const char *target, const char *path)
{
	assert_int_equal(symlink(target, below(corner, path).at), 0);
}

static void make_folder(struct corner *corner, const char *path)
{
	assert_int_equal(mkdir(below(corner, path).at, 0777), 0);
}

/* Where they stay within the folder, or within what content/ leads to. */
static void test_links_are_followed(void **state)
{
	struct corner corner, other;
	struct addition files[] = {{.path = S("content/there.md"), .text = S("theirs"), .replaces = true},
		{.path = S("content/way/new.md"), .text = S("new")}};
	struct stat facts;
	(void)state;
	make_corner(&corner);
	make_corner(&other);
	for (int is_elsewhere = 0; is_elsewhere < 2; is_elsewhere++) {
		if (is_elsewhere)
			link_to(&corner, other.name, "content");
		else
			make_folder(&corner, "content");
		make_folder(&corner, "content/real");
		put(&corner, "content/real/it.md", "mine");
		link_to(&corner, "real/it.md", "content/there.md");
		link_to(&corner, "real", "content/way");
		assert_true(additions_write(str_of(corner.name), files, COUNT(files), &corner.diags));
		assert_int_equal(lstat(below(&corner, "content/there.md").at, &facts), 0);
		assert_true(S_ISLNK(facts.st_mode));
		check_holds(&corner, "content/real/it.md", "theirs");
		check_holds(&corner, "content/real/new.md", "new");
		assert_int_equal(
			rename(below(&corner, "content").at, below(&corner, is_elsewhere ? "after" : "before").at), 0);
	}
	assert_int_equal(entries(&other), 3);
	end_corner(&other);
	end_corner(&corner);
}

static void test_links_that_lead_out(void **state)
{
	const struct {
		const char *link;
		struct addition file;
	} rows[] = {{"content/out", {.path = S("content/out/x/new.md")}},
		{"content/deep", {.path = S("content/deep/new.md")}},
		{"content/it.md", {.path = S("content/it.md"), .replaces = true}}};
	struct corner corner;
	(void)state;
	make_corner(&corner);
	make_folder(&corner, "site");
	make_folder(&corner, "site/content");
	put(&corner, "outside.md", "mine");
	link_to(&corner, "../..", "site/content/out");
	link_to(&corner, "../nowhere", "site/content/deep");
	link_to(&corner, "../../outside.md", "site/content/it.md");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct addition files[] = {{.path = S("content/first.md")}, rows[i].file};
		struct diags diags = {0};
		assert_false(additions_write(below(&corner, "site"), files, COUNT(files), &diags));
		assert_str(diags_text(&diags, &corner.arena),
			arena_printf(&corner.arena,
				"%s:1:1: error: a symbolic link that leads out of the folder of the site, or nowhere "
				"[link-out]\nhint: nothing was written; put what it leads to here instead\n",
				rows[i].link)
				.at);
		assert_false(fs_exists(below(&corner, "site/content/first.md")));
		assert_false(fs_exists(below(&corner, "x")));
		check_holds(&corner, "outside.md", "mine");
		diags_free(&diags);
	}
	end_corner(&corner);
}

static void die_while_adding(const char *folder)
{
	enum { MANY = 500 };
	static struct addition files[MANY];
	static char names[MANY][16];
	struct diags diags = {0};
	sigset_t held;
	signal(SIGTERM, SIG_DFL);
	sigemptyset(&held);
	sigaddset(&held, SIGTERM);
	sigprocmask(SIG_BLOCK, &held, NULL);
	raise(SIGTERM);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "x/%zu.md", i);
		files[i] = (struct addition){.path = str_of(names[i]), .text = S("a")};
	}
	_exit(additions_write(str_of(folder), files, MANY, &diags) ? 1 : 0);
}

static void test_a_signal_undoes_all(void **state)
{
	struct corner corner;
	int status = 0;
	(void)state;
	make_corner(&corner);
	pid_t child = fork();
	if (child == 0)
		die_while_adding(corner.name);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_false(fs_exists(below(&corner, "x")));
	end_corner(&corner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_are_added),
		cmocka_unit_test(test_what_is_replaced), cmocka_unit_test(test_what_is_replaced_comes_back),
		cmocka_unit_test(test_what_is_there_stays), cmocka_unit_test(test_what_comes_meanwhile_stays),
		cmocka_unit_test(test_a_folder_that_was_not_there), cmocka_unit_test(test_what_was_left_over),
		cmocka_unit_test(test_a_number_comes_again), cmocka_unit_test(test_nothing_is_cleared_meanwhile),
		cmocka_unit_test(test_rights_stay), cmocka_unit_test(test_links_are_followed),
		cmocka_unit_test(test_links_that_lead_out), cmocka_unit_test(test_a_signal_undoes_all)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
