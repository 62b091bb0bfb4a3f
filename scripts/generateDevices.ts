// Writes src/core/policy/generated/devices.generated.ts from a folder with burned_in_regions.json:
// node scripts/build.mjs --tests && node build/scripts/generateDevices.js FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readDeviceTables } from './deviceTables/readDeviceTables.js';
import { renderDevices } from './deviceTables/renderDevices.js';
import type { RegionTables } from './deviceTables/tables.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: generateDevices.js FOLDER');
const tables = JSON.parse(readFileSync(path.join(folder, 'burned_in_regions.json'), 'utf8')) as RegionTables;
writeFileSync('src/core/policy/generated/devices.generated.ts', renderDevices(readDeviceTables(tables)));
