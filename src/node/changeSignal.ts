// Something changed: whoever waits looks again. One per run.

export interface ChangeSignal {
  /** Resolves at the next `tell`. */
  next(): Promise<void>;
  tell(): void;
}

export function createChangeSignal(): ChangeSignal {
  let waiting: (() => void)[] = [];
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    tell() {
      if (waiting.length === 0) return;
      const told = waiting;
      waiting = [];
      for (const resolve of told) resolve();
    },
  };
}
