// Answer keys in the shape of the MIDI-B benchmark: rows of its `answer_data` table, as JSON instead of SQLite.
// Texts stand in angle brackets, as they do there: `<CT CHEST>`.

export type CheckType =
  | 'tag_retained'
  | 'text_notnull'
  | 'text_retained'
  | 'text_removed'
  | 'date_shifted'
  | 'uid_changed'
  | 'uid_consistent'
  | 'patid_consistent'
  | 'pixels_retained'
  | 'pixels_hidden';

export const CHECK_TYPES: readonly CheckType[] = [
  'tag_retained',
  'text_notnull',
  'text_retained',
  'text_removed',
  'date_shifted',
  'uid_changed',
  'uid_consistent',
  'patid_consistent',
  'pixels_retained',
  'pixels_hidden',
];

export interface Check {
  /** A {@link CheckType} in angle brackets. */
  readonly action: string;
  /** What must stay or go; the MD5 of the pixel data; for pixels_hidden JSON with text, top_left, bottom_right. */
  readonly action_text: string | null;
  /** The whole original value. */
  readonly value: string;
  readonly tag: string;
  /** Path such as `<(0040,a730)>[<0001>]<(0040,a160)>`; private tags as `(0099,"CREATOR",01)`. */
  readonly tag_ds: string;
  readonly tag_name: string;
  readonly answer_category_v2: Readonly<Record<string, unknown>>;
}

export interface AnswerRow {
  readonly Modality: string;
  readonly SOPClassUID: string;
  readonly PatientID: string;
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  /** Checks by number; in the benchmark's database the same as JSON text. */
  readonly AnswerData: Readonly<Record<string, Check>> | string;
}

export interface AnswerKey {
  readonly answer_data: readonly AnswerRow[];
}

export function bracket(text: string): string {
  return `<${text}>`;
}

export function unbracket(text: string): string {
  return text.replace(/[<>]/g, '');
}

/** @throws SyntaxError for AnswerData that is text but not JSON */
export function checksOf(row: AnswerRow): readonly Check[] {
  const data =
    typeof row.AnswerData === 'string' ? (JSON.parse(row.AnswerData) as Record<string, Check>) : row.AnswerData;
  return Object.values(data);
}

/** Undefined for an action that is none of the ten. */
export function checkType(check: Check): CheckType | undefined {
  const name = unbracket(check.action);
  return CHECK_TYPES.find((type) => type === name);
}
