// A run that was interrupted is gone on with under the same key, what is unchanged is not done again, and what changed is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { type JournalChoice, type OpenedJournal, openJournal } from '../../src/node/journal/openJournal.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { run } from '../../src/node/run.js';
import type { RunRequest, RunResult } from '../../src/node/runTypes.js';
import { cleaning, codes, KEY, outcomeOf, requestOf } from './requestOf.js';
import { standInFile } from './standIn.js';
import { contents, names, put, tempFolder } from './tempFolder.js';

describe('the journal of a run', () => {
  const at = tempFolder();

  interface Wish {
    readonly key?: Uint8Array | undefined;
    readonly mode?: JournalChoice['mode'];
    readonly retryRefused?: boolean;
    readonly more?: Partial<RunRequest>;
  }

  async function begin({ key, mode = 'auto', retryRefused = false, more = {} }: Wish): Promise<OpenedJournal> {
    const { key: _, paths, ...settings } = requestOf([at('study')], more);
    const items = resolveItems(paths, settings);
    const now = new Date();
    return openJournal({ items, settings, mode, retryRefused, now, ...(key === undefined ? {} : { key }) });
  }

  async function go(wish: Wish = {}): Promise<RunResult & { readonly opened: OpenedJournal }> {
    const opened = await begin(wish);
    const { key, run: id, journal } = opened;
    assert.ok(journal !== undefined);
    const result = await run({ ...requestOf([at('study')], wish.more), key, id, journal });
    return { ...result, opened };
  }

  /** Ends a run after so many files, as a kill would: nothing is said, and the lock stays with a process that is gone. */
  async function interrupted(files: number, wish: Wish = {}): Promise<void> {
    const stop = new AbortController();
    let seen = 0;
    const onFile = () => {
      seen += 1;
      if (seen === files) stop.abort();
    };
    const result = await go({ ...wish, more: { ...wish.more, signal: stop.signal, onFile } });
    assert.equal(result.stopped?.code, 'cancelled');
  }

  const old = new Date(Date.now() - 3_600_000);
  const original = (name: string, words = '', rest?: string) => {
    const file = put(at('study', name), standInFile(words, rest));
    fs.utimesSync(file, old, old);
  };
  const many = (count: number) => {
    for (let index = 0; index < count; index += 1) original(`s${index % 3}/f${index}`, `uid=1.2.${index}`);
  };
  const records = () => (fs.existsSync(at('.medimagecleaner')) ? fs.readdirSync(at('.medimagecleaner')) : []);
  const kinds = (result: RunResult) => result.files.map((file) => file.kind);

  it('goes on with an interrupted run under the same fresh key, and forgets the key at the end', async () => {
    many(30);
    await interrupted(9);
    assert.ok(records().some((name) => name.endsWith('.key')));
    const [keyFile = ''] = records().filter((name) => name.endsWith('.key'));
    assert.equal(fs.statSync(at('.medimagecleaner', keyFile)).mode & 0o777, 0o600);
    const again = await go();
    assert.ok((again.opened.resumed?.done ?? 0) >= 8);
    assert.equal(again.totals.kinds.written + again.totals.kinds.skipped, 30);
    assert.ok(again.files.filter((file) => codes(file).includes('done-before')).length >= 8);
    assert.ok(!records().some((name) => name.endsWith('.key') || name.endsWith('.lock')));
    const output = contents(at('deidentified'));
    fs.rmSync(at('deidentified'), { recursive: true });
    await run({ ...requestOf([at('study')]), key: again.opened.key });
    assert.deepEqual(contents(at('deidentified')), output);
  });

  it('does again what changed, leaves what did not, and does not replace what somebody else wrote', async () => {
    many(6);
    await go({ key: KEY });
    assert.deepEqual(new Set(kinds(await go({ key: KEY }))), new Set(['skipped']));
    original('s0/f0', 'uid=1.2.0', 'another body');
    fs.rmSync(at('deidentified/study/s1/f1'));
    fs.writeFileSync(at('deidentified/study/s2/f2'), 'edited');
    original('s0/new');
    const result = await go({ key: KEY });
    assert.equal(result.opened.resumed?.complete, true);
    assert.equal(outcomeOf(result, 's0/f0').kind, 'written');
    assert.match(fs.readFileSync(at('deidentified/study/s0/f0'), 'latin1'), /another body$/);
    assert.equal(outcomeOf(result, 's1/f1').kind, 'written');
    assert.deepEqual(codes(outcomeOf(result, 's2/f2')), ['output-exists']);
    assert.equal(fs.readFileSync(at('deidentified/study/s2/f2'), 'latin1'), 'edited');
    assert.equal(outcomeOf(result, 's0/new').kind, 'written');
    assert.deepEqual(codes(outcomeOf(result, 's1/f4')), ['done-before']);
  });

  it('takes what was written and not noted for its own if it is the same, and for that only', async () => {
    many(8);
    await interrupted(3, { key: KEY });
    const noted = fs.readFileSync(journalFile(), 'latin1').split('\n');
    // As after a kill: the last lines never came to the disk, and one is torn.
    fs.writeFileSync(journalFile(), `${noted.slice(0, 3).join('\n')}\nw torn`);
    const [first = ''] = names(at('deidentified'));
    const untouched = fs.statSync(at('deidentified', first)).ino;
    put(at('deidentified/study/s1/f7'), "somebody else's");
    put(at('deidentified/study/s2/f5'), '');
    const result = await go({ key: KEY });
    assert.equal(fs.statSync(at('deidentified', first)).ino, untouched);
    assert.equal(result.totals.kinds.written + result.totals.kinds.skipped, 8);
    assert.deepEqual(codes(outcomeOf(result, 's1/f7')), ['output-exists']);
    assert.equal(outcomeOf(result, 's2/f5').kind, 'written');
    assert.notEqual(fs.statSync(at('deidentified/study/s2/f5')).size, 0);
  });

  const journalFile = () => at('.medimagecleaner', records().find((name) => name.endsWith('.journal')) ?? '');

  it('holds no name and no value, and is worthless without the key', async () => {
    original('Quillfeather_Ada/f0', 'patient=Quillfeather uid=1.2.77');
    original('Quillfeather_Ada/f1', 'refuse');
    await go({ key: KEY });
    const text = fs.readFileSync(journalFile(), 'utf8');
    assert.doesNotMatch(text, /Quill|1\.2\.77|study|deid-test/);
    assert.match(text, /refused by a word/);
  });

  it('tells refusals again, and tries them again when asked', async () => {
    many(2);
    original('s0/bad', 'refuse');
    await go({ key: KEY });
    const told = outcomeOf(await go({ key: KEY }), 's0/bad');
    assert.equal(told.kind, 'refused');
    assert.equal(told.refusal?.code, 'stand-in');
    assert.deepEqual(codes(told), ['done-before']);
    const tried = await go({ key: KEY, retryRefused: true });
    assert.deepEqual(codes(outcomeOf(tried, 's0/bad')), []);
    assert.deepEqual(codes(outcomeOf(tried, 's0/f0')), ['done-before']);
    await assert.rejects(go({ key: KEY, retryRefused: true, more: { salvage: true } }), /no record of an earlier run/);
  });

  it('takes away the copy of a file that is refused since it changed', async () => {
    original('a');
    await go({ key: KEY });
    original('a', 'refuse');
    assert.equal(outcomeOf(await go({ key: KEY }), 'a').kind, 'refused');
    assert.deepEqual(names(at('deidentified')), []);
  });

  it('starts anew with other settings, and says so', async () => {
    many(5);
    await interrupted(2);
    const { opened } = await go({ more: { salvage: true } });
    assert.deepEqual(
      opened.issues.map(({ code }) => code),
      ['journal-other-settings'],
    );
    assert.equal(opened.resumed, undefined);
    // The other run's key is forgotten with it.
    assert.ok(!records().some((name) => name.endsWith('.key')));
  });

  it('forgets an interrupted run when asked, and insists on one when asked', async () => {
    many(5);
    await assert.rejects(go({ mode: 'resume' }), /no record of an earlier run/);
    await interrupted(2);
    const fresh = await go({ mode: 'fresh' });
    assert.equal(fresh.opened.resumed, undefined);
    assert.equal(fresh.opened.issues.length, 0);
    assert.deepEqual(records(), []);
  });

  it('does again what was cleaned with less evidence than there is now', async () => {
    original('a', 'patient=1 name=Lindqvist');
    original('b', 'patient=1');
    original('c', 'patient=2');
    const research = { ...cleaning() };
    await go({ key: KEY, more: research });
    original('d', 'patient=1 name=Okonkwo');
    const result = await go({ key: KEY, more: research });
    assert.match(fs.readFileSync(at('deidentified/study/b'), 'latin1'), /^DONE\[Lindqvist\+Okonkwo\]/);
    assert.deepEqual(codes(outcomeOf(result, 'c')), ['done-before']);
  });

  it('looks into a file that was so young that its time tells nothing', async () => {
    put(at('study/a'), standInFile(''));
    put(at('study/b'), standInFile('refuse'));
    await go({ key: KEY });
    const stat = fs.statSync(at('study/a'));
    const result = await go({ key: KEY });
    assert.deepEqual(codes(outcomeOf(result, 'a')), ['done-before']);
    assert.equal(outcomeOf(result, 'b').refusal?.code, 'stand-in');
    // Same size, same time, other content.
    fs.writeFileSync(at('study/a'), standInFile('', 'BODY'));
    fs.utimesSync(at('study/a'), stat.atime, stat.mtime);
    const changed = fs.statSync(at('study/a'), { bigint: true });
    assert.equal(changed.size, BigInt(stat.size));
    assert.equal(outcomeOf(await go({ key: KEY }), 'a').kind, 'written');
    assert.match(fs.readFileSync(at('deidentified/study/a'), 'latin1'), /BODY$/);
  });

  it('is one at a time, and takes over the lock of a process that is gone', async () => {
    many(2);
    const first = await begin({ key: KEY });
    await assert.rejects(begin({ key: KEY }), /is at work on this input/);
    const [lock = ''] = records().filter((name) => name.endsWith('.lock'));
    const held = JSON.parse(fs.readFileSync(at('.medimagecleaner', lock), 'utf8'));
    first.release();
    assert.ok(!records().includes(lock));
    fs.writeFileSync(at('.medimagecleaner', lock), JSON.stringify({ ...held, began: '1' }));
    (await begin({ key: KEY })).release();
    fs.writeFileSync(at('.medimagecleaner', lock), JSON.stringify({ ...held, host: 'elsewhere' }));
    await assert.rejects(begin({ key: KEY }), /on another machine/);
    const silent = new Date(Date.now() - 3_600_000);
    fs.utimesSync(at('.medimagecleaner', lock), silent, silent);
    (await begin({ key: KEY })).release();
  });

  it('goes on where the folder was moved', async () => {
    many(4);
    await interrupted(2);
    fs.mkdirSync(at('elsewhere'));
    for (const name of ['study', 'deidentified', '.medimagecleaner']) fs.renameSync(at(name), at('elsewhere', name));
    const { key: _, paths, ...settings } = requestOf([at('elsewhere/study')]);
    const items = resolveItems(paths, settings);
    const opened = await openJournal({ items, settings, mode: 'resume', retryRefused: false, now: new Date() });
    assert.ok((opened.resumed?.done ?? 0) >= 1);
    opened.release();
  });

  it('leaves out what is older than the time that is asked for', async () => {
    many(2);
    const since = Date.now() + 3_600_000;
    fs.utimesSync(put(at('study/late'), standInFile('')), new Date(since + 1000), new Date(since + 1000));
    const result = await run(requestOf([at('study')], { since }));
    assert.deepEqual(codes(outcomeOf(result, 'f0')), ['not-since']);
    assert.equal(outcomeOf(result, 'late').kind, 'written');
  });

  it('writes what it needs elsewhere where it is told so, and tells what is in the way', async () => {
    many(2);
    const { key: _, paths, ...settings } = requestOf([at('study')]);
    const items = resolveItems(paths, settings);
    const choice = { items, settings, mode: 'auto', retryRefused: false, now: new Date() } as const;
    const opened = await openJournal({ ...choice, folder: at('journals') });
    opened.release();
    assert.ok(fs.readdirSync(at('journals')).some((name) => name.endsWith('.journal')));
    assert.ok(!fs.existsSync(at('.medimagecleaner')));
    put(at('.medimagecleaner'), 'a file is in the way');
    await assert.rejects(openJournal(choice), { code: 'output-exists' });
  });
});
