// What is held of the last object for who asks again goes: in a process that lives on, values must not outlive the document.
import { forgetEvidence } from './evidence.js';
import { forgetObject } from './read.js';

export function forgetLast(): void {
  forgetObject();
  forgetEvidence();
}
