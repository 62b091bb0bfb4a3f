// The one door between a page and the extension: messages out, messages in, and the state that survives hiding and reloading.

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host<Out, In> {
  post(message: Out): void;
  listen(receive: (message: In) => void): void;
  /** What was saved; only its reader knows whether it still has the right shape. */
  restore(): unknown;
  save(state: unknown): void;
}

/** Filters of the editor and of the report. */
const WORDS: ReadonlySet<string> = new Set(['filter', 'text']);

function withoutWords(key: string, value: unknown): unknown {
  return WORDS.has(key) && typeof value === 'string' ? '' : value;
}

/** Can be called once for each page: VS Code gives its API once. */
export function connect<Out, In>(): Host<Out, In> {
  const api = acquireVsCodeApi();
  return {
    // JSON round trip: reactive proxies can't be cloned by postMessage.
    post: (message) => api.postMessage(JSON.parse(JSON.stringify(message))),
    listen: (receive) =>
      window.addEventListener('message', (event: MessageEvent<In>) => {
        // Other frames (and browser add-ons) may post to the window as well.
        if (typeof event.data === 'object' && event.data !== null && 'kind' in event.data) receive(event.data);
      }),
    restore: () => api.getState(),
    // VS Code writes the state to disk: words that somebody looked for may be a patient's name, and are left out.
    save: (state) => api.setState(JSON.parse(JSON.stringify(state, withoutWords))),
  };
}
