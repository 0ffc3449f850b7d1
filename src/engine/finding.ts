/** What was found out about the device's ways to compute: kept by the page from one kernel to the next. */
import type { Contest, Found } from './choose-backend';

/** The backends whose numbers depend on a driver. */
export type GpuBackend = 'webgl' | 'webgpu';

export interface Finding extends Found {
  /** With its version: `navigator.userAgent`. */
  browser: string;
  /** When the browser was last asked for both ways to the GPU, in milliseconds since 1970. */
  lookedAt: number;
  /** What the self-test said of a backend: null if its numbers are right, else what is wrong with them. */
  tested: Partial<Record<GpuBackend, string | null>>;
  /**
   * Null if one of the two failed, or the measurement outran its budget too often. Left out as long as it is to be tried,
   * and where there are not two to compare.
   */
  contest?: Contest | null;
  /** How many measurements outran their budget; left out before the first. */
  tries?: number;
}

/** For so long a graphics card that the kept choice does not ask for may go unnoticed: a day, in milliseconds. */
const TRUSTED_MS = 24 * 3600 * 1000;
/** Goes up when what is tested or measured changes. */
const VERSION = 1;

export function newFinding(browser: string, found: Found, now: number): Finding {
  return { browser, ...found, lookedAt: now, tested: {} };
}

/** Whether it is that of another browser, or so old that both ways to the GPU are to be asked for again. */
export function isOutdated({ browser, lookedAt }: Finding, present: string, now: number): boolean {
  return browser !== present || now < lookedAt || now - lookedAt > TRUSTED_MS;
}

/**
 * What was found before, if browser and hardware are still the same; else a new one, of which nothing is known yet. What
 * computed wrongly is tested again: the fault may have passed.
 */
export function renewed(before: Finding | null, browser: string, found: Found, now: number): Finding {
  const same =
    before?.browser === browser && before.renderer === found.renderer && before.adapter === found.adapter;
  if (!same) return newFinding(browser, found, now);
  const { webgl, webgpu } = before.tested;
  const tested = { ...(webgl === null && { webgl }), ...(webgpu === null && { webgpu }) };
  return { ...before, tested, lookedAt: now };
}

export function writeFinding(finding: Finding): string {
  const { browser, renderer, adapter, lookedAt, tested, contest, tries } = finding;
  const { webgl, webgpu } = tested;
  // Always in this order: the text of a finding that is read and has nothing new stays the same.
  return JSON.stringify({
    version: VERSION,
    browser,
    renderer,
    adapter,
    lookedAt,
    tested: { webgl, webgpu },
    contest,
    tries,
  });
}

/** @returns null of a text that is none of these, which counts as if there were none */
export function readFinding(text: string | undefined): Finding | null {
  if (text === undefined) return null;
  const read = parsed(text);
  if (!isRecord(read) || read['version'] !== VERSION) return null;
  const { browser, renderer, adapter, lookedAt, tested, contest, tries } = read;
  if (typeof browser !== 'string' || typeof lookedAt !== 'number' || !isRecord(tested)) return null;
  if (!isName(renderer) || !isName(adapter)) return null;
  if (tries !== undefined && typeof tries !== 'number') return null;
  const { webgl, webgpu } = tested;
  return {
    browser,
    renderer,
    adapter,
    lookedAt,
    tested: { ...(isName(webgl) && { webgl }), ...(isName(webgpu) && { webgpu }) },
    ...(tries !== undefined && { tries }),
    ...((contest === null || isContest(contest)) && { contest }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isName(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isContest(value: unknown): value is Contest {
  return isRecord(value) && typeof value['webgl'] === 'number' && typeof value['webgpu'] === 'number';
}
