// What the editor page does with each message of the host.
import type { DocumentFacts, ToWebview } from '../../src/protocol.js';
import type { EditorState } from './editorState.js';
import { type PageState, say } from './pageState.js';
import { receiveFound, receiveRows, receiveView } from './rowList.js';

/** @param step goes to the next row that identifies, or back */
export function receive(page: PageState, step: (backwards: boolean) => void, message: ToWebview): void {
  const { drawn } = page;
  switch (message.kind) {
    case 'document':
      showDocument(drawn, message.facts);
      if (message.view) receiveView(page, message.view);
      return;
    case 'view':
      receiveView(page, message);
      return;
    case 'rows':
      receiveRows(page, message.sequence, message.start, message.rows);
      return;
    case 'found':
      receiveFound(page, message);
      return;
    case 'step':
      step(message.backwards);
      return;
    case 'details':
      drawn.details = new Map(drawn.details).set(message.details.path, message.details);
      return;
    case 'frame':
      drawn.frame = message.frame;
      return;
    case 'no-frame':
      drawn.noFrame = { index: message.index, reason: message.reason };
      return;
    case 'report':
      drawn.report = message.items;
      return;
    case 'regions':
      drawn.regions = message.regions;
      return;
    case 'after':
      drawn.after = { frame: message.frame };
      return;
    case 'no-after':
      drawn.after = { index: message.index, reason: message.reason };
      return;
    case 'failed':
      drawn.failure = message;
      drawn.waiting = false;
      return;
    case 'note':
      say(page, message.text);
      if (drawn.setting?.sent && message.path === drawn.setting.row.path)
        drawn.setting = { ...drawn.setting, error: message.text, sent: false };
      return;
  }
}

function showDocument(drawn: EditorState, facts: DocumentFacts): void {
  drawn.facts = facts;
  drawn.failure = undefined;
  drawn.details = new Map();
  if (facts.report && !facts.image) drawn.pane = { ...drawn.pane, tab: 'report' };
  if (facts.image && !facts.report) drawn.pane = { ...drawn.pane, tab: 'image' };
}
