// What a recipe says, as data: it crosses threads as it is, and compile.ts turns it into decisions.
import type { Tag } from '../dictionary/tag.js';
import type { ActionCode, Category } from '../kernel/finding.js';
import type { Issue, Refusal } from '../kernel/issue.js';

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
  /** The sequences it has to lie in, outermost first, counted from the data set; without it any depth will do. */
  readonly parents?: readonly AttributePattern[];
  /** Narrows `value` and `mask` (which then are 0, or a group) to attributes that are also of this set. */
  readonly only?: AttributeSet;
}

/** The field expanders of a recipe: attributes told by keyword, VR or value. Texts are compared without regard to case. */
export type AttributeSet =
  | { readonly kind: 'all' }
  /** Attributes of odd groups, whoever made them; in a recipe `select:private`. */
  | { readonly kind: 'private' }
  /** `except` takes several whole names, with | between them. */
  | { readonly kind: 'starts-with' | 'ends-with' | 'contains' | 'except'; readonly text: string }
  /** A regular expression of a safe kind that is looked for in the keyword and in the tag, whatever the case. */
  | { readonly kind: 'matches' | 'matches-not'; readonly pattern: string }
  | { readonly kind: 'vr'; readonly vr: string }
  /** Attributes named by a `%fields` group. */
  | { readonly kind: 'fields'; readonly group: string }
  /** Attributes that hold a value which a `%values` group gathers from the same object. */
  | { readonly kind: 'values'; readonly group: string };

/** A question to an object's attributes. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'test';
      readonly attribute: AttributePattern;
      /** `contains` and `equals` compare without regard to case; `matches` is a regular expression of a safe kind. */
      readonly op: 'contains' | 'equals' | 'starts-with' | 'ends-with' | 'matches' | 'missing' | 'empty' | 'present';
      readonly value: string;
    };

interface Rule {
  readonly attribute: AttributePattern;
  /** Where the rule stands, such as `--keep (0010,0040)` or `study.deid:12`. */
  readonly origin: string;
  /** Without it the rule holds for every object. */
  readonly when?: Condition;
}

/** A rule of the user's own for an attribute: stronger than the profile. Of two that match, the last one counts. */
export type Override =
  /** `clean` takes the identifiers out of a text; `dummy` is a value of the VR that says nothing; the rest is keyed. */
  | (Rule & { readonly kind: 'keep' | 'remove' | 'empty' | 'clean' | 'dummy' | 'pseudonym' | 'map-uid' })
  /** Moves a date by days: a number, those of a table, or without either the patient's own under the key. */
  | (Rule & { readonly kind: 'shift'; readonly days?: number; readonly variable?: string })
  /** `add`: also where the object does not have the attribute. */
  | (Rule & { readonly kind: 'set'; readonly value: string; readonly add?: boolean })
  /** A value of the user's lookup table, by the object's patient or UID. */
  | (Rule & { readonly kind: 'lookup'; readonly variable: string; readonly add?: boolean });

/** Objects that a recipe takes or leaves out. The first that matches decides; with an `allow` anywhere, the rest is denied. */
export interface Admission {
  readonly kind: 'allow' | 'deny';
  readonly when: Condition;
  readonly origin: string;
}

/** Parts of the image that a device writes text into: `keep` takes a part out of what `blank` covers. */
export interface DeviceRule {
  readonly label: string;
  readonly when: Condition;
  readonly regions: readonly {
    readonly kind: 'blank' | 'keep';
    /** x, y, width, height in pixels, or the whole frame, or what SequenceOfUltrasoundRegions leaves. */
    readonly area: readonly [number, number, number, number] | 'all' | 'outside-ultrasound-regions';
  }[];
  readonly origin: string;
}

/** What fills a region of an image that is taken out; the value of `constant` is a stored value. */
export type Fill =
  | { readonly kind: 'black' }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'blur' }
  | { readonly kind: 'pixelate' }
  | { readonly kind: 'inpaint' };

/** What of the words, faces and codes found in pixels goes, and what is put in its place (PS3.15 E.3.1, E.3.2). */
export interface PixelPolicy {
  /** `identifying` leaves what was read and is technical; `all` leaves nothing; `unless-allowed` leaves only what matches `allowed`. */
  readonly text: 'identifying' | 'all' | 'unless-allowed' | 'keep';
  /** Patterns of texts, whole, without regard to case; for `unless-allowed`. */
  readonly allowed: readonly string[];
  readonly textFill: Fill;
  /** `remove` refuses nothing and blanks the whole frame that shows a face. */
  readonly faces: Fill | 'keep' | 'remove';
  readonly barcodes: Fill | 'keep';
}

