// What a recipe says, as data: it crosses threads as it is, and compile.ts turns it into decisions.
import type { Tag } from '../dictionary/tag.js';
import type { ActionCode, Category } from '../kernel/finding.js';
import type { Issue } from '../kernel/issue.js';

/** The ten options of PS3.15 Table E.1-1, and the two that concern pixels (PS3.15 E.3.1, E.3.2). */
export type OptionName =
  | 'retain-safe-private'
  | 'retain-uids'
  | 'retain-device-identity'
  | 'retain-institution-identity'
  | 'retain-patient-characteristics'
  | 'retain-full-dates'
  | 'retain-modified-dates'
  | 'clean-descriptors'
  | 'clean-structured-content'
  | 'clean-graphics'
  | 'clean-pixel-data'
  | 'clean-recognizable-visual-features';

/** One attribute, by tag; `mask` has zero bits where any digit will do (60xx,3000). Holds at every depth. */
export interface AttributePattern {
  readonly value: Tag;
  readonly mask: number;
  /** For private attributes: the block's creator; the low byte of `value` is then relative to the block. */
  readonly creator?: string;
}

/** A rule of the user's own for one attribute: stronger than the profile. */
export type Override =
  | { readonly kind: 'keep' | 'remove' | 'empty'; readonly attribute: AttributePattern; readonly origin: string }
  | { readonly kind: 'set'; readonly attribute: AttributePattern; readonly value: string; readonly origin: string };

/** Whole days by which a patient's dates move: one number for all, or a range from which the key draws per patient. */
export interface DateShift {
  readonly min: number;
  readonly max: number;
}

export interface Policy {
  readonly name: string;
  readonly title: string;
  /** `blank` leaves identifying attributes present and empty; `profile` does what PS3.15 Table E.1-1 says. */
  readonly style: 'blank' | 'profile';
  readonly options: readonly OptionName[];
  readonly overrides: readonly Override[];
  /** What Patient ID and Patient's Name become where the profile asks for Z or D: `pseudonym` is keyed. */
  readonly patient: 'empty' | 'pseudonym';
  readonly dateShift: DateShift;
  /**
   * What becomes of the sequences by which objects refer to one another where Table E.1-1 removes them: `map` keeps them
   * with every instance UID replaced, so that references still resolve within the output.
   */
  readonly references: 'profile' | 'map';
}

/** An attribute in an object. */
export interface Subject {
  readonly tag: Tag;
  readonly vr: string;
  /** Tags of the sequences it lies in, outermost first. */
  readonly parents: readonly Tag[];
  /** SOP Class UID of the object, empty where it has none. */
  readonly sopClass: string;
}

/** What to do with an attribute and why. */
export interface Decision {
  /** Resolved: never a compound code. `C` by VR: text is cleaned, dates are shifted, sequences and the rest see the reason. */
  readonly action: ActionCode;
  /** As the table has it, such as `X/Z/D`; the override's kind where the user decided. */
  readonly code: string;
  readonly rule: string;
  readonly category: Category;
  readonly reason: string;
  readonly clause: string;
  /** Where an override sets a value: that value. */
  readonly value?: string;
  /** Instead of removing, leave the attribute present and empty (the `blank` style, or an override). */
  readonly empty?: boolean;
}

/** A code as PS3.16 writes it. */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** A structured-report content item, by its concept name. */
export interface ContentItem {
  readonly concept: { readonly value: string; readonly scheme: string } | undefined;
  /** TEXT, PNAME, DATE, … (0040,A040). */
  readonly valueType: string;
}

/** A private data element: `element` is relative to the creator's block (0x00 to 0xFF). */
export interface PrivateElement {
  readonly creator: string;
  readonly group: number;
  readonly element: number;
  readonly vr: string;
}

export interface CompiledPolicy {
  readonly policy: Policy;
  /** SHA-256, hex, of everything that decides; two policies with one digest do the same. */
  readonly digest: string;
  /** Conflicts between options and overrides, and what was done about them. */
  readonly issues: readonly Issue[];
  readonly dates: 'remove' | 'shift' | 'keep';
  /** True where some rule cleans text, so that a first pass over the patient's other files is worth its time. */
  readonly cleansText: boolean;
  has(option: OptionName): boolean;
  /** Undefined where no row and no rule speaks of the attribute: it is then not identifying by itself. */
  decide(subject: Subject): Decision | undefined;
  decidePrivate(element: PrivateElement): Decision;
  /** Undefined where Table E.3.4-1 has no row for the concept. */
  decideContentItem(item: ContentItem): Decision | undefined;
  /** Codes for De-identification Method Code Sequence (0012,0064); none where the policy claims no profile. */
  readonly codes: readonly Code[];
  /** For De-identification Method (0012,0063): one or more values of at most 64 characters. */
  readonly method: readonly string[];
}
