// Error lines are compared by kind: what differs between an original and its output for good reasons must not count.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kindOfError } from './validators.js';

describe('kinds of errors', () => {
  it('leave out values, UIDs, counts and item numbers', () => {
    assert.equal(
      kindOfError(
        'Error - Value invalid for this VR - (0x0008,0x0018) UI SOP Instance UID  UI [1] = <1.2.03> - Leading zeroes',
      ),
      'Error - Value invalid for this VR - (0x0008,0x0018) UI SOP Instance UID  UI [] = <> - Leading zeroes',
    );
    assert.equal(kindOfError('Error - not listed 2.25.681462.77.12'), 'Error - not listed UID');
    assert.equal(
      kindOfError('Error - PixelData has incorrect value length - expected 32768 dec - got 1 dec'),
      'Error - PixelData has incorrect value length - expected # - got #',
    );
  });

  it('keep which attribute and module', () => {
    const missing = 'Error - Missing attribute Type 2 Required Element=<PatientSex> Module=<Patient>';
    assert.equal(kindOfError(missing), missing);
    assert.notEqual(kindOfError(missing), kindOfError(missing.replace('PatientSex', 'PatientName')));
  });
});
