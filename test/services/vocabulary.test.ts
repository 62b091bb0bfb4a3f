// The words that the services explain are the words that the parser reads.
import assert from 'node:assert/strict';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { expanderOf, functionWord, keyword } from '../../src/core/recipe/services/vocabulary.js';
import { WORDS } from '../../src/core/recipe/services/wordList.js';
import { EXPANDERS, FIRST_WORDS, FUNCTIONS, SECTIONS } from '../../src/core/recipe/words.js';

describe('vocabulary', () => {
  it('explains every word that may begin a line', () => {
    for (const word of FIRST_WORDS) assert.ok(keyword(word) !== undefined, word);
    for (const word of SECTIONS) assert.ok(keyword(`%${word}`) !== undefined, word);
  });

  it('explains every function and expander of ours', () => {
    for (const name of Object.keys(FUNCTIONS)) assert.ok(functionWord(name) !== undefined, name);
    for (const name of Object.keys(EXPANDERS)) assert.ok(expanderOf(`${name}:x`) !== undefined, name);
  });

  it('explains no word that the parser does not know', () => {
    const wrong = new Set(['unknown-keyword', 'unknown-section', 'unknown-test']);
    for (const { kind, word } of WORDS) {
      if (kind.endsWith('function') || kind === 'expander') continue;
      const follows = word === 'ALLOW' || word === 'DENY' ? 'contains PatientName x' : 'PatientName x';
      const text = `%filter x\nLABEL y\n${word} ${follows}\n`;
      const { diagnostics } = parseRecipe(text);
      assert.deepEqual(
        diagnostics.filter(({ code }) => wrong.has(code)),
        [],
        word,
      );
    }
  });

  it('says something of every word and parameter', () => {
    for (const { word, about, parameters } of WORDS) {
      assert.match(about, /\.$/, word);
      for (const parameter of parameters) assert.match(parameter.about, /\.$/, `${word} ${parameter.label}`);
    }
  });
});
