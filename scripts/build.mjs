// Builds dist/ (what users run); with --tests, transpiles src, test and scripts to build/ (what mocha runs).
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { copyModels } from './models.mjs';
import { notices } from './notices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const jsx = { jsx: 'automatic', jsxImportSource: 'vue' };
const define = { MEDIMAGECLEANER_VERSION: JSON.stringify(version) };

function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * `import * as vscode` as a plain call, answered once for all files: esbuild's own form copies the whole interface anew for each
 * of some eighty files, and the editor looks up the asking file's real path at each call, before the extension can start.
 */
const oneVscode = {
  name: 'one-vscode',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]src[\\/]extension[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^import \* as vscode from 'vscode';$/m,
        "const vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    onLoad({ filter: /^vscode$/, namespace: 'vscode' }, () => ({ contents: "module.exports = require('vscode');" }));
  },
};

/** Names of variables in code of others are shortened; ours stay, so that traces of errors can be read. */
const shortNamesOfOthers = {
  name: 'short-names-of-others',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), {
        minifyIdentifiers: true,
        legalComments: 'inline',
      });
      return { contents: code, loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};

const tests = process.argv.find((word) => word.startsWith('--tests'));
if (tests !== undefined) {
  const outdir = tests.split('=')[1] ?? 'build';
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['src', 'webview', 'test', 'scripts', 'bench'].flatMap(sources),
    outdir,
    outbase: '.',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    define,
    ...jsx,
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  copyModels(path.join(outdir, 'src/node/models/models'));
  if (existsSync('test/data')) cpSync('test/data', path.join(outdir, 'test/data'), { recursive: true });
} else {
  // Built beside and then given its name, so that nothing that runs meanwhile meets half a program.
  const dist = process.argv.find((word) => word.startsWith('--dist='))?.slice('--dist='.length) ?? 'dist';
  const fresh = `build-${process.pid}`;
  const small = {
    define,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
  };
  const bundled = new Set();
  const bundle = async (options) => {
    const { metafile } = await build({ ...small, ...options });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) bundled.add(file);
    }
  };
  await bundle({
    entryPoints: [
      'src/cli/cli.ts',
      'src/node/worker.ts',
      'src/node/models/detectorWorker.ts',
      'src/node/cluster/jobThread.ts',
      'scripts/sampleStudy.ts',
      // What the extension loads at first use: nothing in them imports vscode.
      ...[
        'src/extension/engine.ts',
        'src/extension/runHost.ts',
        'src/extension/lookHost.ts',
        'src/extension/image/imageWorker.ts',
      ].filter(existsSync),
    ],
    outdir: fresh,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [shortNamesOfOthers],
    // dcmjs is CommonJS inside: its require calls need one in an ES module.
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
  });
  if (existsSync('src/extension/extension.ts')) {
    await bundle({
      entryPoints: ['src/extension/extension.ts'],
      outfile: path.join(fresh, 'extension.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      plugins: [oneVscode],
    });
  }
  const pages = existsSync('webview')
    ? readdirSync('webview').filter((name) => existsSync(`webview/${name}/main.tsx`))
    : [];
  for (const page of pages) {
    await bundle({
      entryPoints: [`webview/${page}/main.tsx`],
      outfile: path.join(fresh, `webview/${page}.js`),
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      minifyIdentifiers: true,
      ...jsx,
      define: {
        ...define,
        'process.env.NODE_ENV': '"production"',
        __VUE_OPTIONS_API__: 'false',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    });
  }
  // The codecs of compressed frames; imageWorker.js reads them from beside itself.
  cpSync('node_modules/dcmjs-codecs/build/dcmjs-native-codecs.wasm', path.join(fresh, 'dcmjs-native-codecs.wasm'));
  copyModels(path.join(fresh, 'models'));
  writeFileSync(path.join(fresh, 'THIRD-PARTY-NOTICES.txt'), notices(bundled));
  chmodSync(path.join(fresh, 'cli.js'), 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}