/** Values that an object itself names: whole, or the parts of at least `shortest` characters between separators. */
export interface ValueGroup {
  readonly name: string;
  readonly sources: readonly {
    readonly attribute: AttributePattern;
    readonly split?: { readonly by: string; readonly shortest: number };
  }[];
}

/** Whole days by which a patient's dates move: one number for all, or a range from which the key draws per patient. */
export interface DateShift {
  readonly min: number;
  readonly max: number;
}

export interface Policy {
  readonly name: string;
  readonly title: string;
  /**
   * `blank` leaves identifying attributes present and empty; `profile` does what PS3.15 Table E.1-1 says; `rules` has no
   * profile behind it: only what the overrides name changes.
   */
  readonly style: 'blank' | 'profile' | 'rules';
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
  readonly admission?: readonly Admission[];
  readonly devices?: readonly DeviceRule[];
  /** The device rules that come with the program, too; absent: where the option clean-pixel-data is on. */
  readonly knownDevices?: boolean;
  readonly fieldGroups?: readonly { readonly name: string; readonly attributes: readonly AttributePattern[] }[];
  readonly valueGroups?: readonly ValueGroup[];
  /** Absent: {@link DEFAULT_PIXELS}. */
  readonly pixels?: PixelPolicy;
}

export const DEFAULT_PIXELS: PixelPolicy = {
  text: 'identifying',
  allowed: [],
  textFill: { kind: 'black' },
  faces: { kind: 'black' },
  barcodes: { kind: 'black' },
};

/** An attribute in an object. */
export interface Subject {
  readonly tag: Tag;
  readonly vr: string;
  /** Tags of the sequences it lies in, outermost first. */
  readonly parents: readonly Tag[];
  /** SOP Class UID of the object, empty where it has none. */
  readonly sopClass: string;
  /** Creators of private blocks among the parents, empty for standard ones; absent where all are standard. */
  readonly creators?: readonly string[];
  /** Groups of values of which it holds one; see {@link CompiledPolicy.holds}. */
  readonly holds?: readonly string[];
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
  /** The rule of the user's own that decided, where one did. */
  readonly override?: Override;
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
  readonly parents?: readonly Tag[];
  readonly creators?: readonly string[];
  readonly holds?: readonly string[];
}

/** What an object answers. Values: in memory only. */
export interface ObjectFacts {
  /** False for a directory: what it does not have at its top, the objects that it lists may have. */
  readonly complete: boolean;
  /**
   * The values of each attribute that a pattern names: outside sequences, or where its parents say. Undefined stands for
   * an attribute that is there and has no text.
   */
  texts(pattern: AttributePattern): readonly (readonly string[] | undefined)[];
}

/** What a policy makes of one object before it looks at its attributes. */
export interface ObjectRules {
  /** The policy with the rules that hold for the object; the policy itself where all hold for every object. */
  readonly policy: CompiledPolicy;
  /** Set where the recipe does not take the object. */
  readonly refusal?: Refusal;
  /** Device rules of the recipe that blank a part of the object's image. */
  readonly devices: readonly DeviceRule[];
}

export interface CompiledPolicy {
  readonly policy: Policy;
  /** SHA-256, hex, of everything that decides; two policies with one digest do the same. */
  readonly digest: string;
  /** Conflicts between options and overrides, and what was done about them. */
  readonly issues: readonly Issue[];
  readonly dates: 'remove' | 'shift' | 'keep';
  /** True where an object has to be asked before anything is decided about it: see {@link forObject}. */
  readonly perObject: boolean;
  /** True where the device rules that come with the program count as well: knownDevices.ts. */
  readonly knownDevices: boolean;
  /** What has to be read of an object before {@link forObject}. */
  readonly asks: readonly AttributePattern[];
  /** Decides what can only be decided with an object at hand: admission, conditions, values. */
  forObject(facts: ObjectFacts): ObjectRules;
  /** The groups of values of which an attribute with these texts holds one; undefined where no rule asks. */
  readonly holds?: (texts: readonly string[]) => readonly string[];
  /** True where some rule takes values from a lookup table. */
  readonly looksUp: boolean;
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
