// Writes src/core/policy/generated/*.generated.ts from a folder with ps315.json, iod_types.json and private_safe.json:
// node scripts/build.mjs --tests && node build/scripts/generatePolicyTables.js FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderActions, renderContentItems } from './policyTables/renderActions.js';
import { renderIodTypes } from './policyTables/renderIodTypes.js';
import { renderPrivateSafe } from './policyTables/renderPrivateSafe.js';
import type { IodTypes, PrivateSafe, Ps315 } from './policyTables/tables.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: generatePolicyTables.js FOLDER');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const write = (name: string, text: string): void =>
  writeFileSync(path.join('src/core/policy/generated', `${name}.generated.ts`), text);

const ps315 = read('ps315.json') as Ps315;
write('actions', renderActions(ps315));
write('contentItems', renderContentItems(ps315));
write('iodTypes', renderIodTypes(read('iod_types.json') as IodTypes));
write('privateSafe', renderPrivateSafe(read('private_safe.json') as PrivateSafe));
