// Texts as a recipe writes them: bare, in quotes ("" stands for a quote), or with escapes as e"line\nline".

/** The text that a token stands for: without its quotes. */
export function unquoted(text: string): string {
  if (!isQuoted(text)) return text;
  if (opensEscaped(text)) return text.length > 2 && text.endsWith('"') ? unescaped(text.slice(2, -1)) : text;
  const quote = text.charAt(0);
  if (text.length < 2 || !text.endsWith(quote)) return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

function opensEscaped(text: string): boolean {
  return text.startsWith('e"') || text.startsWith('E"');
}

export function isQuoted(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 0x22 || first === 0x27 || opensEscaped(text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gi, (_all, hex: string | undefined, letter: string) =>
    hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** In quotes, whatever it holds. */
export function quoted(text: string): string {
  const breaks = [...text].some((letter) => letter < ' ' || /[\u007f\u0085\u2028\u2029\ufeff]/.test(letter));
  if (!breaks) return `"${text.replaceAll('"', '""')}"`;
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\0-\x1f\x7f\x85\u2028\u2029\ufeff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `e"${escaped}"`;
}
