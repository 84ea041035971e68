/* SPDX-License-Identifier: MIT */
/* A project that is being served: its files by address, each made when it is asked for. */
#ifndef ROLECAST_COMMAND_SERVED_H
#define ROLECAST_COMMAND_SERVED_H

#include "command/project.h"

struct served {
	const struct project *project; /* NULL: there is nothing to serve yet */
	struct arena arena;
	struct map by_url; /* const struct output * */
	struct maker maker;
};

/* Begins anew with a project, which must stay as it is. */
void served_take(struct served *served, const struct project *project);
/* What stands at a decoded address; NULL if nothing does. *moved: it stands there with a slash behind it. */
const struct output *served_find(const struct served *served, str url, bool *moved);
/* A page of what is not to be published yet. */
bool served_is_draft(const struct served *served, const struct output *output);
/* The bytes, until the next call; false with a diagnostic when they could not be made. */
bool served_make(struct served *served, const struct output *output, str *bytes, struct diags *diags);
void served_free(struct served *served);

#endif
