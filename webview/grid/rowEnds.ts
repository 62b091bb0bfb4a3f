// What stands at the end of rows, as buttons do: only one or two rows have it, so that it costs a scroll nothing.
import { render, type VNode } from 'vue';

export interface RowEnds {
  /** These rows have an end now, and no others. */
  show(wanted: ReadonlyMap<HTMLElement, VNode>): void;
  close(): void;
}

export function createRowEnds(): RowEnds {
  const hosts = new Map<HTMLElement, HTMLElement>();

  function hostOf(row: HTMLElement): HTMLElement {
    const known = hosts.get(row);
    if (known !== undefined) return known;
    const host = document.createElement('span');
    host.className = 'row-end';
    row.lastElementChild?.append(host);
    row.setAttribute('data-acting', '');
    hosts.set(row, host);
    return host;
  }

  return {
    show(wanted) {
      for (const [row, host] of hosts) {
        if (wanted.has(row)) continue;
        render(null, host);
        host.remove();
        row.removeAttribute('data-acting');
        hosts.delete(row);
      }
      for (const [row, end] of wanted) render(end, hostOf(row));
    },
    close() {
      for (const host of hosts.values()) render(null, host);
    },
  };
}
