import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of processor time: what other processes take from a busy machine does not count. */
  tdur?: number;
  args: { name?: string };
}

/** What Chromium records while something is done in a page. */
export async function traceOf(
  browser: Browser,
  page: Page,
  done: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await done();
  const trace = await browser.stopTracing();
  return (JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }).traceEvents;
}

/** Processor time of each task on the main threads of pages, in milliseconds. */
export function pageTasks(trace: readonly TraceEvent[]): readonly number[] {
  const pages = trace.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  return trace
    .filter(
      ({ pid, tid, name }) =>
        name === 'RunTask' && pages.some((main) => main.pid === pid && main.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}
