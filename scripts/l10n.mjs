// Collects what users see: every text of t('…') in src/extension and webview, into l10n/bundle.l10n.json. With --check it
// writes nothing and fails where the file, or a translation, is not up to date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const BUNDLE = 'l10n/bundle.l10n.json';

function sources(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** `t(…)`, `l10n.t(…)` and `vscode.l10n.t(…)`. */
function isTranslation({ expression }) {
  if (ts.isIdentifier(expression)) return expression.text === 't';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 't';
}

/** Every text, in order of the alphabet. @throws for a text that is not a plain string: it can't be collected */
function collect(folders = ['src/extension', 'webview']) {
  const texts = new Set();
  for (const file of folders.flatMap(sources)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && isTranslation(node)) {
        const [text] = node.arguments;
        if (text !== undefined && ts.isStringLiteralLike(text)) texts.add(text.text);
        else if (!isDeclared(node)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          throw new Error(`${path.relative(root, file)}:${line + 1}: t() takes a plain string`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...texts].sort((a, b) => (a < b ? -1 : 1));
}

/** Where a text is handed through, as in the page's own `t`. */
function isDeclared(node) {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionDeclaration(at) && at.name?.text === 't') return true;
  }
  return false;
}

function bundleText(texts) {
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), undefined, 2)}\n`;
}

/** What is wrong with the files of l10n/ and package.nls.*.json; empty where nothing is. */
function problems() {
  const texts = collect();
  const found = [];
  const bundle = path.join(root, BUNDLE);
  if (!existsSync(bundle) || readFileSync(bundle, 'utf8') !== bundleText(texts)) {
    found.push(`${BUNDLE} is not up to date: run node scripts/l10n.mjs`);
  }
  for (const name of readdirSync(path.join(root, 'l10n')).filter(
    (each) => /^bundle\.l10n\.\w/.test(each) && each !== 'bundle.l10n.json',
  )) {
    found.push(...compare(`l10n/${name}`, texts, JSON.parse(readFileSync(path.join(root, 'l10n', name), 'utf8'))));
  }
  const nls = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
  for (const name of readdirSync(root).filter((each) => /^package\.nls\.\w+\.json$/.test(each))) {
    const words = JSON.parse(readFileSync(path.join(root, name), 'utf8'));
    found.push(...compare(name, Object.keys(nls), words, nls));
  }
  return found;
}

/** A translation has the same places for values as the original, and no text that is gone. */
function compare(name, keys, words, originals = {}) {
  const known = new Set(keys);
  const found = Object.keys(words)
    .filter((key) => !known.has(key))
    .map((key) => `${name}: nobody says ${JSON.stringify(key)} any more`);
  for (const key of keys) {
    if (words[key] === undefined) found.push(`${name}: ${JSON.stringify(key)} is missing`);
    else if (places(originals[key] ?? key) !== places(words[key]))
      found.push(`${name}: ${JSON.stringify(key)} has other places for values`);
  }
  return found;
}

function places(text) {
  return [...new Set(text.match(/\{\d+\}|command:[\w.]+/g) ?? [])].sort().join();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const found = problems();
    for (const line of found) console.error(line);
    process.exitCode = found.length === 0 ? 0 : 1;
  } else {
    writeFileSync(path.join(root, BUNDLE), bundleText(collect()));
  }
}
