// What is common to the pages of the extension: how they are reached, and what axe says of them.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** The page inside the webview that is on the screen. */
export async function webviewFrame(page: Page, selector: string, timeout = 90000): Promise<Frame> {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    for (const frame of page.frames()) {
      if (frame.parentFrame() === null || frame.isDetached()) continue;
      const shown = await frame
        .locator(selector)
        .first()
        .isVisible()
        .catch(() => false);
      if (shown) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`No webview shows ${selector}`);
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** @throws where axe finds something serious or critical in the page */
export async function checkAccessibility(frame: Frame): Promise<void> {
  // Evaluated by the browser's own tool: the page's policy lets no script in.
  await frame.evaluate(axe.source);
  const violations: readonly Violation[] = await frame.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    [],
  );
}
