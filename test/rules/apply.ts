// Carries out a recipe of the tests' own over an object, and checks the output by plan and by second reader.
import assert from 'node:assert/strict';
import { type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { attribute, parseTag } from '../../src/core/dictionary/dictionary.js';
import type { DicomContext } from '../../src/core/formats/dicom/context.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { type LookupTable, parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type { AttributePattern, AttributeSet, Condition, Override, Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { deidentifySource } from '../support/engine.js';
import { find, latin1, type ReadElement, readFile } from '../support/read.js';

export const identity = createIdentity(new Uint8Array(32).fill(1));

export function policyOf(overrides: readonly Override[], more: Partial<Policy> = {}): Policy {
  return {
    name: 'own',
    title: 'A recipe of the tests',
    style: 'rules',
    options: [],
    overrides,
    patient: 'empty',
    dateShift: { min: -900, max: -400 },
    references: 'profile',
    ...more,
  };
}

/** A pattern by keyword or tag text; with a path in front, as `SequenceKeyword/Keyword`; `/Keyword` is the top. */
export function at(text: string): AttributePattern {
  const parts = text.split('/');
  const patterns = parts.filter((part) => part !== '').map(single);
  const own = patterns.at(-1);
  assert.ok(own !== undefined);
  return parts.length === 1 ? own : { ...own, parents: patterns.slice(0, -1) };
}

function single(text: string): AttributePattern {
  const pattern = parseTag(text);
  assert.ok(pattern !== undefined, text);
  return pattern;
}

export function setOf(only: AttributeSet): AttributePattern {
  return { value: 0, mask: 0, only };
}

type Simple = 'keep' | 'remove' | 'empty' | 'clean' | 'dummy' | 'pseudonym' | 'map-uid';

export function rule(kind: Simple, attribute: string | AttributePattern, when?: Condition): Override {
  const pattern = typeof attribute === 'string' ? at(attribute) : attribute;
  return { kind, attribute: pattern, origin: 'own.deid:1', ...(when === undefined ? {} : { when }) };
}

export function test(keyword: string, op: Extract<Condition, { kind: 'test' }>['op'], value = ''): Condition {
  return { kind: 'test', attribute: at(keyword), op, value };
}

export function table(csv: string): LookupTable {
  const made = parseLookupTable(csv);
  assert.ok(made.kind === 'table');
  return made;
}

interface Setting {
  readonly table?: LookupTable;
  readonly pixels?: DicomContext['pixels'];
  readonly syntax?: string;
}

export function contextFor(policy: Policy, setting: Setting = {}): DicomContext {
  return {
    policy: compilePolicy(policy),
    identity,
    patientEvidence: [],
    salvage: false,
    pixels: setting.pixels ?? 'auto',
    producer: 'medimagecleaner 0.0.0',
    ...(setting.table === undefined ? {} : { table: setting.table }),
  };
}

export interface Applied {
  readonly bytes: Uint8Array;
  readonly output: Uint8Array;
  readonly elements: readonly ReadElement[];
  readonly issues: readonly string[];
  readonly effects: readonly string[];
  /** Value of an attribute at the top or along a path of tags and item numbers. */
  text(...path: readonly (number | string)[]): string | undefined;
}

/** Applies a recipe; both checks of the output have to be clean. */
export async function apply(elements: readonly ElementSpec[], policy: Policy, setting: Setting = {}): Promise<Applied> {
  const bytes = writeFile(elements, { syntax: setting.syntax ?? SYNTAX.explicit });
  const source = bufferSource(bytes);
  const context = contextFor(policy, setting);
  const { plan, output } = await deidentifySource(source, context);
  assert.deepEqual(await dicom.verify(source, bufferSource(output), plan, context), [], 'check of the plan');
  const isOwn = (value: string) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value;
  const report = await verifyOutput(source, bufferSource(output), {
    policy: context.policy,
    isOwn,
    pixels: context.pixels,
  });
  assert.deepEqual(report.residue, [], 'check of the second reader');
  const { elements: read } = readFile(output);
  return {
    bytes,
    output,
    elements: read,
    issues: plan.issues.map(({ code }) => code),
    effects: plan.findings.map(({ effect }) => effect),
    text: (...path) => {
      const tags = path.map((part) => (typeof part === 'number' ? part : tagOf(part)));
      const element = find(read, ...tags);
      return element === undefined ? undefined : latin1(element).trim();
    },
  };
}

export function tagOf(keyword: string): number {
  const { value } = single(keyword);
  assert.ok(attribute(value) !== undefined);
  return value;
}

/** Code and message of the refusal. */
export async function refusalOf(elements: readonly ElementSpec[], policy: Policy, setting: Setting = {}) {
  const plan = await dicom.plan(bufferSource(writeFile(elements)), contextFor(policy, setting));
  return plan.refusal;
}
