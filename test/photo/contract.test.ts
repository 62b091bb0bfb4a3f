import { photo } from '../../src/core/formats/photo/index.js';
import { shouldBehaveAsFormat } from '../contract/format.js';
import { contextOf } from '../support/engine.js';
import { jpegFile, pngFile, text } from '../support/photoWriter.js';
import { fullJpeg, fullPng, SECRETS } from './samples.js';

shouldBehaveAsFormat(
  photo,
  [
    { name: 'a JPEG with everything', bytes: fullJpeg(), secrets: SECRETS },
    { name: 'a JPEG without metadata', bytes: jpegFile([], { width: 20, height: 9 }), secrets: [] },
    { name: 'a PNG with everything', bytes: fullPng(), secrets: SECRETS },
    {
      name: 'a PNG with a text',
      bytes: pngFile([text('Author', 'Okafor')], { width: 3, height: 3 }),
      secrets: ['Okafor'],
    },
  ],
  contextOf,
);
