// The page of an editor: one script, one style, no inline code, nothing from elsewhere.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What a webview may load, to be put into its options. */
export function webviewRoots(context: vscode.ExtensionContext): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview')];
}

/** @param page name of a folder under webview/ */
export function pageHtml(
  webview: vscode.Webview,
  context: vscode.ExtensionContext,
  page: string,
  title: string,
): string {
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview', name)).toString();
  const nonce = randomBytes(18).toString('base64url');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // The toolkit makes one style element to see what the browser can, with the nonce that it finds in the page.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="${file(`${page}.css`)}">
  </head>
  <body>
    <div id="app"></div>
    <script type="application/json" id="strings">${asData(vscode.l10n.bundle ?? {})}</script>
    <script nonce="${nonce}" src="${file(`${page}.js`)}"></script>
  </body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** JSON that can't end the element that it stands in. */
function asData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
