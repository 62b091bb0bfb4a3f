// Mocha's output for this project: a dot per test, then every skipped test by name (a skipped check must be seen), then the failures.
// With TEST_TOTALS set to a path, the totals are added to what stands there.
const { reporters, Runner } = require('mocha');
const { addTotals } = require('./totals.cjs');

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Runner.constants;
const PER_LINE = 100;

class TestReporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    let drawn = 0;
    const draw = (sign) => {
      process.stdout.write(drawn > 0 && drawn % PER_LINE === 0 ? `\n${sign}` : sign);
      drawn += 1;
    };
    runner.on(EVENT_TEST_PASS, () => draw('.'));
    runner.on(EVENT_TEST_FAIL, () => draw('!'));
    runner.on(EVENT_TEST_PENDING, (test) => {
      skipped.push(test.fullTitle());
      draw(',');
    });
    runner.once(EVENT_RUN_END, () => {
      process.stdout.write('\n');
      for (const title of skipped) process.stdout.write(`  skipped: ${title}\n`);
      this.epilogue();
      addTotals({ passed: this.stats.passes, failed: this.stats.failures, skipped: skipped.length });
    });
  }
}

module.exports = TestReporter;
