// `npm run package`: makes medimagecleaner-<version>.vsix of dist/ and of what .vscodeignore lets through. Nothing else can get in.
// --dist=FOLDER takes another build, --out=FILE writes elsewhere.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { unzipSync } from 'fflate';

const LIMIT = 3 * 1024 * 1024;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const flag = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const dist = path.resolve(root, flag('dist') ?? 'dist');
const out = path.resolve(root, flag('out') ?? `${manifest.name}-${manifest.version}.vsix`);

if (!existsSync(path.join(dist, 'extension.cjs'))) throw new Error(`No extension in ${dist}: run npm run build first.`);

/** The names at the top of the project that .vscodeignore lets through. */
function allowed() {
  const patterns = readFileSync(path.join(root, '.vscodeignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).replace(/\/\*\*$/, ''));
  const shapes = patterns.map((pattern) => new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}$`));
  return readdirSync(root).filter((name) => name !== 'dist' && shapes.some((shape) => shape.test(name)));
}

/** What an installed extension has no use for stays out of its manifest. */
function shipped({ private: _private, bin: _bin, scripts: _scripts, devDependencies: _devDependencies, ...rest }) {
  return rest;
}

/** The page that the editor shows: without pictures and links that lie in the repository only. */
function page(text) {
  return text.replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n/gm, '').replace(/\[([^\]]+)\]\((?!https?:|#)[^)]*\)/g, '$1');
}

const stage = mkdtempSync(path.join(tmpdir(), 'medimagecleaner-package-'));
try {
  for (const name of allowed()) cpSync(path.join(root, name), path.join(stage, name), { recursive: true });
  cpSync(path.join(root, '.vscodeignore'), path.join(stage, '.vscodeignore'));
  // Workers of a cluster, and object stores with them, are of the command line's own package: an editor has no use for them.
  const filter = (file) => !/^(cluster|objectPlaces)-[A-Z0-9]+\.js/u.test(path.basename(file));
  cpSync(dist, path.join(stage, 'dist'), { recursive: true, filter });
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(shipped(manifest), undefined, 2)}\n`);
  writeFileSync(path.join(stage, 'README.md'), page(readFileSync(path.join(root, 'README.md'), 'utf8')));
  rmSync(out, { force: true });
  await createVSIX({
    cwd: stage,
    packagePath: out,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
} finally {
  rmSync(stage, { recursive: true, force: true });
}
/** Models are what they are: the limit is for what is ours. */
let models = 0;
unzipSync(readFileSync(out), {
  filter: ({ name, size }) => {
    if (name.startsWith('extension/dist/models/')) models += size;
    return false;
  },
});
const { size } = statSync(out);
const inMegabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(2)} MB`;
console.log(`${path.relative(process.cwd(), out)}: ${inMegabytes(size)}, without models ${inMegabytes(size - models)}`);
if (size - models > LIMIT) {
  console.error('Without models it is larger than 3 MB.');
  process.exitCode = 1;
}
