/* SPDX-License-Identifier: MIT */
#include "command/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/file_kind.h"
#include "format/schema_json.h"
#include "publish/addition.h"
#include "publish/folder.h"

enum { LARGEST_SCHEMA = 1 << 20 };

static const char schemas[] = ".rolecast/schema";

static bool write_schema(int dir, const struct field *document, struct arena *arena, struct diags *diags)
{
	struct buf json = {0};
	struct manifest_entry facts;
	str known = {0}, there = {0}, path = arena_printf(arena, "%s/%s.json", schemas, document->name);
	str aside = arena_printf(arena, "%s/" ADDITION_NEW "%ld-%s", schemas, (long)getpid(), document->name);
	schema_json(document, &json);
	bool ok = fs_read(dir, path, LARGEST_SCHEMA, arena, &there) && str_eq(there, buf_str(&json));
	if (!ok) {
		ok = folder_write(dir, aside, buf_str(&json), &known, &facts) && folder_rename(dir, aside, path);
		int error = errno;
		if (!ok) {
			folder_remove(dir, aside);
			diag_system(diags, "write-failed", path, error, "cannot write");
		}
	}
	buf_free(&json);
	return ok;
}

/* What is written here is for editors; a link would put it into somebody's folder. */
static bool is_link_on_the_way(int dir)
{
	static const char *const folders[] = {".rolecast", schemas};
	struct stat facts;
	for (size_t i = 0; i < COUNT(folders); i++)
		if (fstatat(dir, folders[i], &facts, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(facts.st_mode))
			return true;
	return false;
}

bool editor_write_schemas(str folder, struct arena *arena, struct diags *diags)
{
	char name[PATH_MAX];
	int dir = fs_c_path(folder, name) ? fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY) : -1;
	if (dir < 0)
		return diag_system(diags, "write-failed", folder, errno, "cannot open the folder");
	struct file_kind kind;
	bool ok = !is_link_on_the_way(dir);
	if (!ok) {
		close(dir);
		return diag_system(
			diags, "write-failed", fs_join(arena, folder, str_of(schemas)), ELOOP, "cannot write below");
	}
	additions_clear_in(fs_join(arena, folder, str_of(schemas)));
	/* YAML servers do not look into the front matter of Markdown. */
	for (size_t i = 0; ok && file_kind_at(i, &kind); i++)
		ok = kind.is_front_matter || kind.is_prose || write_schema(dir, kind.field, arena, diags);
	close(dir);
	return ok;
}

bool editor_has_schemas(str folder, struct arena *arena)
{
	return fs_is_folder(fs_join(arena, folder, str_of(schemas)));
}

void editor_refresh_schemas(str folder, struct arena *arena)
{
	struct diags ignored = {0};
	if (editor_has_schemas(folder, arena))
		editor_write_schemas(folder, arena, &ignored);
	diags_free(&ignored);
}
