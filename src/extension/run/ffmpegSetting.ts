// The user's own ffmpeg, for video: the processes that work on images are started with its name in their environment.
import * as vscode from 'vscode';

const VARIABLE = 'MEDIMAGECLEANER_FFMPEG';

export function nameFfmpeg(context: vscode.ExtensionContext): void {
  const before = process.env[VARIABLE];
  const name = (): void => {
    const path = vscode.workspace.getConfiguration('medimagecleaner').get<string>('ffmpeg', '').trim();
    if (path !== '') process.env[VARIABLE] = path;
    else if (before === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before;
  };
  name();
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.ffmpeg')) name();
    }),
  );
}
