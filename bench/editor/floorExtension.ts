// Two extensions with next to nothing in them, for what the editor itself takes on this machine: one opens `*.floor` in a page with
// one line and `*.list` in a plain long list; one looks how long ours takes to load and to start, from inside the extension host.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** Names of the environment that the probe reads. */
export const TIMES = 'MEDIMAGECLEANER_BENCH_TIMES';

const PAGES = `const vscode = require('vscode');
const list = \`<!DOCTYPE html><html style="height:100%"><body style="height:100%;margin:0">
<div class="grid-scroll" style="height:100%;overflow:auto"><div class="floor">\${Array.from({ length: 10000 }, (_, n) =>
  '<div style="height:22px;contain:strict">row ' + n + ' with a value</div>').join('')}</div></div></body></html>\`;
exports.activate = ({ subscriptions }) => {
  const open = (html) => ({
    openCustomDocument: (uri) => ({ uri, dispose() {} }),
    resolveCustomEditor(_, { webview }) { webview.options = { enableScripts: true }; webview.html = html; },
  });
  subscriptions.push(
    vscode.window.registerCustomEditorProvider('bench.floor', open('<!DOCTYPE html><p class="floor">a line</p>')),
    vscode.window.registerCustomEditorProvider('bench.list', open(list)),
  );
};`;

const PROBE = `const Module = require('node:module');
const { writeFileSync } = require('node:fs');
const compile = Module.prototype._compile;
const ours = /medimagecleaner[^\\/\\\\]*[\\/\\\\]dist[\\/\\\\]extension\\.cjs$/;
Module.prototype._compile = function (content, file, ...rest) {
  if (!ours.test(file)) return compile.call(this, content, file, ...rest);
  const begun = performance.now();
  const result = compile.call(this, content, file, ...rest);
  const load = performance.now() - begun;
  const { activate, ...others } = this.exports;
  this.exports = { ...others, activate(context) {
    const started = performance.now();
    const api = activate(context);
    const times = { load, activate: performance.now() - started };
    writeFileSync(process.env.${TIMES}, JSON.stringify(times));
    return api;
  } };
  return result;
};
exports.activate = () => {};`;

async function pack(folder: string, name: string, code: string, manifest: object): Promise<string> {
  const stage = path.join(folder, name);
  mkdirSync(stage, { recursive: true });
  const common = { name, publisher: 'bench', version: '0.0.1', engines: { vscode: '^1.90.0' }, main: './index.js' };
  writeFileSync(path.join(stage, 'package.json'), JSON.stringify({ ...common, ...manifest }));
  writeFileSync(path.join(stage, 'index.js'), code);
  writeFileSync(path.join(stage, 'README.md'), 'Only for measuring.');
  writeFileSync(path.join(stage, 'LICENSE'), 'None.');
  const packagePath = path.join(folder, `${name}.vsix`);
  await createVSIX({
    cwd: stage,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    allowStarActivation: true,
  });
  return packagePath;
}

/** Their packages. */
export async function floorExtensions(folder: string): Promise<readonly string[]> {
  const editor = (viewType: string, ending: string) => ({
    viewType,
    displayName: viewType,
    selector: [{ filenamePattern: `*.${ending}` }],
  });
  return [
    await pack(folder, 'bench-floor', PAGES, {
      contributes: { customEditors: [editor('bench.floor', 'floor'), editor('bench.list', 'list')] },
    }),
    await pack(folder, 'bench-probe', PROBE, { activationEvents: ['*'] }),
  ];
}
