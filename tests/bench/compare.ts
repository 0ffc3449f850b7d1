/** Measures rows: the course and those beside it, in interleaved pairs. */
import type { Bench } from './page.ts';
import type { Row, Side } from './rows.ts';

export interface Measured {
  row: Row;
  /** What each side measured, pair by pair: milliseconds, or bytes. */
  values: Partial<Record<Side, number[]>>;
  /** Why a side has none. */
  failed: Partial<Record<Side, string>>;
}

/** Milliseconds after which a side's task is given up. */
const LIMIT = 30_000;

interface Comparison {
  bench: Bench;
  backend: string;
  pairs: number;
  onProgress: (text: string) => void;
}

/** In the order of the rows: first those of fresh workers, then the others. */
export async function compare(rows: readonly Row[], comparison: Comparison): Promise<readonly Measured[]> {
  const measured = rows.map((row): Measured => ({ row, values: {}, failed: {} }));
  await firstTimes(
    measured.filter(({ row }) => row.fresh),
    comparison,
  );
  const workers = new Workers(comparison);
  for (const one of measured.filter(({ row }) => !row.fresh)) await steadily(one, workers, comparison);
  await workers.endAll();
  return measured;
}

/** Each pair in workers that have done nothing before. */
async function firstTimes(measured: readonly Measured[], comparison: Comparison): Promise<void> {
  const workers = new Workers(comparison);
  const sides = [...new Set(measured.flatMap(({ row }) => sidesOf(row)))];
  for (let pair = 0; pair < comparison.pairs; pair++) {
    comparison.onProgress(`${comparison.backend}, the first time, pair ${pair + 1} of ${comparison.pairs}`);
    for (const side of inTurn(sides, pair)) {
      for (const one of measured.filter(({ row }) => sidesOf(row).includes(side)))
        await measure(one, side, workers);
      await workers.end(side);
    }
  }
}

/** Once before it counts, for what is compiled and made the first time; then in pairs. */
async function steadily(
  one: Measured,
  workers: Workers,
  { backend, pairs, onProgress }: Comparison,
): Promise<void> {
  for (const side of sidesOf(one.row)) await measure(one, side, workers);
  one.values = {};
  const sides = sidesOf(one.row).filter((side) => one.failed[side] === undefined);
  for (let pair = 0; pair < pairs; pair++) {
    onProgress(`${backend}, ${one.row.title}, pair ${pair + 1} of ${pairs}`);
    for (const side of inTurn(sides, pair)) await measure(one, side, workers);
  }
}

async function measure(one: Measured, side: Side, workers: Workers): Promise<void> {
  if (one.failed[side] !== undefined) return;
  try {
    const value = await workers.run(side, one.row.task);
    (one.values[side] ??= []).push(value);
  } catch (error) {
    // What a library cannot do, or not in time, is a result too: it stands in the table.
    one.failed[side] = firstLine(error);
    Reflect.deleteProperty(one.values, side);
    await workers.end(side);
  }
}

/** A worker for each side, started when it is first asked. */
class Workers {
  readonly #comparison: Comparison;
  readonly #started = new Set<Side>();

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  async run(side: Side, task: string): Promise<number> {
    const { bench, backend } = this.#comparison;
    if (!this.#started.has(side)) {
      await bench.start(side, `/${side}.worker.js?backend=${backend}`);
      this.#started.add(side);
      await bench.run(side, 'start', LIMIT);
    }
    return bench.run(side, task, LIMIT);
  }

  async end(side: Side): Promise<void> {
    if (this.#started.delete(side)) await this.#comparison.bench.end(side);
  }

  async endAll(): Promise<void> {
    for (const side of [...this.#started]) await this.end(side);
  }
}

function sidesOf({ beside }: Row): readonly Side[] {
  return ['course', ...beside];
}

/** Who begins changes from pair to pair. */
function inTurn(sides: readonly Side[], pair: number): readonly Side[] {
  const first = pair % Math.max(sides.length, 1);
  return [...sides.slice(first), ...sides.slice(0, first)];
}

/** Without what each program on the way has put before it. */
function firstLine(error: unknown): string {
  const [line = ''] = String(error).split('\n');
  return line.replace(/^(?:page\.evaluate: |\w*Error: )+/, '');
}
