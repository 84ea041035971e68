/* SPDX-License-Identifier: MIT */
#include "page/relate.h"

#include <stdlib.h>
#include <string.h>

#include "base/slug.h"
#include "base/workers.h"

enum {
	MOST_SHARERS = 64,    /* a feature of more roles than this tells nothing */
	SHORTEST_WORD = 4,    /* shorter ones are of, and, the … */
	MOST_CANDIDATES = 12, /* kept a role before safer and nearest are told apart */
	NOBODY = UINT32_MAX
};

/* Something that roles may share. */
struct feature {
	uint32_t count, first; /* its roles: sharers[first..first + count) */
	uint32_t weight;
	uint32_t last_role; /* while gathering, so that a role counts once */
};

struct relating {
	const struct site *site;
	const struct role_orders *orders;
	struct arena arena;
	struct arena *arenas;      /* per worker */
	str **words;               /* of each role's tasks */
	struct map by_name;        /* struct feature * */
	struct feature ***of_role; /* features of each role */
	uint32_t *of_role_count;
	uint32_t *sharers;
	uint32_t **scores; /* per worker: one a role, all zero between roles */
	uint32_t **touched;
	struct relations *relations;
};

static void add_feature(struct relating *relating, size_t role, char kind, str name, uint32_t weight)
{
	if (name.len == 0)
		return;
	char key[80];
	size_t len = name.len < sizeof key - 1 ? name.len : sizeof key - 1;
	key[0] = kind;
	memcpy(key + 1, name.at, len);
	struct feature *feature = map_get(&relating->by_name, (str){key, len + 1});
	if (!feature) {
		feature = arena_new(&relating->arena, struct feature);
		*feature = (struct feature){.weight = weight, .last_role = NOBODY};
		*map_at(&relating->by_name, &relating->arena, arena_copy(&relating->arena, (str){key, len + 1})) =
			feature;
	}
	if (feature->last_role == role)
		return;
	feature->last_role = (uint32_t)role;
	feature->count++;
	relating->of_role[role][relating->of_role_count[role]++] = feature;
}

static void add_words(struct relating *relating, size_t role, str words)
{
	str word;
	while (str_take_until(&words, '-', &word))
		if (word.len >= SHORTEST_WORD)
			add_feature(relating, role, 'w', word, 1);
}

static void fold_words(void *context, size_t worker, size_t number)
{
	struct relating *relating = context;
	struct arena *arena = &relating->arenas[worker];
	const struct role *role = &relating->site->roles[number];
	str *words = relating->words[number] = arena_array(arena, str, role->is.tasks.count);
	for (size_t i = 0; i < role->is.tasks.count; i++)
		words[i] = slug_of(arena, role->is.tasks.items[i].name.html.plain);
}

static void gather(struct relating *relating, size_t number)
{
	enum { SKILL_WEIGHT = 4, CODE_WEIGHT = 4, CATEGORY_WEIGHT = 2, MINOR_GROUP = 5, OTHERS = 2 };
	const struct role *role = &relating->site->roles[number];
	const str *words = relating->words[number];
	size_t most = role->is.skills.count + OTHERS;
	/* Counted in the folded text: folding can make a word longer. */
	for (size_t i = 0; i < role->is.tasks.count; i++)
		most += words[i].len / (SHORTEST_WORD + 1) + 1;
	relating->of_role[number] = arena_array(&relating->arena, struct feature *, most);
	for (size_t i = 0; i < role->is.skills.count; i++)
		add_feature(relating, number, 's', role->is.skills.items[i].id.s, SKILL_WEIGHT);
	for (size_t i = 0; i < role->is.tasks.count; i++)
		add_words(relating, number, words[i]);
	add_feature(relating, number, 'o', str_part(role->is.soc.s, 0, MINOR_GROUP), CODE_WEIGHT);
	add_feature(relating, number, 'c', role->of_category->id.s, CATEGORY_WEIGHT);
}

/* The rarer the heavier: halving the sharers adds the weight once more. */
static uint32_t rarity(size_t roles, uint32_t sharers)
{
	uint32_t bits = 1;
	for (size_t rest = roles / sharers; rest > 1; rest /= 2)
		bits++;
	return bits;
}

