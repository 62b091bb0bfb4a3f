// CTP DicomPixelAnonymizer scripts: signatures in braces, regions in round brackets, and everything else is a title.
import type { AttributePattern, Condition, DeviceRule } from '../../policy/policy.js';
import { all, attributeNamed, equalsAll, not, test } from './conditions.js';
import { createDraft, type Draft, finish, type Importer, lineAt } from './importer.js';

const SIGNATURE = /\{[^}]*\}/g;
const REGION = /\(\s*(-?\d+)\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*\)/g;
const TERM = /[A-Za-z[][\w\]:,]*\s*\.\s*[A-Za-z]+\s*\(/;

export const ctpPixels: Importer = {
  id: 'ctp-pixels',
  title: 'CTP pixel anonymizer script',
  detect: (text) => /\{[^}]*\}/.test(text) && TERM.test(text) && !/^\s*[{[]\s*["\]]/.test(text) && !text.includes(':='),
  convert(text) {
    const draft = createDraft();
    const signatures = [...text.matchAll(SIGNATURE)];
    let title = '';
    for (const [index, match] of signatures.entries()) {
      const line = lineAt(text, match.index);
      const before = text.slice(index === 0 ? 0 : endOf(signatures[index - 1]), match.index);
      title = titleOf(before) ?? title;
      const after = text.slice(endOf(match), signatures[index + 1]?.index ?? text.length);
      const areas = [...after.matchAll(REGION)].map(
        ([, x, y, width, height]) => [Number(x), Number(y), Number(width), Number(height)] as const,
      );
      const when = signature(match[0].slice(1, -1), draft, line);
      if (when === undefined) {
        draft.notes.push({ line, message: 'the signature can not be read; the rule was left out' });
        continue;
      }
      if (areas.length === 0) {
        draft.notes.push({
          line,
          message: 'the signature has no region: CTP takes the first that matches and changes nothing; left out',
        });
        continue;
      }
      const regions: DeviceRule['regions'] = areas.map((area) => ({ kind: 'blank', area }));
      draft.devices.push({ label: label(title, index), when, regions, origin: `ctp-pixels:${line}` });
    }
    draft.once('CTP takes the first signature that matches; here the regions of all that match are blanked');
    return finish(draft, 'Converted from a CTP pixel anonymizer script', 'rules');
  },
};

function endOf(match: RegExpExecArray | undefined): number {
  return match === undefined ? 0 : match.index + match[0].length;
}

/** The last line of words before a signature. */
function titleOf(text: string): string | undefined {
  const lines = text.replaceAll(REGION, '').split('\n');
  return lines.map((line) => line.trim()).findLast((line) => /[A-Za-z]{2}/.test(line));
}

function label(title: string, index: number): string {
  const words = title
    .replaceAll(/[^\w.+-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${words === '' ? 'device' : words}-${index + 1}`;
}

/** `A.equals("x") * (B.contains("y") + !C.exists())`: `*` is and, `+` is or, and binds less. */
function signature(text: string, draft: Draft, line: number): Condition | undefined {
  let at = 0;
  const blank = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const take = (sign: string): boolean => {
    blank();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const any = (depth: number): Condition | undefined => {
    const parts: Condition[] = [];
    do {
      const part = every(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (take('+'));
    return parts.length === 1 ? parts[0] : { kind: 'any', of: parts };
  };
  const every = (depth: number): Condition | undefined => {
    const parts: Condition[] = [];
    do {
      const part = one(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (take('*'));
    return all(parts);
  };
  const one = (depth: number): Condition | undefined => {
    if (depth > 50) return undefined;
    if (take('!')) {
      const inner = one(depth + 1);
      return inner === undefined ? undefined : not(inner);
    }
    if (take('(')) {
      const inner = any(depth + 1);
      return take(')') ? inner : undefined;
    }
    blank();
    const constant = /^(true|false)\.?/i.exec(text.slice(at, at + 8));
    if (constant !== null) {
      at += constant[0].length;
      return { kind: constant[1]?.toLowerCase() === 'true' ? 'all' : 'any', of: [] };
    }
    const call = /^([A-Za-z]\w*|\[[^\]]*\]|\([^)]*\))\s*\.\s*([A-Za-z]+)\s*\(\s*(?:"((?:[^"\\]|\\.)*)")?\s*\)/.exec(
      text.slice(at, at + 4000),
    );
    if (call === null) return undefined;
    at += call[0].length;
    const [, field = '', method = '', value = ''] = call;
    const attribute = attributeNamed(field);
    if (attribute === undefined) return undefined;
    return term(attribute, method, value, draft, line);
  };
  const whole = any(0);
  blank();
  return at === text.length ? whole : undefined;
}

function term(
  attribute: AttributePattern,
  method: string,
  value: string,
  draft: Draft,
  line: number,
): Condition | undefined {
  switch (method.toLowerCase()) {
    case 'equals':
    case 'equalsignorecase':
      return equalsAll(attribute, value);
    case 'contains':
    case 'containsignorecase':
      return test(attribute, 'contains', value);
    case 'startswith':
    case 'startswithignorecase':
      return test(attribute, 'starts-with', value);
    case 'endswith':
    case 'endswithignorecase':
      return test(attribute, 'ends-with', value);
    case 'matches':
      return test(attribute, 'matches', value);
    case 'exists':
      return not(test(attribute, 'missing'));
    case 'isempty':
      return test(attribute, 'empty');
    case 'islessthan':
    case 'isgreaterthan':
      // Without it the signature matches more images: more is blanked, nothing is missed.
      draft.notes.push({
        line,
        message: `${method}() has no counterpart; the test was left out, so the rule holds for more images`,
      });
      return { kind: 'all', of: [] };
    default:
      return undefined;
  }
}
