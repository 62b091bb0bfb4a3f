// One secret key gives every pseudonym, UID and date shift: same key, same answers, on any machine and in any order.

export interface Identity {
  /** 8 hex digits that tell two keys apart and say nothing else about them. */
  readonly fingerprint: string;
  /** A `2.25.` UID from HMAC-SHA-256. Mapping one of our own results again under the same key gives it back unchanged. */
  mapUid(uid: string): string;
  /**
   * A short code for a person or thing, such as `P-7Q4M2K9XTB`; `domain` keeps kinds apart. Equal after trimming and case folding,
   * equal code. One of our own results under the same key comes back unchanged.
   */
  pseudonym(domain: string, value: string): string;
  /** Whole days for a patient, from `min` to `max`, never 0 unless both are. */
  dayShift(patient: string, min: number, max: number): number;
  /** Keyed digest, hex, for logs that must name a thing without telling it. */
  digest(domain: string, value: string): string;
}
