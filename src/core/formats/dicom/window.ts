// Windowed reading: small ranges of a source come from a buffer that slides along it.
import type { Source } from '../../kernel/source.js';

const FIRST = 64 * 1024;
const LARGEST = 256 * 1024;
const AFTER_JUMP = 1024;

/** A view on part of a source, moved by {@link load}. */
export interface Window {
  readonly source: Source;
  bytes: Uint8Array;
  view: DataView;
  /** Offset of `bytes[0]` in the source. */
  start: number;
  end: number;
  next: number;
  /** The first window stays: headers are small and their values are read again. */
  head: Uint8Array;
}

/** @param head the first bytes of the source, where they were read already */
export function openWindow(source: Source, head: Uint8Array = new Uint8Array(0)): Window {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return { source, bytes: head, view, start: 0, end: head.length, next: FIRST, head };
}

/** True where `length` bytes at `offset` can be read from the window now. */
export function holds(window: Window, offset: number, length: number): boolean {
  return offset >= window.start && offset + length <= window.end;
}

/**
 * Moves the window so that it holds `length` bytes at `offset`, or as many as the source has. Returns a promise only
 * where the source did. Reading on grows the window; a jump makes it small again, so that skipping costs nothing.
 */
export function load(window: Window, offset: number, length: number): Promise<void> | undefined {
  const contiguous = offset >= window.start && offset <= window.end;
  if (!contiguous) window.next = AFTER_JUMP;
  const want = Math.max(length, window.next);
  window.next = Math.min(LARGEST, Math.max(want, FIRST / 16) * 2);
  const size = Math.min(want, Math.max(0, window.source.size - offset));
  const read = window.source.read(offset, size);
  if (read instanceof Uint8Array) {
    settle(window, offset, read);
    return undefined;
  }
  return read.then((bytes) => settle(window, offset, bytes));
}

function settle(window: Window, offset: number, bytes: Uint8Array): void {
  window.bytes = bytes;
  window.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  window.start = offset;
  window.end = offset + bytes.length;
  if (offset === 0 && bytes.length > window.head.length) window.head = bytes;
}

/** Reads a range: from the head or the window where they hold it, else from the source. */
export function readRange(window: Window, offset: number, length: number): Uint8Array | Promise<Uint8Array> {
  if (offset + length <= window.head.length) return window.head.subarray(offset, offset + length);
  if (holds(window, offset, length))
    return window.bytes.subarray(offset - window.start, offset - window.start + length);
  return window.source.read(offset, length);
}
