// `cluster`: runs that several machines share. What is put into Redis is made in src/node/cluster.
import { DeidError } from '../core/kernel/deidError.js';
import { runId } from '../node/cluster/clusterQueue.js';
import { type Arguments, hasFlag } from './args.js';
import { nothingMore, withQueue } from './clusterFlags.js';
import { askedOf, handIn, submit } from './clusterSubmit.js';
import { runText, schedulesText, statusText } from './clusterText.js';
import { worker } from './clusterWork.js';
import type { Session } from './session.js';

export async function cluster(given: Arguments, session: Session): Promise<number> {
  const [action = '', ...rest] = given.operands;
  switch (action) {
    case 'submit':
      return await submit({ ...given, operands: rest }, session);
    case 'worker':
      return await worker(given, rest, session);
    case 'status':
      return await status(given, rest, session);
    case 'cancel':
      return await cancel(given, rest, session);
    case 'schedule':
      return await schedule({ ...given, operands: rest }, session);
    default:
      throw new DeidError('usage', 'cluster takes submit, worker, status, cancel or schedule');
  }
}

async function status(given: Arguments, [run, ...rest]: readonly string[], session: Session): Promise<number> {
  nothingMore(rest, 'status');
  const { terminal } = session;
  const json = hasFlag(given, 'json');
  return await withQueue(given, session, async (queue) => {
    if (run !== undefined) {
      const found = await queue.statusOf(run);
      if (found === undefined) throw new DeidError('not-found', 'there is no such run');
      terminal.out(json ? `${JSON.stringify(found)}\n` : runText(found));
      return 0;
    }
    const runs = await queue.status();
    const workers = await queue.workers();
    const schedules = await queue.schedules();
    terminal.out(json ? `${JSON.stringify({ workers, runs, schedules })}\n` : statusText(workers, runs, schedules));
    return 0;
  });
}

async function cancel(given: Arguments, [run, ...rest]: readonly string[], session: Session): Promise<number> {
  nothingMore(rest, 'cancel RUN');
  if (run === undefined) throw new DeidError('usage', "cancel needs the number of a run, as 'cluster status' shows it");
  return await withQueue(given, session, async (queue) => {
    if (!(await queue.cancel(run))) throw new DeidError('not-found', 'there is no such run, or it is over');
    session.terminal.out(`${run} is being cancelled; copies that were written stay\n`);
    return 0;
  });
}

async function schedule(given: Arguments, session: Session): Promise<number> {
  const [action, ...rest] = given.operands;
  const { terminal } = session;
  if (action === 'add') {
    const [time, ...paths] = rest;
    if (time === undefined || paths.length === 0)
      throw new DeidError('usage', "schedule add needs a time and what is to be worked on: '0 2 * * *' PATH...");
    const asked = await askedOf({ ...given, operands: paths }, session);
    return await withQueue(given, session, async (queue) => {
      const id = runId();
      await handIn(asked, id, (terms) => queue.addSchedule(time, { ...terms, run: '' }));
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ schedule: id })}\n` : `${id}\n`);
      return 0;
    });
  }
  if (action === 'list') {
    nothingMore(rest, 'schedule list');
    return await withQueue(given, session, async (queue) => {
      const schedules = await queue.schedules();
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ schedules })}\n` : schedulesText(schedules));
      return 0;
    });
  }
  const [id, ...more] = rest;
  if (action !== 'remove' || id === undefined)
    throw new DeidError('usage', 'schedule takes add TIME PATH..., list, or remove ID');
  nothingMore(more, 'schedule remove ID');
  return await withQueue(given, session, async (queue) => {
    if (!(await queue.removeSchedule(id))) throw new DeidError('not-found', 'there is no such schedule');
    return 0;
  });
}
