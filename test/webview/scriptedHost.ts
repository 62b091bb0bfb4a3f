// A host that lives in memory and answers as the extension would: for the tests of the pages, and to look at them.
import type {
  DocumentFacts,
  LookState,
  Row,
  RowFinding,
  RowSpan,
  ScopedRegion,
  ToHost,
  ToWebview,
  ViewMessage,
  ViewState,
} from '../../src/protocol.js';
import { ATTRIBUTES, type Attribute, INSIDE } from './attributes.js';
import { phantomFrame, REPORT } from './phantom.js';
import { REGIONS_AT_FIRST, regionsOf } from './scriptedRegions.js';

export interface Script {
  readonly rows: number;
  readonly facts?: Partial<DocumentFacts>;
  /** Sends this instead of a document. */
  readonly failed?: { readonly message: string; readonly hint: string };
  /** Never answers. */
  readonly silent?: boolean;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Every row behind the known attributes is private and taken out, as in an object that is full of private blocks. */
  readonly identifying?: boolean;
}

interface Node {
  readonly path: string;
  readonly attribute: Attribute;
  readonly depth: number;
  readonly item?: number;
  readonly gone: boolean;
}

type Rule = 'keep' | 'empty' | 'remove' | 'set';

const FIRST: ViewState = {
  filter: '',
  onlyIdentifying: false,
  sort: { by: 'file', descending: false },
  expanded: [],
  masked: false,
};

/** The attribute at a place of the file: the known ones first, then as many as asked for. */
function topLevel(place: number, identifying: boolean): Attribute {
  const known = ATTRIBUTES[place];
  if (known) return known;
  const hex = (0x1000 + (place % 0xe000)).toString(16).toUpperCase().padStart(4, '0');
  const group = (0x3003 + 2 * Math.floor(place / 0xe000)).toString(16).toUpperCase();
  const tag = `(${group},${hex})`;
  if (identifying) {
    const value = `private value ${place}`;
    return { tag, keyword: '', name: '', vr: 'LO', value, private: true, finding: ['removed', 'private'] };
  }
  if (place % 25 === 0)
    return { tag, keyword: `Sequence${place}`, name: `Invented Sequence ${place}`, vr: 'SQ', items: 2 };
  const plain = { tag, keyword: `Invented${place}`, name: `Invented ${place}`, vr: 'LO', value: `value ${place}` };
  return place % 40 === 7 ? { ...plain, finding: ['emptied', 'description'] } : plain;
}

