// A text in the tokens of a TextMate grammar, as editors see them: one line of the text, then the scopes of its parts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IGrammar, Registry } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');

const GRAMMARS: Readonly<Record<string, string>> = {
  'source.deid': 'syntaxes/deid.tmLanguage.json',
  'text.dicom-dump': 'syntaxes/dicom-dump.tmLanguage.json',
};

let registry: Registry | undefined;

function grammars(): Registry {
  if (registry !== undefined) return registry;
  const bytes = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  const onigLib = oniguruma.loadWASM(new Uint8Array(bytes).buffer).then(() => ({
    createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  }));
  registry = new textmate.Registry({
    onigLib,
    loadGrammar: async (scope) => {
      const file = GRAMMARS[scope];
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  return registry;
}

export interface ScopedPart {
  readonly text: string;
  /** Without the scope of the language itself. */
  readonly scopes: readonly string[];
}

export async function tokenize(scope: string, text: string): Promise<readonly (readonly ScopedPart[])[]> {
  const grammar: IGrammar | null = await grammars().loadGrammar(scope);
  if (grammar === null) throw new Error(`no grammar ${scope}`);
  let stack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}

/** `>` lines have the text; below each its parts that have a scope. Blank parts are left out. */
export function snapshot(lines: readonly (readonly ScopedPart[])[]): string {
  const out: string[] = [];
  for (const parts of lines) {
    out.push(`>${parts.map(({ text }) => text).join('')}`);
    for (const { text, scopes } of parts) {
      if (text.trim() !== '') out.push(`  ${JSON.stringify(text)} ${scopes.join(' ')}`.trimEnd());
    }
  }
  return `${out.join('\n')}\n`;
}
