// SPDX-License-Identifier: MIT
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
// ROLECAST_CHROMIUM has the word, even where it is wrong: another browser than the one asked for would mislead.
export const executablePath = process.env.ROLECAST_CHROMIUM || places.find(place => existsSync(place));
export const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

export function launch() {
	if (!executablePath || !existsSync(executablePath))
		throw new Error(`no Chromium ${executablePath ? `at ${executablePath}` : "found"}; ROLECAST_CHROMIUM may name one`);
	return chromium.launch({ executablePath, args });
}
