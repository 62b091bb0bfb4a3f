#!/usr/bin/env node
// A stand-in for the desktop program `code`, where there is no desktop: see codeStandIn.ts.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
process.argv.splice(2, 0, path.join(here, 'codeStandIn.ts'));
await import('../runScript.mjs');
