import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { tally } from './tally.ts';

/** Tallies each test as it ends. A test that was left out has failed, and so has a file that does not load. */
export default class TallyReporter implements Reporter {
  onTestEnd(test: TestCase, { status }: TestResult): void {
    tally(status === 'passed' ? 'passed' : 'failed', test.titlePath().join(' › '));
  }

  onError({ message = 'an error without a message' }: TestError): void {
    tally('failed', message);
  }

  /** The runner's own list is printed beside it. */
  printsToStdio(): boolean {
    return false;
  }
}
