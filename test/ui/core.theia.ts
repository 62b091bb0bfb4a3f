// The extension in Theia: the editor opens, and a folder is de-identified.
import { describe, it } from 'mocha';
import { theiaReveal, useTheia } from './theia.js';

describe('in Theia', () => {
  const workbench = useTheia();

  it('the explorer shows the study', async () => {
    await theiaReveal(workbench(), 'study/CT/CT000001.dcm');
  });
});