static void list_sharers(struct relating *relating)
{
	size_t total = 0, roles = relating->site->role_count;
	for (size_t i = 0; i < relating->by_name.count; i++) {
		struct feature *feature = relating->by_name.entries[i].value;
		bool tells = feature->count > 1 && feature->count <= MOST_SHARERS;
		feature->weight = tells ? feature->weight * rarity(roles, feature->count) : 0;
		feature->first = (uint32_t)total;
		total += tells ? feature->count : 0;
		feature->count = 0;
	}
	relating->sharers = arena_array(&relating->arena, uint32_t, total);
	for (size_t i = 0; i < roles; i++)
		for (size_t k = 0; k < relating->of_role_count[i]; k++) {
			struct feature *feature = relating->of_role[i][k];
			if (feature->weight)
				relating->sharers[feature->first + feature->count++] = (uint32_t)i;
		}
}

/* The best few, best first; ties to the role that stands first in the site. */
struct candidates {
	uint32_t roles[MOST_CANDIDATES], scores[MOST_CANDIDATES];
	size_t count, most;
};

static void offer(struct candidates *candidates, uint32_t role, uint32_t score)
{
	size_t at = candidates->count;
	while (at > 0
		&& (candidates->scores[at - 1] < score
			|| (candidates->scores[at - 1] == score && candidates->roles[at - 1] > role)))
		at--;
	if (at == candidates->most)
		return;
	size_t kept = candidates->count < candidates->most ? candidates->count++ : candidates->count - 1;
	for (; kept > at; kept--) {
		candidates->roles[kept] = candidates->roles[kept - 1];
		candidates->scores[kept] = candidates->scores[kept - 1];
	}
	candidates->roles[at] = role;
	candidates->scores[at] = score;
}

static uint32_t risk_of(const struct site *site, size_t role)
{
	return site->roles[role].baseline->score.risk.value;
}

static bool is_safer(const struct site *site, size_t other, size_t role)
{
	return risk_of(site, other) + SAFER_BY <= risk_of(site, role);
}

static bool has(const uint32_t *roles, size_t count, uint32_t role)
{
	for (size_t i = 0; i < count; i++)
		if (roles[i] == role)
			return true;
	return false;
}

static void add_nearest(struct relations *relations, uint32_t self, uint32_t role)
{
	if (role != self && relations->nearest_count < MOST_NEAREST
		&& !has(relations->nearest, relations->nearest_count, role)
		&& !has(relations->safer, relations->safer_count, role))
		relations->nearest[relations->nearest_count++] = role;
}

static void add_authors(const struct relating *relating, uint32_t self, struct relations *relations)
{
	const struct site *site = relating->site;
	const struct role *role = &site->roles[self];
	for (size_t i = 0; i < role->is.related.count; i++) {
		const struct role *other = map_get(&site->role_by_slug, role->is.related.items[i].s);
		if (other && other->is_scored)
			add_nearest(relations, self, (uint32_t)(other - site->roles));
	}
}

/* With little in common, neighbours by risk in the same category, the safer one first. */
static void add_neighbours(const struct relating *relating, uint32_t self, struct relations *relations)
{
	const struct role_orders *orders = relating->orders;
	size_t category = relating->site->roles[self].category_index, place = orders->place_in_category[self];
	size_t first = orders->category_start[category], end = orders->category_start[category + 1];
	for (size_t step = 1; step <= MOST_NEAREST; step++) {
		if (place >= first + step)
			add_nearest(
				relations, self, (uint32_t)(orders->by_category[place - step] - relating->site->roles));
		if (place + step < end)
			add_nearest(
				relations, self, (uint32_t)(orders->by_category[place + step] - relating->site->roles));
	}
}

static void score_others(
	struct relating *relating, size_t worker, uint32_t self, struct candidates *all, struct candidates *safer)
{
	uint32_t *scores = relating->scores[worker], *touched = relating->touched[worker];
	size_t count = 0;
	for (size_t i = 0; i < relating->of_role_count[self]; i++) {
		const struct feature *feature = relating->of_role[self][i];
		for (size_t k = 0; feature->weight && k < feature->count; k++) {
			uint32_t other = relating->sharers[feature->first + k];
			if (scores[other] == 0)
				touched[count++] = other;
			scores[other] += feature->weight;
		}
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t other = touched[i];
		if (other != self) {
			offer(all, other, scores[other]);
			if (is_safer(relating->site, other, self))
				offer(safer, other, scores[other]);
		}
		scores[other] = 0;
	}
}

