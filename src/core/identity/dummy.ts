// Dummy values for action D, "a non-zero length value that may be a dummy value and consistent with the VR" (PS3.15 Table E.1-1a).

/** Says of itself that it is none of the patient's. */
const TEXT = 'REMOVED';

const TEXTS: Readonly<Record<string, string>> = {
  AE: TEXT,
  // An age, a date and a time that nobody takes for real ones.
  AS: '000Y',
  CS: TEXT,
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: TEXT,
  LT: TEXT,
  PN: TEXT,
  SH: TEXT,
  ST: TEXT,
  TM: '000000',
  UC: TEXT,
  // The nil UUID (PS3.5 B.2): only where no UID can be mapped.
  UI: '2.25.0',
  // A registered scheme, and no place (RFC 6694).
  UR: 'about:blank',
  UT: TEXT,
};

/** Bytes of one value of a binary VR (PS3.5 6.2). */
const WIDTHS: Readonly<Record<string, number>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  OB: 2,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  UN: 2,
  US: 2,
  UV: 8,
};

/**
 * The dummy of a VR: text without padding, or zero bytes for a binary VR. A sequence gets no bytes: its dummy is an item
 * that only its IOD can describe. An unknown VR is treated as UN.
 */
export function dummyValue(vr: string): string | Uint8Array {
  if (vr === 'SQ') return new Uint8Array(0);
  return TEXTS[vr] ?? new Uint8Array(WIDTHS[vr] ?? 2);
}
