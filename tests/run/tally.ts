/** What a runner writes down of each test as it ends: who ends a run early still counts what had passed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  /** What failed, by title. */
  failed: readonly string[];
}

/** Writes a line into the file that TALLY names. A run by hand names none: nobody counts there. */
export function tally(outcome: 'passed' | 'failed', title: string): void {
  if (process.env.TALLY) appendFileSync(process.env.TALLY, `${outcome} ${title.replaceAll('\n', ' ')}\n`);
}

/** Tests by outcome; none where no runner has written anything. */
export function counted(file: string): Counts {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const those = (outcome: string) =>
    lines.filter((line) => line.startsWith(`${outcome} `)).map((line) => line.slice(outcome.length + 1));
  return { passed: those('passed').length, failed: those('failed') };
}
