import type { Browser, Page } from 'playwright';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of processor time: what other processes take from a busy machine does not count. */
  tdur?: number;
  args: { name?: string };
}

/** The processor time of each task on the page's own thread while something is done in it, in milliseconds. */
export async function pageTasks(
  browser: Browser,
  page: Page,
  done: () => Promise<void>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await done();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const pages = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  return traceEvents
    .filter(
      ({ pid, tid, name }) =>
        name === 'RunTask' && pages.some((main) => main.pid === pid && main.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}

/**
 * What a time usually is, where a single one may have met a neighbour of the virtual machine, whose time the
 * processor's clock counts as the page's own. Of an even count, the larger of the two in the middle.
 */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** What 95 of a hundred values do not exceed. */
export function percentile95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1] ?? NaN;
}
