// CTP DicomAnonymizer scripts (XML): one element a line with a small expression, parameters, groups to keep, and what to remove.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DeidError } from '../../kernel/deidError.js';
import type { AttributePattern, Condition } from '../../policy/policy.js';
import { attributeNamed } from './conditions.js';
import { applyCtpScript, type CtpContext } from './ctpActions.js';
import { ctpAttribute } from './ctpConditions.js';
import { createDraft, finish, type Importer } from './importer.js';

interface Entry {
  readonly enabled: boolean;
  readonly tag: string;
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** What CTP writes of its own work: we write the same attributes truthfully, so its rules for them have no use. */
const OWN: ReadonlySet<number> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303, 0x00080005]);

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function entries(script: Readonly<Record<string, unknown>>, kind: string, lines: readonly number[]): readonly Entry[] {
  return listOf(script[kind]).map((given, index) => {
    const node = record(given);
    return {
      enabled: textOf(node['en']).toUpperCase() !== 'F',
      tag: textOf(node['t']),
      name: textOf(node['n']),
      text: (typeof given === 'string' ? given : textOf(node['#text'])).trim(),
      line: lines[index] ?? 1,
    };
  });
}

/** Lines of the opening tags of one kind, in order: the XML reader does not tell them. */
function linesOf(text: string, kind: string): readonly number[] {
  const found: number[] = [];
  let line = 1;
  let from = 0;
  for (const match of text.matchAll(new RegExp(`<${kind}[\\s>/]`, 'g'))) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line += 1;
      from = at + 1;
    }
    found.push(line);
  }
  return found;
}

function groupPattern(text: string): AttributePattern | undefined {
  return /^[\da-f]{4}$/i.test(text) ? attributeNamed(`(${text},xxxx)`) : undefined;
}

const PRIVATE: AttributePattern = { value: 0, mask: 0, only: { kind: 'private' } };
const ALL: AttributePattern = { value: 0, mask: 0, only: { kind: 'all' } };

export const ctpScript: Importer = {
  id: 'ctp',
  title: 'CTP anonymizer script (XML)',
  detect: (text) => /<script[\s>]/.test(text) && /<[epkr]\s[^>]*\bt\s*=/.test(text),
  convert(text) {
    const wrong = XMLValidator.validate(text);
    if (wrong !== true) {
      throw new DeidError(
        'bad-recipe',
        `line ${wrong.err.line}: not well-formed XML; correct the script and try again`,
      );
    }
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
    });
    const script = record(record(parser.parse(text))['script']);
    const draft = createDraft();
    const parameters = new Map(
      entries(script, 'p', linesOf(text, 'p')).map(({ tag, text: value }) => [tag.toUpperCase(), value]),
    );
    const removals = entries(script, 'r', linesOf(text, 'r')).filter(({ enabled }) => enabled);
    const removes = (what: string) => removals.find(({ tag }) => tag.toLowerCase() === what);
    const groups = entries(script, 'k', linesOf(text, 'k')).filter(({ enabled }) => enabled);
    const origin = (line: number) => `ctp:${line}`;

    const unspecified = removes('unspecifiedelements');
    if (unspecified !== undefined) {
      draft.overrides.push({ kind: 'remove', attribute: ALL, origin: origin(unspecified.line) });
      // CTP never removes these unasked: the image and what describes it, and the three UIDs that name the object.
      for (const kept of ['(0028,xxxx)', '(7fe0,xxxx)', 'SOPClassUID', 'SOPInstanceUID', 'StudyInstanceUID']) {
        const attribute = attributeNamed(kept);
        if (attribute !== undefined)
          draft.overrides.push({ kind: 'keep', attribute, origin: origin(unspecified.line) });
      }
      for (const { tag, line } of groups) {
        const attribute = groupPattern(tag);
        if (attribute !== undefined) draft.overrides.push({ kind: 'keep', attribute, origin: origin(line) });
      }
    }
    const privates = removes('privategroups');
    if (privates !== undefined) {
      draft.overrides.push({ kind: 'remove', attribute: PRIVATE, origin: origin(privates.line) });
    }
    const safe = groups.find(({ tag }) => /^safeprivateelements$/i.test(tag));
    const groupRemoved = (what: string, pattern: string): void => {
      const rule = removes(what);
      const attribute = attributeNamed(pattern);
      if (rule !== undefined && attribute !== undefined)
        draft.overrides.push({ kind: 'remove', attribute, origin: origin(rule.line) });
    };
    groupRemoved('curves', '(50xx,xxxx)');

    const guarded: { readonly condition: Condition; readonly line: number }[] = [];
    for (const entry of entries(script, 'e', linesOf(text, 'e'))) {
      if (!entry.enabled) continue;
      const attribute = ctpAttribute(entry.tag);
      if (attribute === undefined) {
        draft.notes.push({ line: entry.line, message: `t="${entry.tag}" is no attribute; the rule was left out` });
        continue;
      }
      if (attribute.mask === 0xffffffff && OWN.has(attribute.value)) {
        draft.once('rules for what the program writes of its own work were left out', entry.line);
        continue;
      }
      const context: CtpContext = {
        draft,
        parameters,
        attribute,
        line: entry.line,
        origin: origin(entry.line),
        guarded,
      };
      applyCtpScript(entry.text, context);
    }
    // CTP asks no element's own script where overlays go.
    groupRemoved('overlays', '(60xx,xxxx)');
    for (const { condition, line } of guarded)
      draft.admission.push({ kind: 'deny', when: condition, origin: origin(line) });
    draft.once(
      'CTP goes into a sequence only where @process() says so; here a rule holds at every depth, which takes out more',
    );
    if (safe !== undefined) {
      draft.once('safe private elements are those of the lists of the standard and of TCIA', safe.line);
    }
    const name = parameters.get('PROFILENAME') ?? '';
    const title = name === '' ? 'Converted from a CTP anonymizer script' : `Converted from the CTP script ${name}`;
    return finish(draft, title, 'rules', safe === undefined ? {} : { options: ['retain-safe-private'] });
  },
};
