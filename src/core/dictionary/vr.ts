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
