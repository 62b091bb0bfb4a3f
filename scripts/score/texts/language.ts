// What a language gives to the invented texts: names, places and lines with slots in braces. All people and places are made up.

/**
 * A line's slots: `{P}` patient in full, `{PL}` family name, `{PF}` given name, `{PN}` nickname, `{PT}` misspelt, `{PI}` initials,
 * `{PG}` inflected; `{R}` relative; `{D}` physician's family name, `{DF}` in full, `{DI}` with an initial, `{DB}` with one behind,
 * `{DG}` inflected, `{DV}` log-in name, `{TI}` initials of whoever works there;
 * `{H}` hospital, `{W}` ward, `{T}` town, `{A}` address, `{F}` phone, `{B}` pager, `{E}` e-mail, `{U}` URL, `{N}` a number of somebody,
 * `{NP}` the header's patient ID, `{AC}` accession number, `{DT}` date, `{DW}` date in words, `{DY}` day without a year,
 * `{G}` age over 89, `{S}` serial number,
 * `{K}` licence plate.
 */
export interface Language {
  readonly code: string;
  /** `Margaret=Maggie`: a given name and what friends say. */
  readonly given: readonly string[];
  /** `Kowalski=Kowalskiego`: a family name and a form with an ending. */
  readonly family: readonly string[];
  readonly hospitals: readonly string[];
  readonly wards: readonly string[];
  readonly towns: readonly string[];
  readonly addresses: readonly string[];
  /** `#` stands for a digit. */
  readonly phones: readonly string[];
  readonly months: readonly string[];
  /** `MMM`; else the same as `MON`. */
  readonly monthsShort?: readonly string[];
  /** Dates by D, DD, M, MM, MON (the month's name), MMM (shortened), YYYY, YY. */
  readonly dates: readonly string[];
  readonly dateWords: readonly string[];
  /** Days without a year. */
  readonly days?: readonly string[];
  readonly header: readonly string[];
  readonly notes: readonly string[];
  readonly report: readonly string[];
  /** How many texts of this language are made. */
  readonly texts: number;
}

export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function words(text: string): readonly string[] {
  return text.split(/\s*,\s*/).map((word) => word.trim());
}
