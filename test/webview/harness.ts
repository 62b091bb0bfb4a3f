// Serves a page of the webview on 127.0.0.1 as VS Code would show it: a strict CSP, the variables of a default theme, and a
// scripted host. By hand: `node build/test/webview/harness.js 8706`, then /editor?theme=light&rows=10000.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { IMAGE } from './phantom.js';

export const THEMES = ['dark', 'light', 'high-contrast-dark', 'high-contrast-light'] as const;
export type Theme = (typeof THEMES)[number];

/** CLI_DIST names another build than dist/. */
const DIST = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'webview');
const NONCE = 'harness';

const BODY_CLASS: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high-contrast-dark': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light vscode-high-contrast',
};

interface Themes {
  readonly order: readonly Theme[];
  readonly variables: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Every variable that VS Code 1.100 gives a webview, in its four default themes. */
export function readThemes(): Themes {
  return JSON.parse(readFileSync('test/data/themes.json', 'utf8')) as Themes;
}

function themeScript(theme: Theme): string {
  const { order, variables } = readThemes();
  const at = order.indexOf(theme);
  const values = Object.entries(variables).flatMap(([name, each]) => (each[at] ? [[name, each[at]]] : []));
  // As VS Code does it: properties of the root element, which no CSP forbids.
  return `for (const [n, v] of ${JSON.stringify(values)}) document.documentElement.style.setProperty(n, v);`;
}

async function hostScript(): Promise<string> {
  const source = 'test/webview/pageHost.ts';
  const result = await build({ entryPoints: [source], bundle: true, write: false, format: 'iife', target: 'es2022' });
  return result.outputFiles[0]?.text ?? '';
}

function html(page: string, theme: Theme, script: string): string {
  const csp = `default-src 'none'; style-src 'self' 'nonce-${NONCE}'; script-src 'nonce-${NONCE}'; font-src 'self'; img-src 'self' blob: data:`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${page}</title>
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta property="csp-nonce" content="${NONCE}">
<link rel="stylesheet" href="/${page}.css">
<script nonce="${NONCE}">${themeScript(theme)} globalThis.scriptOfHost = ${script.replace(/</g, '\\u003c')};</script>
<script nonce="${NONCE}" src="/host.js"></script>
</head><body class="${BODY_CLASS[theme]}">
<div id="app"></div>
<script type="application/json" id="strings">${JSON.stringify(JSON.parse(script).strings ?? {}).replace(/</g, '\\u003c')}</script>
<script nonce="${NONCE}" src="/${page}.js"></script>
</body></html>`;
}

function answer(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

export interface Harness {
  readonly url: (page: 'editor' | 'report', theme: Theme, script: object) => string;
  close(): Promise<void>;
}

export async function startHarness(port = 0): Promise<Harness> {
  const host = await hostScript();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const page = url.pathname.slice(1);
    const file = path.join(DIST, page);
    if (page === 'host.js') answer(response, 'text/javascript', host);
    else if (page === 'editor' || page === 'report') {
      const theme = THEMES.find((one) => one === url.searchParams.get('theme')) ?? 'dark';
      const rows = Number(url.searchParams.get('rows') ?? 200);
      const script =
        url.searchParams.get('script') ?? JSON.stringify({ page, rows, facts: { image: IMAGE, report: true } });
      answer(response, 'text/html', html(page, theme, script));
    } else if (/^(editor|report)\.(js|css)$/.test(page) && existsSync(file)) {
      answer(response, page.endsWith('.js') ? 'text/javascript' : 'text/css', readFileSync(file));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: (page, theme, script) =>
      `http://127.0.0.1:${address.port}/${page}?${new URLSearchParams({ theme, script: JSON.stringify({ page, ...script }) })}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8706);
  // No await of the module itself: newer Nodes let mocha require a test file only where nothing behind it awaits.
  void startHarness(port).then(() => tell(port));
}

function tell(port: number): void {
  console.log(`http://127.0.0.1:${port}/editor?theme=dark&rows=10000 (themes: ${THEMES.join(', ')}; /report too)`);
}
