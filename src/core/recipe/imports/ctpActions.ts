// From one CTP expression to rules of ours. What we have no word for empties the attribute, with a note: never a leak.
import type { AttributePattern, Condition } from '../../policy/policy.js';
import { all, not } from './conditions.js';
import { ctpCondition } from './ctpConditions.js';
import { type CtpPart, parseCtpExpression } from './ctpExpression.js';
import type { Draft } from './importer.js';

export interface CtpContext {
  readonly draft: Draft;
  readonly parameters: ReadonlyMap<string, string>;
  readonly attribute: AttributePattern;
  readonly line: number;
  readonly origin: string;
  /** Objects that the script quarantines or skips. */
  readonly guarded: { readonly condition: Condition; readonly line: number }[];
  /** What must hold for this branch. */
  readonly when?: Condition;
}

/** Calls that make a code of a value: CTP's are unkeyed hashes (MD5), ours a keyed code. */
const CODES: ReadonlySet<string> = new Set(['hash', 'hashname', 'hashptid', 'encrypt', 'integer']);

/** Calls that mean one thing of ours. */
export function applyCtpScript(script: string, context: CtpContext): void {
  const text = script.trim();
  if (text === '' || text === 'remove') {
    rule(context, text === '' ? 'empty' : 'remove');
    return;
  }
  const parts = parseCtpExpression(text).filter((part) => part.kind === 'call' || part.text.trim() !== '');
  const add = parts.some((part) => part.kind === 'call' && part.name === 'always');
  const rest = parts.filter((part) => part.kind === 'text' || (part.name !== 'always' && part.name !== 'require'));
  const [first] = rest;
  if (first === undefined) {
    // @require() alone: the element stays. @always() alone writes nothing.
    rule(context, parts.some((part) => part.kind === 'call' && part.name === 'require') ? 'keep' : 'empty');
    return;
  }
  if (rest.length === 1 && first.kind === 'call') {
    applyCall(first, context, add);
    return;
  }
  const code = rest.find((part) => part.kind === 'call' && CODES.has(part.name));
  const others = rest.filter((part) => part !== code);
  if (code?.kind === 'call' && literal(others, context) !== undefined) {
    context.draft.once('a code with a text around it becomes pseudonym() alone', context.line);
    applyCall(code, context, add);
    return;
  }
  const fixed = literal(rest, context);
  if (fixed === undefined) {
    unknown(context, 'a value put together from several parts');
    return;
  }
  set(context, fixed, add);
}

function applyCall(call: Extract<CtpPart, { kind: 'call' }>, context: CtpContext, add: boolean): void {
  const { draft, attribute, origin, line } = context;
  const base = { attribute, origin, ...(context.when === undefined ? {} : { when: context.when }) };
  const { name } = call;
  switch (name) {
    case 'keep':
    case 'process':
      rule(context, 'keep');
      return;
    case 'remove':
      rule(context, 'remove');
      return;
    case 'empty':
      rule(context, 'empty');
      return;
    case 'blank':
      draft.once('@blank() writes spaces; here the attribute is emptied', line);
      rule(context, 'empty');
      return;
    case 'hashuid':
      draft.once('@hashuid() becomes uid(): a UID under the key, other than the one that CTP makes', line);
      draft.overrides.push({ kind: 'map-uid', ...base });
      return;
    case 'hashdate':
      draft.once("@hashdate() becomes shift(): the patient's own number of days under the key", line);
      draft.overrides.push({ kind: 'shift', ...base });
      return;
    case 'incrementdate':
      incremented(call.arguments, context);
      return;
    case 'lookup': {
      const variable = call.arguments[1] ?? call.arguments[0] ?? 'value';
      draft.once('@lookup() becomes a variable: give its table with --table', line);
      draft.overrides.push({ kind: 'lookup', variable, ...base, ...(add ? { add } : {}) });
      return;
    }
    case 'param':
      set(context, parameter(call.arguments[0] ?? '', context) ?? '', add);
      return;
    case 'select':
      // The second branch is for what lies in sequences, the first for the object itself.
      applyCtpScript(call.branches[1] ?? '', context);
      applyCtpScript(call.branches[0] ?? '', { ...context, attribute: { ...attribute, parents: [] } });
      return;
    case 'quarantine':
    case 'skip':
      context.guarded.push({ condition: context.when ?? { kind: 'all', of: [] }, line });
      return;
    case 'if':
      branched(call, context);
      return;
    default:
      if (!CODES.has(name)) {
        unknown(context, `@${name}()`);
        return;
      }
      draft.once(`@${name}() becomes pseudonym(): a code under the key, where CTP has a hash without one`, line);
      draft.overrides.push({ kind: 'pseudonym', ...base });
  }
}

/** First what holds otherwise, then the branch with its condition: the last rule that matches counts. */
function branched(call: Extract<CtpPart, { kind: 'call' }>, context: CtpContext): void {
  const condition = ctpCondition(call.arguments, context.attribute, (name) => parameter(name, context));
  if (condition === undefined) {
    unknown(context, `@if(…,${call.arguments[1] ?? ''},…)`);
    return;
  }
  const inside = (of: Condition): CtpContext => {
    const when = context.when === undefined ? of : all([context.when, of]);
    return when === undefined ? context : { ...context, when };
  };
  const [yes = '', no = ''] = call.branches;
  applyCtpScript(no, no.includes('@quarantine') || no.includes('@skip') ? inside(not(condition)) : context);
  // Ours asks the object itself: what that answer lets stay there must not stay in an item that would answer otherwise.
  const ofItem = (call.arguments[0] ?? '').toLowerCase() === 'this' && /@(?:keep|process|require)\(/.test(yes);
  const holds = inside(condition);
  applyCtpScript(yes, ofItem ? { ...holds, attribute: { ...holds.attribute, parents: [] } } : holds);
}

function incremented(given: readonly string[], context: CtpContext): void {
  const { draft, attribute, origin, line } = context;
  const amount = given[1] ?? '';
  const text = amount.startsWith('@') ? (parameter(amount, context) ?? '') : amount;
  const base = { attribute, origin, ...(context.when === undefined ? {} : { when: context.when }) };
  if (/^[+-]?\d{1,6}$/.test(text)) {
    draft.overrides.push({ kind: 'shift', days: Number(text), ...base });
    return;
  }
  draft.once(
    "@incrementdate() has no number of days: it becomes shift(), the patient's own number of days under the key",
    line,
  );
  draft.overrides.push({ kind: 'shift', ...base });
}

function parameter(given: string, { parameters }: CtpContext): string | undefined {
  return parameters.get(given.replace(/^@/, '').toUpperCase());
}

function literal(parts: readonly CtpPart[], context: CtpContext): string | undefined {
  let text = '';
  for (const part of parts) {
    const piece =
      part.kind === 'text'
        ? part.text
        : part.name === 'param'
          ? parameter(part.arguments[0] ?? '', context)
          : undefined;
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text.trim();
}

function set({ draft, attribute, origin, when }: CtpContext, value: string, add: boolean): void {
  const base = { attribute, origin, ...(when === undefined ? {} : { when }) };
  draft.overrides.push({ kind: 'set', value, ...base, ...(add ? { add } : {}) });
}

function rule({ draft, attribute, origin, when }: CtpContext, kind: 'keep' | 'remove' | 'empty'): void {
  draft.overrides.push({ kind, attribute, origin, ...(when === undefined ? {} : { when }) });
}

function unknown(context: CtpContext, what: string): void {
  context.draft.notes.push({ line: context.line, message: `${what} has no counterpart; the attribute is emptied` });
  rule(context, 'empty');
}
