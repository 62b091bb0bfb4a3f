// Value representations, PS3.5 section 6.2.

export type VR =
  | 'AE'
  | 'AS'
  | 'AT'
  | 'CS'
  | 'DA'
  | 'DS'
  | 'DT'
  | 'FD'
  | 'FL'
  | 'IS'
  | 'LO'
  | 'LT'
  | 'OB'
  | 'OD'
  | 'OF'
  | 'OL'
  | 'OV'
  | 'OW'
  | 'PN'
  | 'SH'
  | 'SL'
  | 'SQ'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'TM'
  | 'UC'
  | 'UI'
  | 'UL'
  | 'UN'
  | 'UR'
  | 'US'
  | 'UT'
  | 'UV';

const KNOWN: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' '),
);
const LONG: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const CHARSET: ReadonlySet<string> = new Set('LO LT PN SH ST UC UT'.split(' '));
const SINGLE: ReadonlySet<string> = new Set('LT ST UT UR'.split(' '));

/** Per two-letter code, 26 letters squared: 1 for a VR, 2 for one with a length of 32 bits. The scanner asks for every element. */
const KINDS = new Uint8Array(26 * 26);
for (const vr of KNOWN) KINDS[kindIndex(vr.charCodeAt(0), vr.charCodeAt(1))] = LONG.has(vr) ? 2 : 1;

function kindIndex(a: number, b: number): number {
  return (a - 0x41) * 26 + b - 0x41;
}

const CODES = Array.from({ length: 26 * 26 }, (_, index) =>
  String.fromCharCode(0x41 + Math.trunc(index / 26), 0x41 + (index % 26)),
);

/** Two capitals as a text: the same string each time, which is what looking it up is fastest with. */
export function vrText(a: number, b: number): string {
  return CODES[kindIndex(a, b)] ?? String.fromCharCode(a, b);
}

/** What two capitals are as a VR. Codes of PS3.5 to come have a long length (PS3.5 7.1.2). */
export function vrKind(a: number, b: number): 'unknown' | 'short' | 'long' {
  const kind = KINDS[kindIndex(a, b)];
  return kind === 1 ? 'short' : kind === 2 ? 'long' : 'unknown';
}

export function isVR(text: string): text is VR {
  return KNOWN.has(text);
}

/** Explicit VR elements whose length field has 32 bits after two reserved bytes (PS3.5 7.1.2). */
export function hasLongLength(vr: string): boolean {
  return LONG.has(vr) || !KNOWN.has(vr);
}

/** Text to which Specific Character Set (0008,0005) applies (PS3.5 6.1.2.3). */
export function usesCharacterSet(vr: string): boolean {
  return CHARSET.has(vr);
}

/** Text in which a backslash is a character and not a delimiter (PS3.5 6.2). */
export function isSingleValued(vr: string): boolean {
  return SINGLE.has(vr);
}
