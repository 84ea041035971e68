/* SPDX-License-Identifier: MIT */
/* One row a command, one row an option: parsing, help, the manual page and completions read them. */
#include "command/command.h"

/* clang-format off */
const struct command commands[] = {
	{"new", "KIND [TITLE]", "begin a role, article, theme, site or recipe", 1, 2,
		"role TITLE     content/roles/SLUG/, or SLUG.md with --one-file\n"
		"article TITLE  content/articles/SLUG.md\n"
		"page TITLE     content/pages/SLUG.md\n"
		"theme NAME     themes/NAME, a small one over the default theme\n"
		"site [DIR]     a small site in an empty folder; --for names its host\n"
		"recipe HOST    what a CI system runs to publish there: github-pages,\n"
		"               gitlab-pages, netlify, cloudflare-pages, nginx,\n"
		"               apache, storage\n"
		"\n"
		"Roles, articles and pages hold the questions that an author answers. They are\n"
		"drafts: the site leaves them out until `draft: true` goes. Nothing is ever\n"
		"overwritten. The paths that were written go to standard output.",
		command_new, {
			{"rolecast new site jobs", "a small site in the folder jobs"},
			{"rolecast new role \"Patent Clerk\"", "a role in a folder, a table a file"},
			{"rolecast new role Paralegal --one-file --category law", "in one file"},
			{"rolecast new article \"What happened in May\"", "an article"},
			{"rolecast new recipe gitlab-pages", "how GitLab publishes it"}}, true},
	{"import", "[FILE]", "make roles, or a benchmark, of published data", 0, 1,
		"FILE is CSV or TSV, '-' for standard input, of any length. A map says what its columns mean; some come "
		"with rolecast, and --print-map prints one to begin your own. docs/import.md has the map's keys.\n"
		"Roles go into content/roles/, a folder each, their source with its licence into sources.yaml. Either all is "
		"written or nothing. What is there stays, unless --force says so and an import wrote it.",
		command_import, {
			{"rolecast import ours.csv --map ours.yaml", "your own ratings as roles"},
			{"rolecast import ours.csv --map ours.yaml -n", "what that would make"},
			{"rolecast import data.tsv --preset eloundou-gpt4", "published ratings"},
			{"rolecast import --preset onet-tasks --print-map", "a map to copy"}}, true},
	{"build", "", "write the site into its output folder", 0, 0,
		"Everything is loaded, checked and scored before the first byte is written: with any error, nothing is.\n"
		"Only files that changed are written; files no longer made are removed; files of others are never touched.\n"
		"--precompress is for web servers that send FILE.gz or FILE.br in the place of FILE. Many hosts compress by "
		"themselves, and need no copies.",
		command_build, {
			{"rolecast build", "write the site into public/"},
			{"rolecast build --drafts --out preview", "with drafts, into preview/"},
			{"rolecast build --as-of 2026-12-01", "as of a day, for the same bytes"},
			{"rolecast build --precompress", "with compressed copies"}}, true},
	{"deploy", "[NAME]", "send the built site to a target of site.yaml", 0, 1,
		"NAME is a target of `deploy:` in site.yaml: a folder for rsync, a remote of rclone, or a branch of a Git "
		"repository; it may be left out where there is one. The tool has to be installed. docs/deploy.md has the rest.\n"
		"What would be added, changed and deleted is told first. Assets go before pages, and deletes last, so that no "
		"reader ever finds a page without what it shows. Only files that an earlier deploy sent are deleted.\n"
		"Stopped or broken off, the same command carries on. Passwords and tokens belong to the tools, never into "
		"site.yaml.",
		command_deploy, {
			{"rolecast deploy --dry-run", "tell what would be sent and deleted"},
			{"rolecast build && rolecast deploy live", "build, and send it to the target live"},
			{"rolecast deploy live --max-deletes 400", "when many pages have gone"}}, true},
	{"serve", "", "show the site in a browser, and follow each change", 0, 0,
		"Pages are made from memory when they are asked for; nothing is written. Open pages follow each saved "
		"change. While something is wrong, they stay as they were and say what it is.\n"
		"Only this machine can look, unless --host names another address to listen on.",
		command_serve, {
			{"rolecast serve --drafts --open", "with drafts, and open the browser"},
			{"rolecast serve --port 8000", "on another port"},
			{"rolecast serve --host 0.0.0.0", "for the whole network to see"}}, true},
	{"check", "", "find every problem, write nothing", 0, 0,
		"Loads, checks and scores everything. When that is fine, makes every page in memory and looks at links and "
		"anchors, headings, pictures, titles and descriptions, and for pages that nothing leads to. Addresses of "
		"other sites are read, not opened.\n"
		"Warns of claims that nothing supports, too: figures without a source, sources past their day and others.\n\n"
		"Every problem of every file is told in one run. --format json (short: --json) prints them for machines, "
		"--format github as a workflow of GitHub shows them beside the lines, both on stdout.",
		command_check, {
			{"rolecast check", "find every problem of every file"},
			{"rolecast check --strict", "fail on warnings, too"},
			{"rolecast check --format github", "for a workflow of GitHub"}}, true},
	{"explain", "ROLE[/LEVEL] [OTHER]", "show a score term by term, or how two differ", 1, 2,
		"The arithmetic behind one score, its range, which judgement matters most, and what would move its band.\n"
		"With OTHER, a second ROLE[/LEVEL]: both side by side, and their difference task by task.",
		command_explain, {
			{"rolecast explain electrician", "a role's score, term by term"},
			{"rolecast explain court-reporter/senior", "at one level"},
			{"rolecast explain electrician electrician/lead", "how two differ"},
			{"rolecast explain electrician --model autonomy.all=100", "under another assumption"}}, true},
	{"show", "URL", "show what a page's template sees", 1, 1,
		"URL is a page's address (/roles/nurse/) or its path in the output folder.", command_show, {
			{"rolecast show /roles/electrician/", "a page by its address"},
			{"rolecast show roles/index.html", "by its file"},
			{"rolecast show / --json", "for machines"}}},
	{"score", "", "print the scores of all roles at all levels", 0, 0,
		"--format table, json or csv; --json is short for --format json.\n"
		"With --model, scores of a variant, beside those of site.yaml: what changes, and how the ranking moves.",
		command_score, {
			{"rolecast score", "all scores as a table"},
			{"rolecast score --model weights=equal", "what if all tasks counted alike"},
			{"rolecast score --format csv > scores.csv", "for a spreadsheet"},
			{"rolecast score --json", "with every task"}}, true},
	{"snapshot", "[NAME]", "keep the present scores as an edition", 0, 1,
		"Writes content/editions/NAME.yaml: every score with the tasks, judgements and the model that made it. "
		"NAME is `edition` of site.yaml unless it is given. Raise that afterwards: the site then tells what changed "
		"since.\n"
		"An edition that is there already stays as it is without --force. Drafts are left out without --drafts.",
		command_snapshot, {
			{"rolecast snapshot", "named by site.yaml"},
			{"rolecast snapshot 2027.1 --as-of 2027-01-04", "under another, of that day"},
			{"rolecast snapshot --dry-run", "only show it"}}},
	{"diff", "EDITION [EDITION]", "tell which judgements moved the scores since", 1, 2,
		"What changed from the first edition to the second, or to the site as it is now: roles up, down, new and gone, "
		"each with the changes that moved it. They are made one at a time, in the order of the tasks, and add up to the "
		"difference. Editions from before `snapshot` keep scores alone, and no causes.",
		command_diff, {
			{"rolecast diff 2026.0", "since an edition"},
			{"rolecast diff 2026.0 --level senior", "at one level"},
			{"rolecast diff 2026.0 --json", "for machines, at every level"}}},
	{"schema", "NAME", "print a JSON Schema for editors", 1, 1,
		"NAME is site, sources, benchmarks, edition, role, level, article, page, category or import-map; or a file of a "
		"role's folder: tasks, skills, timeline, agents, pay, steps, comparison, interview, jobs, faq.",
		command_schema, {
			{"rolecast schema tasks", "of a role's tasks.yaml"},
			{"rolecast schema site > site.schema.json", "for site.yaml"}}},
	{"render", "TEMPLATE [DATA]", "render one Mustache template", 1, 2,
		"DATA is a YAML or JSON file, '-' for standard input. Partials stand beside TEMPLATE as NAME.mustache.\n"
		"Writes exactly what the template gives.",
		command_render, {
			{"rolecast render card.mustache data.yaml", "a template with its data"},
			{"rolecast score --json | rolecast render list.mustache -", "data from a pipe"}}},
	{"markdown", "[FILE]", "turn Markdown into HTML", 0, 1,
		"Reads standard input without FILE. Citations, figures and links stay as they are written.",
		command_markdown, {
			{"rolecast markdown notes.md", "a file"},
			{"echo 'A *new* line.' | rolecast markdown", "from a pipe"}}},
	{"completions", "SHELL", "print completions for bash, zsh or fish", 1, 1,
		"For bash the example's line stands in ~/.bashrc; for zsh _rolecast goes into a folder of $fpath.",
		command_completions, {
			{"source <(rolecast completions bash)", "bash"},
			{"rolecast completions zsh > _rolecast", "zsh"},
			{"rolecast completions fish > ~/.config/fish/completions/rolecast.fish", "fish"}}},
	{"help", "[COMMAND|ID]", "explain a command, or what a diagnostic means", 0, 1,
		"ID is what stands in brackets behind a complaint. The word diagnostics lists them all.", command_help_run, {
			{"rolecast help", "all commands"},
			{"rolecast help explain", "one of them"},
			{"rolecast help broken-link", "what a complaint means, and how to mend it"},
			{"rolecast help diagnostics", "all that may be complained of"}}},
	{"version", "", "print the version", 0, 0, "", command_version, {{"rolecast version", "name and number"}}},
};
const size_t command_count = COUNT(commands);

