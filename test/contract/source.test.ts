import { bufferSource } from '../../src/core/kernel/source.js';
import { shouldBehaveAsSource } from './source.js';

shouldBehaveAsSource('bufferSource', (bytes) => ({ source: bufferSource(bytes) }));
