// The editor as a user meets it.
import { describe, it } from 'mocha';
import { openFile, tab, useWorkbench } from './workbench.js';

describe('a .dcm file in the workbench', () => {
  const workbench = useWorkbench();

  it('opens in the DICOM editor', async () => {
    await openFile(workbench(), 'study/CT/CT000001.dcm');
    await tab(workbench(), 'CT000001.dcm').waitFor();
    await workbench().page.locator('iframe.webview.ready').waitFor();
  });
});
