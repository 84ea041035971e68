// SPDX-License-Identifier: MIT
// The built folder over HTTP on the loopback, with the policy that every page must stand.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

export const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

const types = {
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json", ".xml": "application/xml",
	".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8"
};

async function read(folder, path) {
	const file = join(folder, normalize(path.endsWith("/") ? path + "index.html" : path));
	return { body: await readFile(file), type: types[extname(file)] ?? "application/octet-stream" };
}

// Serves `folder` below `base` ("" or "/name"), under the policy or another; resolves to {origin, close}.
export function serve(folder, base, rule = policy) {
	const server = createServer(async (request, response) => {
		const path = decodeURIComponent(new URL(request.url, "http://local").pathname);
		const headers = { "Content-Security-Policy": rule, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" };
		try {
			if (!path.startsWith(base + "/"))
				throw new Error("outside the base path");
			const { body, type } = await read(folder, path.slice(base.length));
			response.writeHead(200, { ...headers, "Content-Type": type }).end(body);
		} catch {
			const body = await readFile(join(folder, "404.html")).catch(() => "not found");
			response.writeHead(404, { ...headers, "Content-Type": types[".html"] }).end(body);
		}
	});
	return new Promise(resolve => server.listen(0, "127.0.0.1", () => resolve({
		origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close()
	})));
}

// `rolecast serve` of a site; resolves to {server, address} when it is ready.
export function start(program, folder, ...words) {
	const server = spawn(program, ["-C", folder, "serve", "--port", "0", "--no-cards", ...words], { stdio: ["ignore", "ignore", "pipe"] });
	return new Promise((resolve, reject) => {
		let said = "";
		server.stderr.on("data", data => {
			said += data;
			const address = said.match(/http:\/\/\S+\//);
			if (address && said.includes("Ctrl-C"))
				resolve({ server, address: address[0] });
		});
		server.on("exit", code => reject(new Error(`serve ended with ${code}: ${said}`)));
	});
}
