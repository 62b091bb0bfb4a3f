// The page of the report of a run.
import type { Frame, Page } from 'playwright-core';
import { webviewFrame } from './webview.js';

/** The report in front, once its table has rows. */
export async function reportPage(page: Page): Promise<Frame> {
  return webviewFrame(page, '.report [data-place], .report table tbody tr, [role="grid"] [data-place]', 120000);
}