export function createScriptedHost(script: Script, send: (message: ToWebview) => void) {
  let view = FIRST;
  let sequence = 0;
  let nodes: readonly Node[] = [];
  const rules = new Map<string, { readonly rule: Rule; readonly value: string }>();
  const received: ToHost[] = [];
  let settled: readonly ScopedRegion[] = REGIONS_AT_FIRST;
  let look: LookState = { kind: 'looked', runLooks: true };
  const top = Array.from({ length: script.rows }, (_, place): Node => {
    const attribute = topLevel(place, script.identifying ?? false);
    return { path: attribute.tag, attribute, depth: 0, gone: false };
  });

  function children(node: Node): readonly Node[] {
    const gone = node.gone || finding(node)?.effect === 'removed';
    if (node.item !== undefined) {
      return INSIDE.map((attribute) => ({
        path: `${node.path}.${attribute.tag}`,
        attribute,
        depth: node.depth + 1,
        gone,
      }));
    }
    return Array.from({ length: node.attribute.items ?? 0 }, (_, item) => ({
      path: `${node.path}[${item}]`,
      attribute: { tag: '', keyword: '', name: '', vr: '' },
      depth: node.depth + 1,
      item,
      gone,
    }));
  }

  function finding(node: Node): RowFinding | undefined {
    const rule = rules.get(node.path);
    const own = node.attribute.finding;
    const effect = rule
      ? ({ keep: 'kept', empty: 'emptied', remove: 'removed', set: 'set' } as const)[rule.rule]
      : own?.[0];
    if (!effect || node.gone) return undefined;
    const after = rule ? (rule.rule === 'set' ? rule.value : undefined) : own?.[2];
    return {
      effect,
      action: 'X',
      category: own?.[1] ?? 'other',
      reason: rule ? 'The recipe says so.' : 'Named in the profile.',
      clause: 'PS3.15 Table E.1-1',
      confidence: 1,
      ...(after === undefined ? {} : { after }),
    };
  }

  function matches(node: Node): boolean {
    if (view.onlyIdentifying && !finding(node)) return false;
    const { tag, keyword, name, value } = node.attribute;
    const text = `${tag} ${keyword} ${name} ${value ?? ''} ${finding(node)?.category ?? ''}`.toLowerCase();
    return view.filter
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }

  function arrange(): void {
    const open = new Set(view.expanded);
    const found: Node[] = [];
    const plain = view.filter === '' && !view.onlyIdentifying;
    const add = (node: Node): void => {
      if (plain || matches(node)) found.push(node);
      if (open.has(node.path)) for (const child of children(node)) add(child);
    };
    const { by, descending } = view.sort;
    const key = (node: Node): string =>
      by === 'name'
        ? node.attribute.name
        : by === 'vr'
          ? node.attribute.vr
          : by === 'effect'
            ? (finding(node)?.effect ?? '~')
            : node.path;
    const order = by === 'file' ? top : [...top].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    for (const node of descending ? [...order].reverse() : order) add(node);
    nodes = found;
  }

  function row(node: Node): Row {
    const { tag, keyword, name, vr, value, items } = node.attribute;
    const item = node.item !== undefined;
    const expandable = item || items !== undefined;
    const expanded = view.expanded.includes(node.path);
    const what = finding(node);
    const rule = rules.get(node.path)?.rule;
    return {
      path: node.path,
      tag,
      depth: node.depth,
      keyword,
      name,
      vr,
      length: item ? 120 : (value?.length ?? 248),
      private: node.attribute.private ?? false,
      ...(node.item === undefined ? {} : { item: node.item }),
      ...(items === undefined ? {} : { items }),
      expandable,
      expanded,
      ...(value === undefined ? {} : { value: view.masked && value !== '' ? '••••••' : value }),
      ...(what ? { finding: what } : {}),
      gone: node.gone,
      hiddenFindings: expandable && !expanded && !node.gone && !what ? (item ? 2 : 4) : 0,
      ...(rule ? { rule } : {}),
      canRule: !item && !tag.startsWith('(0002'),
    };
  }

  const isFinding = (node: Node | undefined): boolean => node !== undefined && finding(node) !== undefined;

  function viewMessage(span?: RowSpan): ViewMessage {
    arrange();
    const marks: number[] = [];
    for (let place = 0; place < nodes.length && marks.length < 2000; place++)
      if (isFinding(nodes[place])) marks.push(place);
    const message = { kind: 'view', sequence, total: nodes.length, all: top.length, view, marks } as const;
    if (span === undefined) return message;
    return { ...message, rows: { start: span.start, rows: nodes.slice(span.start, span.start + span.count).map(row) } };
  }

  function sendView(span?: RowSpan): void {
    send(viewMessage(span));
  }

  function facts(): DocumentFacts {
    const known = top
      .slice(0, ATTRIBUTES.length)
      .map(finding)
      .filter((one) => one !== undefined);
    const byEffect: Partial<Record<RowFinding['effect'], number>> = {};
    const byCategory: Partial<Record<RowFinding['category'], number>> = {};
    for (const one of known) {
      byEffect[one.effect] = (byEffect[one.effect] ?? 0) + 1;
      byCategory[one.category] = (byCategory[one.category] ?? 0) + 1;
    }
    return {
      fileName: 'series-2-slice-041.dcm',
      size: 527_112,
      sopClass: 'CT Image Storage',
      modality: 'CT',
      transferSyntax: 'Explicit VR Little Endian',
      characterSet: 'ISO_IR 100',
      summary: {
        identifying: known.length,
        byEffect,
        byCategory,
        inPrivate: 2,
        inSequences: 3,
        regions: [{ name: 'preamble', effect: 'emptied', reason: 'A preamble may hold anything.' }],
        burnedIn: { likely: true, reason: 'US, secondary capture' },
      },
      issues: [],
      recipe: 'blank',
      recipes: [
        { id: 'blank', label: 'blank', detail: 'Identifying attributes present but empty' },
        { id: 'basic', label: 'basic', detail: 'PS3.15 Basic Profile' },
        { id: 'research', label: 'research', detail: 'Basic with dates moved and free text cleaned' },
        { id: 'recipes/site.deid', label: 'recipes/site.deid', detail: 'In this workspace' },
      ],
      report: false,
      photo: false,
      canWrite: true,
      hasOutput: false,
      ...script.facts,
    };
  }

  function locate(path: string): void {
    const place = nodes.findIndex((node) => node.path === path);
    if (place >= 0) send({ kind: 'found', place, path });
    else send({ kind: 'note', text: 'The filter hides this row.' });
  }

  function answer(message: ToHost): void {
    switch (message.kind) {
      case 'ready':
        if (script.failed) {
          send({ kind: 'failed', ...script.failed });
          return;
        }
        view = message.view;
        send({ kind: 'document', facts: facts(), view: viewMessage(message.rows) });
        return;
      case 'set-view':
        view = message.view;
        sequence = message.sequence;
        sendView(message.rows);
        return;
      case 'get-rows': {
        if (message.sequence !== sequence) return;
        const rows = nodes.slice(message.start, message.start + message.count).map(row);
        send({ kind: 'rows', sequence, start: message.start, rows });
        return;
      }
      case 'find': {
        const step = message.backwards ? -1 : 1;
        for (let at = 1; at <= nodes.length; at++) {
          const place = (message.from + step * at + nodes.length * 2) % nodes.length;
          const node = nodes[place];
          if (node && isFinding(node)) {
            send({ kind: 'found', place, path: node.path });
            return;
          }
        }
        send({ kind: 'note', text: 'Nothing identifies here.' });
        return;
      }
      case 'locate':
        locate(message.path);
        return;
      case 'rule':
        if (message.rule === 'set' && /[<>]/.test(message.value ?? '')) {
          send({ kind: 'note', path: message.path, text: 'This attribute can not hold < or >.' });
          return;
        }
        if (message.rule === 'none') rules.delete(message.path);
        else rules.set(message.path, { rule: message.rule, value: message.value ?? '' });
        sequence++;
        send({ kind: 'document', facts: facts() });
        sendView();
        send({ kind: 'note', text: 'The recipe has the new rule.' });
        return;
      case 'get-details':
        send({
          kind: 'details',
          details: {
            path: message.path,
            title: message.path,
            lines: [
              { label: 'VR, VM', text: 'PN, 1' },
              { label: 'Basic Profile', text: 'Z: replace by an empty value' },
              { label: 'Clause', text: 'PS3.15 Table E.1-1' },
              { label: 'Definition', text: 'What the standard says of this attribute, in a sentence or two.' },
            ],
          },
        });
        return;
      case 'choose-recipe':
      case 'open-recipe':
      case 'deidentify':
      case 'compare':
      case 'dump':
      case 'reload':
      case 'open-output':
      case 'copy':
        send({ kind: 'note', text: `The host was asked to ${message.kind}.` });
        return;
      case 'get-frame':
        send({ kind: 'frame', frame: phantomFrame(message.index) });
        return;
      case 'get-regions':
        send({ kind: 'regions', regions: regionsOf(settled, look) });
        return;
      case 'settle':
        settled = message.regions;
        send({ kind: 'regions', regions: regionsOf(settled, look) });
        return;
      case 'look-into':
        look = { kind: 'looking', done: 3, total: 12 };
        send({ kind: 'regions', regions: regionsOf(settled, look) });
        return;
      case 'stop-looking':
        look = { kind: 'not-yet' };
        send({ kind: 'regions', regions: regionsOf(settled, look) });
        return;
      case 'to-device':
        send({ kind: 'note', text: 'The host was asked to to-device.' });
        return;
      case 'get-after':
        send({ kind: 'after', frame: phantomFrame(message.index) });
        return;
      case 'get-report':
        send({ kind: 'report', items: REPORT });
        return;
    }
  }

  return {
    received,
    send,
    receive(message: ToHost): void {
      received.push(message);
      if (script.silent) return;
      setTimeout(() => answer(message), script.delay ?? 0);
    },
  };
}
