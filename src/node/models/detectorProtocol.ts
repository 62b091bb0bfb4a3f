// What a thread that looks into pictures and its owner say to each other.
import type { ErrorCode } from '../../core/kernel/deidError.js';
import type { DetectorRequest, Seen } from '../../core/pixels/detection.js';
import type { Device } from './onnx.js';

export interface DetectorSetup {
  readonly modelsFolder: string;
  readonly device: Device;
}

export interface ToDetector {
  readonly id: number;
  readonly request: DetectorRequest;
}

export type FromDetector =
  /** Work goes on. */
  | { readonly kind: 'step'; readonly id: number }
  | { readonly kind: 'seen'; readonly id: number; readonly seen: readonly Seen[] }
  | { readonly kind: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string };
