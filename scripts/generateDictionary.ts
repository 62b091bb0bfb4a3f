// Writes src/core/dictionary/*.generated.ts from the dictionary of dcmjs. Run it again after an update of dcmjs:
// node scripts/build.mjs --tests && node build/scripts/generateDictionary.js
import { writeFileSync } from 'node:fs';
import { dictionary } from 'dcmjs/dictionary';
import { AMENDMENTS } from './dictionaryAmendments.js';
import { renderPrivate, renderStandard } from './renderDictionary.js';

const entries = Object.values(dictionary);
writeFileSync('src/core/dictionary/dictionary.generated.ts', renderStandard(entries, AMENDMENTS));
writeFileSync('src/core/dictionary/privateDictionary.generated.ts', renderPrivate(entries));
