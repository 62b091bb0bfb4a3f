// What is packed: everything that the extension needs, nothing that belongs to who works on it, and without models no more than 3 MB.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { after, before, describe, it } from 'mocha';

const DIST = process.env['CLI_DIST'] ?? 'dist';
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|language-configuration\.json)$/,
  /^extension\/(README|CHANGELOG)\.md$/,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/dist\/([\w.-]+\.(js|cjs|wasm)|[\w.-]+\.LEGAL\.txt|THIRD-PARTY-NOTICES\.txt)$/,
  /^extension\/dist\/models\/[\w.-]+\.(onnx|wasm|bin|json|txt|mjs)$/,
  /^extension\/dist\/webview\/[\w.-]+\.(js|css|ttf|LEGAL\.txt)$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/snippets\/[\w.-]+\.json$/,
  /^extension\/(media|walkthrough)\/[\w./-]+\.(svg|png|md)$/,
];

interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly languages: readonly { readonly configuration?: string }[];
    readonly walkthroughs?: readonly {
      readonly steps: readonly { readonly media: Readonly<Record<string, unknown>> }[];
    }[];
  };
}

describe('the packed extension', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'medimagecleaner-vsix-test-'));
  const file = path.join(folder, 'packed.vsix');
  let files: Readonly<Record<string, Uint8Array>> = {};
  const text = (name: string): string => strFromU8(files[name] ?? assert.fail(`${name} is not packed`));
  const manifest = (): Manifest => JSON.parse(text('extension/package.json'));

  before(() => {
    const made = spawnSync(process.execPath, ['scripts/package.mjs', `--dist=${DIST}`, `--out=${file}`], {
      encoding: 'utf8',
    });
    assert.equal(made.status, 0, made.stderr);
    files = unzipSync(readFileSync(file));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds only what is allowed', () => {
    const strange = Object.keys(files).filter((name) => !ALLOWED.some((shape) => shape.test(name)));
    assert.deepEqual(strange, []);
  });

  it('holds the licences of what others wrote', () => {
    const notices = text('extension/dist/THIRD-PARTY-NOTICES.txt');
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const bundled = [
      'vue',
      '@vscode/webview-ui-toolkit',
      'dcmjs',
      'dcmjs-codecs',
      'fflate',
      '@noble/hashes',
      'yaml',
      'fast-xml-parser',
    ];
    for (const name of bundled) assert.ok(notices.includes(`\n${name} ${devDependencies[name]} (`), name);
    for (const name of ['@vue/runtime-core', '@microsoft/fast-foundation'])
      assert.ok(notices.includes(`\n${name} `), name);
    for (const name of ['OpenJPEG', 'CharLS', 'OpenJPH', 'libjxl', 'Independent JPEG Group'])
      assert.ok(notices.includes(name), name);
  });

  it('holds no source, source map, or medical image', () => {
    for (const [name, bytes] of Object.entries(files)) {
      assert.doesNotMatch(name, /\.(map|tsx?|dcm|vsix)$|node_modules|corpus|\/test\//i);
      assert.notEqual(strFromU8(bytes.subarray(128, 132), true), 'DICM', name);
      assert.doesNotMatch(strFromU8(bytes.subarray(-2000), true), /sourceMappingURL=data:/, name);
    }
  });

  it('holds every built file but the workers of a cluster and object stores', () => {
    const built = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    const missing = built.filter(
      (name) => !name.endsWith('.map') && !(`extension/dist/${name.replaceAll(path.sep, '/')}` in files),
    );
    assert.deepEqual(
      missing.filter((name) => !/^(cluster|objectPlaces)-[A-Z0-9]+\.js$/.test(name)),
      [],
    );
    assert.ok(missing.length > 0);
  });

  it('has what its manifest names', () => {
    const { main, contributes } = manifest();
    const named = [
      main,
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.languages.flatMap(({ configuration }) => configuration ?? []),
      ...(contributes.walkthroughs ?? []).flatMap(({ steps }) =>
        steps.flatMap(({ media }) =>
          [media['markdown'], media['svg'], media['image']].filter((at) => typeof at === 'string'),
        ),
      ),
    ];
    for (const place of named) assert.ok(path.posix.join('extension', place) in files, place);
  });

  it('has a text for every %key% of its manifest', () => {
    const texts: Readonly<Record<string, string>> = JSON.parse(text('extension/package.nls.json'));
    const keys = [...JSON.stringify(manifest()).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.ok(keys.length > 0);
    assert.deepEqual(
      keys.filter((key) => !(key in texts)),
      [],
    );
  });

  it('carries nothing that only its makers use', () => {
    const packed: Readonly<Record<string, unknown>> = JSON.parse(text('extension/package.json'));
    for (const name of ['scripts', 'devDependencies', 'private', 'bin']) assert.equal(packed[name], undefined, name);
  });

  it('has no link or picture in its page that leads nowhere', () => {
    const links = [...text('extension/README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
    assert.deepEqual(
      links.filter((target) => !/^(https?:|#)/.test(target)),
      [],
    );
  });

  it('is at most 3 MB without models', () => {
    assert.ok(existsSync(file));
    const packed = readFileSync(file);
    let models = 0;
    unzipSync(packed, {
      filter: ({ name, size }) => {
        if (name.startsWith('extension/dist/models/')) models += size;
        return false;
      },
    });
    assert.ok(packed.length - models <= 3 * 1024 * 1024);
  });
});
