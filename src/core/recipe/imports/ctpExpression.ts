// The small language inside a CTP anonymizer script: text with calls such as @if(ImageType,contains,"SECONDARY"){…}{…}.

export type CtpPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'call';
      /** In lower case. */
      readonly name: string;
      readonly arguments: readonly string[];
      /** What stands in braces behind it: the branches of `if` and `select`, the value of `append`. */
      readonly branches: readonly string[];
    };

/** Reads a script. Never fails: what is no call is text. */
export function parseCtpExpression(script: string): readonly CtpPart[] {
  const parts: CtpPart[] = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  while (at < script.length) {
    const letter = script[at] ?? '';
    if (letter === '\\') {
      text += script[at + 1] ?? '';
      at += 2;
      continue;
    }
    const call = letter === '@' ? /^@([A-Za-z]\w*)/.exec(script.slice(at, at + 40)) : null;
    if (call === null) {
      text += letter;
      at += 1;
      continue;
    }
    const [whole, name = ''] = call;
    const next = at + whole.length;
    const round = script[next] === '(' ? closing(script, next, '(', ')') : undefined;
    if (round === undefined) {
      text += letter;
      at += 1;
      continue;
    }
    flush();
    const branches: string[] = [];
    let end = round + 1;
    for (;;) {
      const start = skipBlanks(script, end);
      const close = script[start] === '{' ? closing(script, start, '{', '}') : undefined;
      if (close === undefined) break;
      branches.push(script.slice(start + 1, close));
      end = close + 1;
    }
    parts.push({
      kind: 'call',
      name: name.toLowerCase(),
      arguments: splitArguments(script.slice(next + 1, round)),
      branches,
    });
    at = end;
  }
  flush();
  return parts;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** Where the bracket that opens at `from` closes; quotes hide brackets, a backslash hides the next character. */
function closing(text: string, from: number, open: string, close: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === open) depth += 1;
    else if (letter === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

function splitArguments(text: string): readonly string[] {
  const found: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    if (!quoted && letter === '(') depth += 1;
    if (!quoted && letter === ')') depth -= 1;
    if (at < text.length && (letter !== ',' || quoted || depth > 0)) continue;
    found.push(unquoted(text.slice(start, at).trim()));
    start = at + 1;
  }
  return found.length === 1 && found[0] === '' ? [] : found;
}

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