const struct command_option command_options[] = {
	{OPTION_FOLDER, 'C', NULL, "DIR", "work in DIR, which holds content/ and themes/", NULL},
	{OPTION_OUT, 'o', "out", "DIR", "the output folder; public by default", "build deploy"},
	{OPTION_FORMAT, 'f', "format", "FORMAT", "of score: table, json, csv; of check: text, json, github",
		"check score"},
	{OPTION_AS_OF, 0, "as-of", "DATE", "the day that counts as today",
		"build serve check explain new import show score snapshot diff"},
	{OPTION_MODEL, 0, "model", "KEY=VALUE", "score by other assumptions; rolecast help score lists them",
		"build deploy serve check explain show score"},
	{OPTION_JOBS, 'j', "jobs", "N", "use N workers; all processors by default",
		"build serve check explain show score snapshot diff"},
	{OPTION_DRAFTS, 0, "drafts", NULL, "take drafts and what is not due yet",
		"build deploy serve check explain show score snapshot diff"},
	{OPTION_NO_CARDS, 0, "no-cards", NULL, "leave the share cards out, whatever site.yaml says", "build serve"},
	{OPTION_PORT, 'p', "port", "N", "listen on port N instead of 4747; 0 takes any that is free", "serve"},
	{OPTION_HOST, 0, "host", "HOST", "listen on HOST, so that others can look", "serve"},
	{OPTION_OPEN, 0, "open", NULL, "open the browser", "serve"},
	{OPTION_POLL, 0, "poll", NULL, "look for changes now and then, where the system tells of none", "serve"},
	{OPTION_CATEGORY, 0, "category", "ID", "the role's field; the first of site.yaml by default", "new import"},
	{OPTION_SLUG, 0, "slug", "NAME", "its name in addresses; made from the title by default", "new"},
	{OPTION_FOR, 0, "for", "HOST", "of a site: where it will be published; github-pages by default", "new"},
	{OPTION_ONE_FILE, 0, "one-file", NULL, "the whole role in one file", "new import"},
	{OPTION_MAP, 'm', "map", "FILE", "what the columns mean, as YAML", "import"},
	{OPTION_PRESET, 0, "preset", "NAME", "a map that comes with rolecast: eloundou-human, eloundou-gpt4, onet-tasks, scores",
		"import"},
	{OPTION_SET, 0, "set", "KEY=VALUE", "a value in place of the map's, such as columns.value=beta; may come again", "import"},
	{OPTION_TITLES, 0, "titles", "FILE", "a second table, with titles by code", "import"},
	{OPTION_PRINT_MAP, 0, "print-map", NULL, "print the map, read nothing", "import"},
	{OPTION_DRY_RUN, 'n', "dry-run", NULL, "show what would be done, write nothing", "import snapshot deploy"},
	{OPTION_FORCE, 0, "force", NULL, "write over an edition, imported roles, or what others put at a target",
		"import snapshot deploy"},
	{OPTION_MAX_DELETES, 0, "max-deletes", "N", "delete at most N; by default 20, or a tenth of the site", "deploy"},
	{OPTION_TIMEOUT, 0, "timeout", "N", "give up after N seconds without news; 60 by default", "deploy"},
	{OPTION_STRICT, 0, "strict", NULL, "warnings count as errors", "check"},
	{OPTION_LEVEL, 0, "level", "ID", "compare at this level; the baseline by default", "diff"},
	{OPTION_PRECOMPRESS, 0, "precompress", NULL, "write FILE.gz and FILE.br beside each text", "build"},
	{OPTION_DURABLE, 0, "durable", NULL, "survive a loss of power as well", "build"},
	{OPTION_QUIET, 'q', "quiet", NULL, "say nothing but problems", NULL},
	{OPTION_JSON, 0, "json", NULL, "print for machines", "check explain show score diff"},
	{OPTION_COLOUR, 0, "colour", "WHEN", "when to colour: auto, always or never", NULL},
	{OPTION_HELP, 'h', "help", NULL, "explain the command", NULL},
	{OPTION_VERSION, 'V', "version", NULL, "print the version", NULL},
};

const size_t command_option_count = COUNT(command_options);

/* clang-format on */