static void relate_one(void *context, size_t worker, size_t item)
{
	struct relating *relating = context;
	struct relations *relations = &relating->relations[item];
	struct candidates all = {.most = MOST_CANDIDATES}, safer = {.most = MOST_SAFER + MOST_NEAREST};
	uint32_t self = (uint32_t)item;
	score_others(relating, worker, self, &all, &safer);
	add_authors(relating, self, relations);
	for (size_t i = 0; i < safer.count && relations->safer_count < MOST_SAFER; i++)
		if (!has(relations->nearest, relations->nearest_count, safer.roles[i]))
			relations->safer[relations->safer_count++] = safer.roles[i];
	for (size_t i = 0; i < all.count; i++)
		add_nearest(relations, self, all.roles[i]);
	add_neighbours(relating, self, relations);
}

struct relations *relate_roles(const struct site *site, const struct role_orders *orders, struct arena *arena)
{
	struct relating relating = {.site = site, .orders = orders};
	size_t count = site->role_count, workers = site->options.workers ? site->options.workers : 1;
	relating.relations = arena_array(arena, struct relations, count);
	relating.of_role = arena_array(&relating.arena, struct feature **, count);
	relating.of_role_count = arena_array(&relating.arena, uint32_t, count);
	relating.scores = arena_array(&relating.arena, uint32_t *, workers);
	relating.touched = arena_array(&relating.arena, uint32_t *, workers);
	relating.arenas = arena_array(&relating.arena, struct arena, workers);
	relating.words = arena_array(&relating.arena, str *, count);
	for (size_t i = 0; i < workers; i++) {
		relating.scores[i] = arena_array(&relating.arena, uint32_t, count);
		relating.touched[i] = arena_array(&relating.arena, uint32_t, count);
	}
	workers_run(workers, count, fold_words, &relating);
	for (size_t i = 0; i < count; i++)
		gather(&relating, i);
	list_sharers(&relating);
	workers_run(workers, count, relate_one, &relating);
	for (size_t i = 0; i < workers; i++)
		arena_free(&relating.arenas[i]);
	arena_free(&relating.arena);
	return relating.relations;
}

static int pair_cmp(const void *x, const void *y)
{
	return str_cmp(((const struct pair *)x)->url, ((const struct pair *)y)->url);
}

static struct pair pair_of(const struct site *site, size_t a, size_t b)
{
	bool is_in_order = str_cmp(site->roles[a].slug, site->roles[b].slug) < 0;
	return (struct pair){.left = (uint32_t)(is_in_order ? a : b), .right = (uint32_t)(is_in_order ? b : a)};
}

static str pair_url(const struct site *site, const struct pair *pair, struct arena *arena)
{
	return arena_join(arena, site->base, S("/compare/"), site->roles[pair->left].slug, S("-vs-"),
		site->roles[pair->right].slug, S("/"));
}

struct pair *relate_pairs(
	const struct site *site, const struct relations *relations, struct arena *arena, size_t *count)
{
	struct pair *pairs = arena_array(arena, struct pair, 2 * site->role_count);
	size_t found = 0, kept = 0;
	for (size_t i = 0; i < site->role_count; i++) {
		if (relations[i].nearest_count)
			pairs[found++] = pair_of(site, i, relations[i].nearest[0]);
		if (relations[i].safer_count)
			pairs[found++] = pair_of(site, i, relations[i].safer[0]);
	}
	for (size_t i = 0; i < found; i++)
		pairs[i].url = pair_url(site, &pairs[i], arena);
	if (found)
		qsort(pairs, found, sizeof *pairs, pair_cmp);
	/* Equal addresses are one pair; slugs that hold "-vs-" could make one of two, and the first has it. */
	for (size_t i = 0; i < found; i++)
		if (kept == 0 || !str_eq(pairs[kept - 1].url, pairs[i].url))
			pairs[kept++] = pairs[i];
	*count = kept;
	return pairs;
}

const struct pair *pair_find(
	const struct pair *pairs, size_t count, const struct site *site, size_t a, size_t b, struct arena *arena)
{
	struct pair key = pair_of(site, a, b);
	key.url = pair_url(site, &key, arena);
	const struct pair *found = count ? bsearch(&key, pairs, count, sizeof *pairs, pair_cmp) : NULL;
	return found && found->left == key.left && found->right == key.right ? found : NULL;
}
