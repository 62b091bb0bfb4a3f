import assert from 'node:assert/strict';
import { deflateSync } from 'fflate';
import { openDeflated } from '../../src/core/formats/dicom/deflate.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { shouldBehaveAsSource } from './source.js';

shouldBehaveAsSource('bufferSource', (bytes) => ({ source: bufferSource(bytes) }));

shouldBehaveAsSource('the inflated part of a file', async (bytes) => {
  // Nothing deflated is no stream: what is not deflated is handed through in front of it.
  const [plain, rest] = [bytes.subarray(0, 50), bytes.subarray(50)];
  if (rest.length === 0) return { source: bufferSource(plain) };
  const opened = await openDeflated(
    bufferSource(Buffer.concat([plain, deflateSync(rest)]), `of ${bytes.length}`),
    plain.length,
  );
  assert.ok(opened.kind === 'source');
  return { source: opened.source };
});
