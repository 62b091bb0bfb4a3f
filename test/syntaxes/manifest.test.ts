// What package.json says of the recipe language: snippets that parse, tokens that are used, files that are there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../src/core/recipe/services/tokenNames.js';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

interface Contributes {
  readonly languages: readonly { readonly id: string; readonly configuration?: string }[];
  readonly snippets: readonly { readonly language: string; readonly path: string }[];
  readonly semanticTokenTypes: readonly { readonly id: string; readonly superType?: string }[];
  readonly semanticTokenModifiers: readonly { readonly id: string }[];
  readonly semanticTokenScopes: readonly {
    readonly language: string;
    readonly scopes: Readonly<Record<string, readonly string[]>>;
  }[];
}

function json<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

const { contributes } = json<{ readonly contributes: Contributes }>('package.json');

/** The text of a snippet with its first choices and defaults. */
function expanded(body: readonly string[]): string {
  let text = body.join('\n');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replaceAll(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
      .replaceAll(/\$\{\d+:([^${}]*)\}/g, '$1')
      .replaceAll(/\$\d+/g, '');
  }
  return text;
}

describe('the manifest of the recipe language', () => {
  it('names files that are there', () => {
    for (const { configuration } of contributes.languages) {
      if (configuration !== undefined) assert.ok(existsSync(configuration), configuration);
    }
    for (const { path } of contributes.snippets) assert.ok(existsSync(path), path);
  });

  it('declares every semantic token, and gives colours to declared ones only', () => {
    const types = new Set(contributes.semanticTokenTypes.map(({ id }) => id));
    for (const type of TOKEN_TYPES) assert.ok(types.has(type), type);
    const standard = new Set(['declaration', 'deprecated']);
    const modifiers = new Set(contributes.semanticTokenModifiers.map(({ id }) => id));
    for (const modifier of TOKEN_MODIFIERS) assert.ok(modifiers.has(modifier) || standard.has(modifier), modifier);
    const scopes = contributes.semanticTokenScopes.find(({ language }) => language === 'deid')?.scopes ?? {};
    assert.ok(Object.keys(scopes).length >= TOKEN_TYPES.length);
    for (const selector of Object.keys(scopes)) {
      const [type = '', ...rest] = selector.split('.');
      assert.ok(types.has(type), selector);
      assert.ok(
        rest.every((modifier) => modifiers.has(modifier) || standard.has(modifier)),
        selector,
      );
    }
  });

  const snippets = Object.entries(json<Readonly<Record<string, Snippet>>>('snippets/deid.json'));

  for (const [name, { body, description }] of snippets) {
    it(`snippet "${name}" is a piece of a recipe`, () => {
      const text = expanded(body);
      assert.ok(!text.includes('$'), text);
      assert.match(description, /\w/);
      const label = text.startsWith('LABEL') ? '%filter graylist\n' : '';
      const { diagnostics } = parseRecipe(`${label}${text}\n`);
      // Places for numbers hold words until they are filled in.
      const wrong = diagnostics.filter(({ code }) => code !== 'bad-number');
      assert.deepEqual(wrong, []);
    });
  }
});
