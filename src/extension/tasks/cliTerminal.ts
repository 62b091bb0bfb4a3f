// A terminal of a task, in which the command line program runs. The workspace's key goes to it by its environment.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { cliArguments, type TaskWish } from './taskDefinition.js';

export function cliTerminal(services: Services, wish: TaskWish, folder: string | undefined): vscode.Pseudoterminal {
  const write = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  let child: ChildProcess | undefined;
  const say = (text: string) => write.fire(text.replaceAll(/\r?\n/g, '\r\n'));
  const start = async (columns: number) => {
    if (wish.paths.length === 0) {
      say(`${vscode.l10n.t('The task names no paths: add "paths" to it in tasks.json.')}\n`);
      return closed.fire(2);
    }
    if (!vscode.workspace.isTrusted) {
      say(`${vscode.l10n.t('Clean copies can be written in a trusted workspace only.')}\n`);
      return closed.fire(2);
    }
    const key = await services.key.text();
    const { NODE_OPTIONS: _options, ...env } = process.env;
    const program = path.join(services.context.extensionPath, 'dist', 'cli.js');
    child = spawn(process.execPath, [program, ...cliArguments(wish)], {
      ...(folder === undefined ? {} : { cwd: folder }),
      env: {
        ...env,
        ELECTRON_RUN_AS_NODE: '1',
        COLUMNS: String(columns),
        ...(key === undefined ? {} : { MEDIMAGECLEANER_KEY: key }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.setEncoding('utf8').on('data', say);
    child.stderr?.setEncoding('utf8').on('data', say);
    child.on('error', () => {
      say(`${vscode.l10n.t('The command line program could not be started.')}\n`);
      closed.fire(2);
    });
    child.on('close', (code) => closed.fire(code ?? 1));
  };
  return {
    onDidWrite: write.event,
    onDidClose: closed.event,
    open: (size) => void start(size?.columns ?? 100),
    // What the command line does on Ctrl-C: it stops within a second and leaves no half file.
    close: () => void child?.kill('SIGINT'),
    handleInput: (data) => {
      if (data === '\u0003') child?.kill('SIGINT');
    },
  };
}
