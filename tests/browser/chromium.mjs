// SPDX-License-Identifier: MIT
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = [process.env.ROLECAST_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
export const executablePath = places.find(place => place && existsSync(place));
export const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

export function launch() {
	if (!executablePath)
		throw new Error("no Chromium found; ROLECAST_CHROMIUM may name one");
	return chromium.launch({ executablePath, args });
}
