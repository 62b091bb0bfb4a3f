// Looks for a patient's identifiers in the names of the file and its folders, which the output keeps.
import type { Finding } from '../core/kernel/finding.js';
import type { EvidenceItem } from '../core/text/evidence.js';

/** What the name is searched for: what is known about the patient, and the UIDs that the output no longer has. */
interface NameEvidence {
  readonly evidence: readonly EvidenceItem[];
  readonly uids: readonly string[];
}

/** Why a name identifies; undefined where it does not. Never says with which value. */
export function nameIdentifies(path: string, known: NameEvidence): string | undefined {
  const text = fold(path);
  for (const item of known.evidence) {
    if (item.kind === 'patient-name' && nameParts(item.value).some((part) => holdsWord(text, part))) {
      return 'the name of the file or of a folder above it holds a part of the patient name';
    }
    if ((item.kind === 'patient-id' || item.kind === 'id') && holdsId(text, fold(item.value.trim()))) {
      return 'the name of the file or of a folder above it holds an identifier of the patient or the study';
    }
    if (item.kind === 'birth-date' && holdsDate(text, item.value)) {
      return 'the name of the file or of a folder above it holds the date of birth';
    }
  }
  if (known.uids.some((uid) => uid.length > 10 && text.includes(uid))) {
    return 'the name of the file or of a folder above it holds an original UID';
  }
  return undefined;
}

/** The finding for such a name: it is kept, and the user is told. */
export function fileNameFinding(reason: string): Finding {
  return {
    rule: 'file-name',
    location: { kind: 'file-name' },
    range: { offset: 0, length: 0 },
    category: 'file-name',
    action: 'K',
    effect: 'kept',
    reason,
    clause: 'PS3.15 E.1.1',
    confidence: 0.9,
  };
}

// Case and marks are no difference: "Müller" is found in "MULLER_CT".
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Words of three letters and more of a PN value, all of its groups. */
function nameParts(value: string): readonly string[] {
  return fold(value)
    .split(/[^\p{L}]+/u)
    .filter((part) => [...part].length >= 3 || (part !== '' && /[^\p{Script=Latin}]/u.test(part)));
}

/** Long words anywhere ("LindqvistMaria"), short ones only as words: "Ann" is not in "Scanner". */
function holdsWord(text: string, word: string): boolean {
  return holds(text, word, [...word].length >= 5 ? undefined : /\p{L}/u);
}

function holdsId(text: string, id: string): boolean {
  if (id.length < 3) return false;
  return holds(text, id, id.length >= 6 && !/^\d+$/.test(id) ? undefined : /[\p{L}\p{N}]/u);
}

/** A date in any form has its year in one piece: most names end the search there. */
function holdsDate(text: string, value: string): boolean {
  return text.includes(value.trim().slice(0, 4)) && dateForms(value).some((form) => holds(text, form, /\d/));
}

/** True where `part` occurs with nothing of `joined` directly before or after it. */
function holds(text: string, part: string, joined: RegExp | undefined): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (joined === undefined) return true;
    const before = text[at - 1] ?? '/';
    const after = text[at + part.length] ?? '/';
    if (!joined.test(before) && !joined.test(after)) return true;
  }
  return false;
}

/** A DA value as people write dates in names. */
function dateForms(value: string): readonly string[] {
  const match = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})/.exec(value.trim());
  if (match === null) return [];
  const [, year = '', month = '', day = ''] = match;
  const orders = [
    [year, month, day],
    [day, month, year],
    [month, day, year],
  ];
  return orders.flatMap((order) => ['', '-', '_', '.', ' '].map((mark) => order.join(mark)));
}
