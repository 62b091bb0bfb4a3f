// A headless browser with a page of the harness in it. Where there is no browser, the tests say so and are skipped.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Context } from 'mocha';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Harness, startHarness, type Theme } from './harness.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Stage {
  open(page: 'editor' | 'report', script?: object, theme?: Theme, width?: number): Promise<Page>;
  /** What the pages have complained about: exceptions, and what the CSP forbade. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** CHROMIUM names another browser. */
function browserPath(): string | undefined {
  return [process.env['CHROMIUM'], ...BROWSERS].find((file) => file !== undefined && existsSync(file));
}

/** To be called in `before`: skips the suite where there is no browser. */
export async function raise(context: Context): Promise<Stage> {
  const executablePath = browserPath();
  if (executablePath === undefined) {
    process.stdout.write('skipped: no browser (set CHROMIUM to one)\n');
    context.skip();
  }
  const harness: Harness = await startHarness();
  const browser: Browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const complaints: string[] = [];
  return {
    complaints,
    async open(name, script = {}, theme = 'dark', width = 1280) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy|violat/i.test(message.text())) {
          complaints.push(message.text());
        }
      });
      await page.goto(harness.url(name, theme, { rows: 10_000, ...script }));
      return page;
    },
    async close() {
      await browser.close();
      await harness.close();
    },
  };
}

/** Messages that the page has posted, of one kind. */
export function posted(page: Page, kind: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return page.evaluate(
    (wanted) =>
      (globalThis as unknown as { posted: Record<string, unknown>[] }).posted.filter(
        (message) => message['kind'] === wanted,
      ),
    kind,
  );
}

/** As the host would. */
export function tell(page: Page, message: object): Promise<void> {
  return page.evaluate((sent) => (globalThis as unknown as { tell(message: object): void }).tell(sent), message);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds serious, in words; empty where there is nothing. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // Over the debugger's door: the page's own CSP lets no script in.
  await page.evaluate(readFileSync(axeSource, 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    return (await axe.run({ resultTypes: ['violations'], iframes: false })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join(' | ')}`,
    );
}

/** Waits until something holds; the last answer is in the failure. */
export async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, what: string): Promise<T> {
  let answer = await ask();
  for (let tries = 0; tries < 200 && !holds(answer); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  assert.ok(holds(answer), `${what}; the last answer was ${JSON.stringify(answer)}`);
  return answer;
}
