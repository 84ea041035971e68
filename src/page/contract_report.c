/* SPDX-License-Identifier: MIT */
/* What the check of templates found, told once all walks are over. */
#include "page/contract_parts.h"

static void hint_fields(uint8_t shape, struct diags *diags)
{
	enum { MOST = 16 };
	const struct view_record *record = &view_records[shape];
	struct buf list = {0};
	for (size_t i = 0; i < record->count && i < MOST; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", record->fields[i].name);
	diag_hint(diags, "the record '%s' has: %.*s%s", record->name, STR_ARG(buf_str(&list)),
		record->count > MOST ? ", …; all are in docs/templates.md" : "");
	buf_free(&list);
}

static void hint_label(str nearest, struct diags *diags)
{
	if (nearest.len)
		diag_hint(diags, "did you mean '%.*s'? if not, add it to `labels` in strings/<language>.yaml",
			STR_ARG(nearest));
	else
		diag_hint(diags, "add it to `labels` in strings/<language>.yaml");
}

static void hint_missing(const struct mustache_step *step, const struct verdict *verdict, struct diags *diags)
{
	const struct meaning *failed = &verdict->failed;
	str best = verdict->nearest.best;
	bool is_inside = failed->holder.len > 0;
	if (is_inside && failed->kind == VIEW_LIST)
		diag_hint(diags, "'%.*s' is a list: open it with {{#%.*s}}", STR_ARG(failed->holder),
			(int)(failed->holder.at + failed->holder.len - step->name.at), step->name.at);
	else if (is_inside && failed->kind != VIEW_RECORD)
		diag_hint(diags, "'%.*s' is no record: it has nothing inside", STR_ARG(failed->holder));
	else if (failed->of == SHAPE_strings)
		hint_label(best, diags);
	else if (best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(best));
	else
		hint_fields(failed->of, diags);
}

static void report_missing(const struct mustache_step *step, const struct verdict *verdict, struct diags *diags)
{
	const struct meaning *failed = &verdict->failed;
	if (failed->holder.len)
		diag_error(diags, step->mark, "unknown-name", "'%.*s' has no '%.*s'", STR_ARG(failed->holder),
			STR_ARG(failed->missing));
	else
		diag_error(diags, step->mark, "unknown-name", "nothing that can stand here has the name '%.*s'",
			STR_ARG(failed->missing));
	hint_missing(step, verdict, diags);
}

static void report_unprintable(const struct mustache_step *step, const struct verdict *verdict, struct diags *diags)
{
	if (step->is_implicit) {
		diag_error(diags, step->mark, "not-printable", "what stands here is a record, not text");
		if (verdict->printed == SHAPE_strings)
			diag_hint(diags, "name one of its labels");
		else
			hint_fields(verdict->printed, diags);
		return;
	}
	diag_error(diags, step->mark, "not-printable", "'%.*s' is a record or a list, not text", STR_ARG(step->name));
	diag_hint(diags, "open it with {{#%.*s}}", STR_ARG(step->name));
}

static void report_unused(const struct checked_file *file, size_t parent, struct diags *diags)
{
	const struct mustache_step *steps = file->steps;
	for (size_t i = parent + 1; i < steps[parent].end; i = steps[i].end) {
		const struct verdict *verdict = &file->verdicts[i];
		if (steps[i].kind != STEP_BLOCK || !verdict->is_given || verdict->is_used)
			continue;
		diag_warning(diags, steps[i].mark, "unused-block", "'%.*s' has no block '%.*s'",
			STR_ARG(steps[parent].name), STR_ARG(steps[i].name));
		if (verdict->nearest.best.len)
			diag_hint(diags, "did you mean '%.*s'?", STR_ARG(verdict->nearest.best));
		else
			diag_hint(diags, "what stands in it is never shown");
	}
}

static void report(const struct checked_file *file, size_t at, struct diags *diags)
{
	const struct mustache_step *step = &file->steps[at];
	const struct verdict *verdict = &file->verdicts[at];
	if (verdict->is_missed && !verdict->is_found) {
		report_missing(step, verdict, diags);
	} else if (verdict->is_fixed) {
		diag_error(diags, step->mark, "dynamic-name", "'%.*s' holds no template's name", STR_ARG(step->name));
		diag_hint(diags, "only what stands under `extra` may name a template");
	} else if (verdict->is_unprintable) {
		report_unprintable(step, verdict, diags);
	}
	if (step->kind == STEP_PARENT)
		report_unused(file, at, diags);
}

bool contract_check_end(struct contract_check *check, struct diags *diags)
{
	size_t errors = diags->errors;
	if (check->too_many) {
		diag_error(diags, check->too_many->mark, "too-deep",
			"templates call one another in too many ways to be checked");
		diag_hint(diags, "call '%.*s' in fewer sections", STR_ARG(check->too_many->name));
		return false;
	}
	for (size_t i = 0; i < check->files.count; i++) {
		const struct checked_file *file = check->files.entries[i].value;
		for (size_t k = 0; k < file->count; k++)
			report(file, k, diags);
	}
	return diags->errors == errors;
}
