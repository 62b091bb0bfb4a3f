// A report as one page that needs nothing else: charts, tables, what was refused. It prints; no script runs in it.
import { type Bar, barChart, escaped, grouped } from './charts.js';
import type { Count, Group, Metrics } from './metrics.js';
import type { SavedHead } from './savedReport.js';

export interface HtmlRequest {
  readonly head: SavedHead;
  readonly metrics: Metrics;
  /** Files that have no copy, with the reason. */
  readonly refused: readonly { readonly path: string; readonly message: string }[];
  /** More were refused than are listed. */
  readonly more: number;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2530; --quiet: #5b6876; --line: #d5dbe1; --bar: #3a78b5; --good: #2e7d4f; --bad: #b3402a; --ground: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #a3adb8; --line: #3b444e; --bar: #6ba7e0; --good: #62b886; --bad: #e58a75; --ground: #16191d; } }
@media print { :root { --ink: #000; --quiet: #444; --line: #bbb; --bar: #3a78b5; --good: #2e7d4f; --bad: #b3402a; --ground: #fff; } section { break-inside: avoid; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
p.quiet, td.quiet, figcaption { color: var(--quiet); } figure { margin: .8rem 0 1.4rem; } figcaption { font-size: .9rem; margin-bottom: .3rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
.tile { border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; } .tile b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; } td.path { overflow-wrap: anywhere; }
svg { width: 100%; max-width: 42rem; font: 12px system-ui, sans-serif; } svg text { fill: var(--ink); } rect.plain { fill: var(--bar); } rect.good { fill: var(--good); } rect.bad { fill: var(--bad); }
`;

/** The whole page. */
export function htmlReport({ head, metrics, refused, more }: HtmlRequest): string {
  const { all } = metrics;
  const parts = [
    `<h1>De-identification report</h1>`,
    `<p class="quiet">${escaped(headline(head))}</p>`,
    tiles([
      [grouped(all.files), 'files looked at'],
      [grouped(all.clean), head.dryRun ? 'would be cleaned' : 'clean copies'],
      [grouped(all.refused), 'refused or failed'],
      [grouped(all.findings), 'findings'],
      [sized(all.bytes), 'read'],
      [lasting(head.elapsedMs), 'in all'],
    ]),
    section('What became of the files', barChart('Files by outcome', metrics.outcomes.map(outcomeBar))),
    section(
      'What was found',
      barChart('Findings by kind', bars(all.categories)) +
        barChart('Attributes by what was done', bars(metrics.effects.filter(({ name }) => name !== 'structure'))),
    ),
    section('By modality', groupChart(metrics.modalities) + groupTable('Modality', metrics.modalities)),
    section('By maker of the equipment', groupTable('Maker', metrics.makers)),
    failures(metrics),
    refusedFiles(refused, more),
    warnings(head, metrics),
    linksOf(head),
  ];
  return (
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
    `<title>De-identification report</title><style>${STYLE}</style></head><body>\n${parts.join('\n')}\n</body></html>\n`
  );
}

function headline(head: SavedHead): string {
  const { name, title } = head.recipe;
  return [
    head.started === undefined ? '' : head.started.slice(0, 16).replace('T', ' '),
    `recipe ${title === '' || title === name ? name : `${name} (${title})`}`,
    head.options.length === 0 ? '' : `options ${head.options.join(', ')}`,
    `pixels ${head.pixels.setting}`,
    head.verified ? 'every copy read again by a second reader' : '',
    head.dryRun ? 'dry run: nothing was written' : '',
    head.stopped === undefined ? '' : `ended early: ${head.stopped}`,
    `rules ${head.policyDigest.slice(0, 12)}`,
    `key ${head.keyFingerprint}`,
    `${head.tool.name} ${head.tool.version}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function tiles(entries: readonly (readonly [string, string])[]): string {
  return `<div class="tiles">${entries.map(([number, text]) => `<div class="tile"><b>${escaped(number)}</b>${escaped(text)}</div>`).join('')}</div>`;
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escaped(title)}</h2>${content}</section>`;
}

function bars(counts: readonly Count[]): readonly Bar[] {
  return counts.map(({ name, count }) => ({ name, value: count }));
}

function outcomeBar({ name, count }: Count): Bar {
  const good = name === 'written' || name === 'planned';
  const bad = name === 'refused' || name === 'failed';
  return { name, value: count, tone: good ? 'good' : bad ? 'bad' : 'plain' };
}

function groupChart(groups: readonly Group[]): string {
  if (groups.length === 0) return '';
  const found = groups.map(({ name, files, findings }) => {
    const each = findings / Math.max(1, files);
    return { name, value: each, label: each.toFixed(1) };
  });
  return barChart('Findings a file, by modality', found);
}

function table(heads: readonly (readonly [string, boolean])[], rows: readonly (readonly string[])[]): string {
  const cell = (tag: 'th' | 'td', text: string, at: number) =>
    `<${tag}${heads[at]?.[1] === true ? ' class="n"' : ''}>${escaped(text)}</${tag}>`;
  const head = heads.map(([text], at) => cell('th', text, at)).join('');
  const body = rows.map((row) => `<tr>${row.map((text, at) => cell('td', text, at)).join('')}</tr>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function groupTable(title: string, groups: readonly Group[]): string {
  if (groups.length === 0) return '';
  const rows = groups.map(({ name, files, clean, refused, findings, bytes, categories, time }) => [
    name,
    grouped(files),
    grouped(clean),
    grouped(refused),
    grouped(findings),
    sized(bytes),
    time === undefined ? '' : `${time.median} / ${time.p95}`,
    categories
      .slice(0, 3)
      .map((category) => category.name)
      .join(', '),
  ]);
  return table(
    [
      [title, false],
      ['Files', true],
      ['Clean', true],
      ['Refused', true],
      ['Findings', true],
      ['Read', true],
      ['ms a file, half / 95 %', true],
      ['Mostly', false],
    ],
    rows,
  );
}

function failures({ failures: found }: Metrics): string {
  if (found.length === 0) return '';
  const rows = found.map(({ name, count, message, modalities }) => [
    name,
    grouped(count),
    message,
    modalities.map((each) => `${each.name} ${grouped(each.count)}`).join(', '),
  ]);
  return section(
    'Why files were refused',
    table(
      [
        ['Code', false],
        ['Files', true],
        ['Reason', false],
        ['In', false],
      ],
      rows,
    ),
  );
}

function refusedFiles(refused: HtmlRequest['refused'], more: number): string {
  if (refused.length === 0) return '';
  const rows = refused.map(
    ({ path, message }) => `<tr><td class="path">${escaped(path)}</td><td>${escaped(message)}</td></tr>`,
  );
  const rest = more === 0 ? '' : `<p class="quiet">and ${grouped(more)} more</p>`;
  return section(
    'Files without a copy',
    `<table><thead><tr><th>File</th><th>Reason</th></tr></thead><tbody>${rows.join('')}</tbody></table>${rest}`,
  );
}

function warnings(head: SavedHead, metrics: Metrics): string {
  const rows = [
    ...head.issues.filter(({ severity }) => severity !== 'info').map(({ code, message }) => [code, 'the run', message]),
    ...metrics.warnings.map(({ name, count, message }) => [name, grouped(count), message]),
  ];
  if (rows.length === 0) return '';
  return section(
    'To look at',
    table(
      [
        ['Code', false],
        ['Files', true],
        ['What', false],
      ],
      rows,
    ),
  );
}

function linksOf({ links }: SavedHead): string {
  if (links === undefined) return '';
  const rows = Object.entries(links.kinds)
    .filter(([, { originals }]) => originals > 0)
    .map(([name, { originals, gone }]) => [name, grouped(originals), grouped(originals - gone)]);
  const { resolved, unresolved } = links.references;
  const text = `${grouped(resolved)} objects that others refer to are there; ${grouped(unresolved)} are not.`;
  return section(
    'What ties the files',
    `${table(
      [
        ['Kind', false],
        ['In the originals', true],
        ['In the copies', true],
      ],
      rows,
    )}<p>${escaped(text)}</p>`,
  );
}

function sized(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** step;
  return `${step === 0 ? number : number.toFixed(1)} ${units[step] ?? ''}`;
}

function lasting(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
