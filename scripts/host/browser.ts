// A Chromium or Chrome of this machine, without a window.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { which } from './command.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The environment's `CHROMIUM`, or what is installed under one of the usual names. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names no file: ${named}`);
    return named;
  }
  for (const name of NAMES) {
    const found = which(name);
    if (found !== undefined) return found;
  }
  return PLACES.find(existsSync);
}

export const NO_BROWSER = 'no browser (install chromium or Chrome, or set CHROMIUM to its program)';

export function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(NO_BROWSER);
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
