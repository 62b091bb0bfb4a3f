// The tree of a recipe's text: every character belongs to a line, every word to a token. Parsing never fails.

/** Offsets in UTF-16 units, as editors count; `end` is the first that no longer belongs. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type TokenKind =
  | 'section' // %header
  | 'keyword' // REMOVE, contains, FORMAT
  | 'attribute' // PatientID, (0010,0020), (0019,"SIEMENS CSA",10), a.b, endswith:Date
  | 'operator' // + || !
  | 'name' // a label, a group, an option, a profile, an included recipe
  | 'function' // pseudonym(), func:hash, deid_func:jitter
  | 'variable' // var:id
  | 'value'
  | 'number'
  | 'comment'
  | 'unknown';

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the text, quotes included. */
  readonly text: string;
  readonly span: Span;
}

export type Section =
  /** `final`: the rules of a `%header final` section come after all others, in the order they are written. */
  | { readonly kind: 'header'; readonly final?: true }
  /** Notes of a deid recipe for its readers; they do nothing. */
  | { readonly kind: 'labels' }
  | { readonly kind: 'filter' | 'fields' | 'values'; readonly name: string };

export type ActionVerb = 'add' | 'blank' | 'keep' | 'replace' | 'remove' | 'jitter';

/** What follows an action's attribute. */
export type Argument =
  | { readonly kind: 'value'; readonly token: Token; readonly value: string }
  | { readonly kind: 'variable'; readonly token: Token; readonly name: string }
  /** `pseudonym()`, `uid()`, `shift(-30)`, `clean()`, `dummy()`; `foreign` where a `func:` names code of another program. */
  | {
      readonly kind: 'function';
      readonly token: Token;
      readonly name: string;
      readonly arguments: readonly string[];
      readonly foreign: boolean;
    };

/** One test of a filter line, with how it joins what went before. */
export interface Test {
  readonly join?: 'and' | 'or';
  readonly negated: boolean;
  /** Parentheses that open before the test and that close behind it. */
  readonly opens?: readonly { readonly negated: boolean }[];
  readonly closes?: number;
  /** contains, notcontains, equals, notequals, missing, empty, present … as written; `all` and `none` stand alone. */
  readonly operator: Token;
  readonly attribute?: Token;
  readonly value?: Token;
}

export type Statement =
  | { readonly kind: 'format'; readonly value: Token | undefined }
  | { readonly kind: 'section'; readonly section: Section | undefined; readonly name: Token | undefined }
  | { readonly kind: 'include'; readonly target: Token | undefined }
  | { readonly kind: 'profile'; readonly name: Token | undefined }
  | { readonly kind: 'option'; readonly name: Token | undefined }
  /** NAME, TITLE, DATES, PATIENT, REFERENCES, PIXELS: one word and what it is set to. */
  | { readonly kind: 'setting'; readonly name: Token; readonly values: readonly Token[] }
  | { readonly kind: 'admission'; readonly verb: 'allow' | 'deny'; readonly tests: readonly Test[] }
  | {
      readonly kind: 'action';
      readonly verb: ActionVerb;
      readonly target: Token | undefined;
      readonly argument: Argument | undefined;
      /** `where` after an action: it holds for objects that pass. */
      readonly tests: readonly Test[];
    }
  | { readonly kind: 'label'; readonly name: Token | undefined }
  | { readonly kind: 'condition'; readonly tests: readonly Test[] }
  | {
      readonly kind: 'region';
      readonly verb: 'coordinates' | 'ctpcoordinates' | 'keepcoordinates' | 'ctpkeepcoordinates';
      readonly numbers: readonly Token[];
    }
  /** `FIELD x` in a %fields or %values group, `SPLIT x by="^";minlength=4` in a %values group. */
  | {
      readonly kind: 'member';
      readonly verb: 'field' | 'split';
      readonly target: Token | undefined;
      readonly by: string;
      readonly shortest: number;
    }
  | { readonly kind: 'unknown'; readonly word: Token };

/** A line as it was read. It stays the same while the line only moves, and so does what was made of it. */
export interface ReadLine {
  /** Where it began; its tokens stand where they stood then. */
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** Made anew each time; who goes through thousands of lines asks for what it needs of them. */
  readonly tokens: readonly Token[];
  readonly tokenCount: number;
  token(index: number): Token;
  kindOf(index: number): TokenKind;
  /** True where the token has a letter of this code. */
  holds(index: number, code: number): boolean;
  /** Where its first token stood. */
  readonly firstWord: Span;
  /** Where all of it stood but a comment. */
  readonly words: Span;
  readonly section: Section | undefined;
  readonly statement: Statement | undefined;
  /** What was made of its statement and what it names; filled and read by perLine.ts alone. */
  compiled: unknown;
  names: unknown;
}

export interface Line {
  /** From 0. */
  readonly number: number;
  /** Without the line break. */
  readonly span: Span;
  readonly tokens: readonly Token[];
  /** The section that the line stands in. */
  readonly section: Section | undefined;
  /** Undefined for a line that is empty or only a comment. */
  readonly statement: Statement | undefined;
  /** For who goes through all lines after each keystroke: nothing is made for the sake of where they stand now. */
  readonly read: ReadLine;
  /** How far the line moved since. */
  readonly by: number;
}

export interface Diagnostic {
  /** Stable, such as `unknown-keyword`, `unknown-attribute`, `vr-mismatch`, `duplicate-rule`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly span: Span;
  /** The included recipe that it stands in, as INCLUDE names it; without it the text itself. */
  readonly file?: string;
}

export interface RecipeTree {
  readonly text: string;
  readonly lines: readonly Line[];
  /** What the text alone shows; compiling finds more. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A change to a text, in offsets of the text as it was. Lists of them are sorted and do not overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
