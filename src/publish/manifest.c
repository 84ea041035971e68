/* SPDX-License-Identifier: MIT */
/* Lines of text: a head with the hash of the inputs and the options that count, then `class hash size seconds
   nanoseconds path`, then `end`, so that a manifest cut short is known for what it is. `hash:from` where the file is
   remembered by what it was made from. Manifests of old, without classes, tell what is ours and no more. */
#include "publish/manifest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "format/compress.h"

static const str head = {"rolecast manifest 2 ", 20}, old_head = {"rolecast manifest 1 ", 20};

/* What lies in the output folder may be anybody's: a path that leads out of it, or to our own notes, is none of ours.
 */
/* What git keeps of its own can hold programs that it runs; some disks do not tell capitals apart. */
static bool is_repository(str name)
{
	return name.len == 4 && strncasecmp(name.at, ".git", 4) == 0;
}

bool manifest_is_path(str path)
{
	if (path.len == 0 || path.at[0] == '/')
		return false;
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.at[i] < ' ' || path.at[i] == 0x7F)
			return false;
	while (path.len) {
		size_t end = str_find(path, '/');
		str name = str_part(path, 0, end);
		if (name.len == 0 || str_eq(name, S(".")) || str_eq(name, S("..")) || end + 1 == path.len)
			return false;
		if (str_starts(name, S(".rolecast-")) || is_repository(name))
			return false;
		path = str_skip(path, end + 1);
	}
	return true;
}

static bool take_number(str *line, int64_t *number)
{
	str word;
	return str_take_until(line, ' ', &word) && str_int(word, number) && *number >= 0;
}

static bool parse_entry(str line, bool is_old, struct manifest_entry *entry)
{
	str hashes, hash;
	int64_t size, order = 0;
	if ((!is_old && !take_number(&line, &order)) || !str_take_until(&line, ' ', &hashes)
		|| !str_take_until(&hashes, ':', &hash) || !hash_parse(hash, &entry->hash)
		|| (hashes.len && !hash_parse(hashes, &entry->from)) || !take_number(&line, &size)
		|| !take_number(&line, &entry->seconds) || !take_number(&line, &entry->nanoseconds)
		|| !manifest_is_path(line))
		return false;
	entry->size = (uint64_t)size;
	entry->order = (unsigned)order;
	entry->path = line;
	return true;
}

static bool parse_head(str line, struct manifest *manifest)
{
	str hash;
	if (str_take(&line, old_head))
		return manifest->is_old = true;
	if (!str_take(&line, head) || !str_take_until(&line, ' ', &hash))
		return false;
	manifest->made_with = line;
	for (size_t i = 0; i < line.len; i++) /* they are shown as what may be typed again */
		if (!isalnum((unsigned char)line.at[i]) && !strchr(" -=.,_/%+", line.at[i]))
			return false;
	return hash_parse(hash, &manifest->inputs);
}

bool manifest_parse(struct manifest *manifest, str text, struct arena *arena)
{
	enum { SHORTEST_LINE = 40 };
	str line;
	size_t lines = 0;
	*manifest = (struct manifest){0};
	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	if (lines > text.len / SHORTEST_LINE + 2)
		return false;
	if (!str_take_line(&text, &line) || !parse_head(line, manifest))
		return false;
	manifest->entries = arena_array(arena, struct manifest_entry, lines);
	while (str_take_line(&text, &line) && !str_eq(line, S("end"))) {
		struct manifest_entry *entry = &manifest->entries[manifest->count];
		if (!parse_entry(line, manifest->is_old, entry))
			break;
		void **same = map_at(&manifest->by_path, arena, entry->path);
		if (*same)
			break;
		*same = entry;
		manifest->count++;
	}
	if (str_eq(line, S("end")) && text.len == 0)
		return true;
	*manifest = (struct manifest){0};
	return false;
}

const struct manifest_entry *manifest_plain_of(const struct manifest_entry *entries, size_t number)
{
	str plain = compress_plain_path(entries[number].path);
	if (plain.len == entries[number].path.len || hash_eq(entries[number].from, (struct hash128){0}))
		return NULL;
	/* Sorted, only paths that begin alike stand between the two. */
	for (size_t i = number; i-- > 0 && str_starts(entries[i].path, plain);)
		if (entries[i].path.len == plain.len)
			return &entries[i];
	return NULL;
}

static int entry_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct manifest_entry *)a)->path, ((const struct manifest_entry *)b)->path);
}

static void put_hash(struct buf *out, struct hash128 hash)
{
	char hex[33];
	hash_hex(hash, hex);
	buf_put(out, (str){hex, sizeof hex - 1});
}

static void put_number(struct buf *out, int64_t number)
{
	buf_char(out, ' ');
	buf_int(out, number);
}

void manifest_write(struct hash128 inputs, str made_with, struct manifest_entry *entries, size_t count, struct buf *out)
{
	if (count)
		qsort(entries, count, sizeof *entries, entry_cmp);
	buf_put(out, head);
	put_hash(out, inputs);
	buf_put(out, made_with.len ? S(" ") : S(""));
	buf_put(out, made_with);
	buf_char(out, '\n');
	for (size_t i = 0; i < count; i++) {
		buf_int(out, entries[i].order);
		buf_char(out, ' ');
		put_hash(out, entries[i].hash);
		if (!hash_eq(entries[i].from, (struct hash128){0})) {
			buf_char(out, ':');
			put_hash(out, entries[i].from);
		}
		put_number(out, (int64_t)entries[i].size);
		put_number(out, entries[i].seconds);
		put_number(out, entries[i].nanoseconds);
		buf_char(out, ' ');
		buf_put(out, entries[i].path);
		buf_char(out, '\n');
	}
	buf_put(out, S("end\n"));
}
