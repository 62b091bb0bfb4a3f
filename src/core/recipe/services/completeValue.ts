// Completion of values: functions that suit the attribute's VR, and what some attributes may hold (PS3.3).
import { vrOf } from '../../dictionary/dictionary.js';
import type { Completion } from './completion.js';
import { keywordFor, patternOf } from './target.js';
import { WORDS } from './wordList.js';

const TEXTS = 'LO LT PN SH ST UC UT';

/** VRs that a function suits. */
const SUITS: Readonly<Record<string, readonly string[]>> = {
  pseudonym: [...TEXTS.split(' '), 'AE', 'CS'],
  uid: ['UI'],
  shift: ['DA', 'DT'],
  clean: TEXTS.split(' '),
};

/** True where a function makes sense for a VR; where the VR is not known, any does. */
function suits(name: string, vr: string | undefined): boolean {
  return vr === undefined || (SUITS[name]?.includes(vr) ?? true);
}

const MODALITIES =
  'CR CT DX ECG ES GM IO IVUS KO MG MR NM OCT OP OT PR PT PX REG RF RTDOSE RTIMAGE RTPLAN RTSTRUCT SC SEG SM SR US XA XC';

/** What some attributes hold. */
const HELD: Readonly<Record<string, string>> = {
  modality: MODALITIES,
  burnedinannotation: 'YES NO',
  patientidentityremoved: 'YES NO',
  recognizablevisualfeatures: 'YES NO',
  patientsex: 'M F O',
  imagetype: 'ORIGINAL DERIVED PRIMARY SECONDARY AXIAL LOCALIZER',
  conversiontype: 'DV DI DF WSD SD SI DRW SYN',
  longitudinaltemporalinformationmodified: 'UNMODIFIED MODIFIED REMOVED',
};

function held(attribute: string): readonly Completion[] {
  const pattern = patternOf(attribute);
  const keyword = pattern === undefined ? attribute : keywordFor(pattern);
  const values = HELD[keyword.toLowerCase()]?.split(' ') ?? [];
  return values.map((value) => ({ kind: 'value', label: value, insert: value }));
}

const VARIABLE: Completion = {
  kind: 'variable',
  label: 'var:',
  about: "A value of the lookup table, by the object's patient or UID.",
  insert: 'var:',
};

/** `verb` is an action, or `test` for what an attribute is compared with. */
export function completeValue(verb: string, attribute: string): readonly Completion[] {
  if (verb === 'test') return held(attribute);
  const pattern = patternOf(attribute);
  const vr = pattern === undefined || pattern.creator !== undefined ? undefined : vrOf(pattern.value);
  if (verb === 'jitter') {
    const days: Completion = { kind: 'value', label: '-30', about: 'Thirty days earlier.', insert: '-30' };
    return [days, VARIABLE];
  }
  const functions = WORDS.filter(({ kind, word }) => kind === 'function' && suits(word, vr)).map(
    ({ word, about, snippet = word }): Completion => ({
      kind: 'function',
      label: `${word}()`,
      about,
      insert: snippet,
      snippet: true,
    }),
  );
  return [...functions, VARIABLE, ...held(attribute)];
}
