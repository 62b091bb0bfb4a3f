// Network namespaces, each with one wire to this machine: hosts that share a disk and nothing else. Only root can make them.
import { spawnSync } from 'node:child_process';

export interface Host {
  /** What starts a program there, before its name. */
  readonly words: readonly string[];
  /** This machine as seen from there. */
  readonly gateway: string;
  /** Cuts the wire, and mends it. */
  wire(up: boolean): void;
}

export interface Hosts {
  readonly hosts: readonly Host[];
  close(): void;
}

const ip = (...words: readonly string[]) => spawnSync('ip', words).status === 0;

/** Undefined where this machine does not let us. */
export function openHosts(count: number): Hosts | undefined {
  const hosts: Host[] = [];
  const names: string[] = [];
  const close = () => {
    for (const name of names) {
      ip('link', 'del', `v${name}`);
      ip('netns', 'del', name);
    }
  };
  for (let number = 0; number < count; number += 1) {
    const name = `mic${process.pid % 100_000}${number}`;
    const net = `10.231.${process.pid % 251}.`;
    const [gateway, own] = [`${net}${number * 4 + 1}`, `${net}${number * 4 + 2}`];
    if (!ip('netns', 'add', name)) {
      close();
      return undefined;
    }
    names.push(name);
    const made =
      ip('link', 'add', `v${name}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name) &&
      ip('addr', 'add', `${gateway}/30`, 'dev', `v${name}`) &&
      ip('link', 'set', `v${name}`, 'up') &&
      ip('netns', 'exec', name, 'ip', 'addr', 'add', `${own}/30`, 'dev', 'eth0') &&
      ip('netns', 'exec', name, 'ip', 'link', 'set', 'eth0', 'up');
    if (!made) {
      close();
      return undefined;
    }
    const wire = (up: boolean) => void ip('link', 'set', `v${name}`, up ? 'up' : 'down');
    hosts.push({ words: ['ip', 'netns', 'exec', name], gateway, wire });
  }
  return { hosts, close };
}
