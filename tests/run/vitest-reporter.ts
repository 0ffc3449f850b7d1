import type { Reporter } from 'vitest/node';
import { tally } from './tally.ts';

/** Tallies each test as it ends. A test that was left out has failed, and so has a file that does not load. */
export default class TallyReporter implements Reporter {
  onTestCaseResult: NonNullable<Reporter['onTestCaseResult']> = (test) => {
    tally(test.result().state === 'passed' ? 'passed' : 'failed', test.fullName);
  };

  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandledErrors) => {
    for (const module of modules) {
      for (const { message } of module.errors()) tally('failed', `${module.relativeModuleId}: ${message}`);
    }
    for (const { message, stack } of unhandledErrors) tally('failed', stack ?? message);
  };
}
