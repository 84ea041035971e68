/* SPDX-License-Identifier: MIT */
#include "command/command.h"
#include "command/project.h"
enum exit_status command_build(struct invocation *invocation)
{
	(void)invocation;
	return EXIT_SYSTEM;
}
