/* SPDX-License-Identifier: MIT */
/* Stands for serve.c where there was no libmicrohttpd when the program was compiled. */
#include "command/command.h"

enum exit_status command_serve(struct invocation *invocation)
{
	struct diags diags = {.is_system = true};
	diag_error(&diags, (struct mark){0}, "no-server", "this rolecast was compiled without libmicrohttpd");
	diag_hint(&diags,
		"install libmicrohttpd and its headers, then run meson setup --reconfigure and ninja; or "
		"rolecast build, and any web server on public/");
	enum exit_status status = command_report(invocation, &diags);
	diags_free(&diags);
	return status;
}
