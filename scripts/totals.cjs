// Adds what a run of tests counted to the file that TEST_TOTALS names, so that several runs make one line of totals.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');

function addTotals({ passed, failed, skipped }) {
  const file = process.env.TEST_TOTALS;
  if (file === undefined || file === '') return;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const before = text === '' ? { passed: 0, failed: 0, skipped: 0 } : JSON.parse(text);
  const sum = {
    passed: before.passed + passed,
    failed: before.failed + failed,
    skipped: before.skipped + skipped,
  };
  writeFileSync(file, `${JSON.stringify(sum)}\n`);
}

module.exports = { addTotals };
