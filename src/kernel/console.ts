import type { TableOutput } from '../notebook/output';
import { formatLog, inspect } from './inspect';
import type { OutputStream } from './output-stream';

type Stream = 'out' | 'warning';

const streams: Readonly<Record<string, Stream>> = {
  log: 'out',
  info: 'out',
  debug: 'out',
  dir: 'out',
  warn: 'warning',
  error: 'warning',
  trace: 'warning',
};

/**
 * The console that cells print with.
 * @param current the stream of the cell that is running, or ran last; null if what is printed is to be dropped
 */
export function cellConsole(current: () => OutputStream | null): Console {
  const counts = new Map<string, number>();
  const started = new Map<string, number>();
  let indent = '';
  const print = (stream: Stream, text: string): void => current()?.print(stream, text.replace(/^/gm, indent));

  const methods: Partial<Console> = {
    table: (data: unknown, columns?: readonly string[]) => {
      const table = tableOf(data, columns);
      if (table) current()?.show(table);
      else print('out', formatLog([data]));
    },
    assert: (condition: unknown, ...values: unknown[]) => {
      if (!condition) print('warning', formatLog(['Assertion failed', ...values]));
    },
    count: (label = 'default') => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      print('out', `${label}: ${count}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void started.set(label, performance.now()),
    timeLog: (label = 'default') => print('out', `${label}: ${elapsed(started, label)}`),
    timeEnd: (label = 'default') => {
      print('out', `${label}: ${elapsed(started, label)}`);
      started.delete(label);
    },
    group: (...values: unknown[]) => {
      if (values.length > 0) print('out', formatLog(values));
      indent += '  ';
    },
    groupEnd: () => void (indent = indent.slice(2)),
    clear: () => undefined,
  };
  for (const [name, stream] of Object.entries(streams)) {
    Object.assign(methods, { [name]: (...values: unknown[]) => print(stream, formatLog(values)) });
  }
  // what we have not thought of does nothing, rather than stop the cell
  return new Proxy(methods as Console, {
    get: (target, name): unknown => Reflect.get(target, name) ?? (() => undefined),
  });
}

/** Lets what prints with the global console (tensor.print, model.summary) print with this one, until the returned function is called. */
export function redirectGlobalConsole(to: Console): () => void {
  const original = globalThis.console;
  globalThis.console = to;
  return () => void (globalThis.console = original);
}

function elapsed(started: ReadonlyMap<string, number>, label: string): string {
  const from = started.get(label);
  return from === undefined ? 'no such timer' : `${(performance.now() - from).toFixed(1)} ms`;
}

/** Rows of an array or object of records, as console.table lays them out; null for what is no table. */
function tableOf(data: unknown, only?: readonly string[]): TableOutput | null {
  if (typeof data !== 'object' || data === null) return null;
  const records = Object.entries(data);
  const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const found = new Set(records.flatMap(([, record]) => (isRecord(record) ? Object.keys(record) : [])));
  const columns = only ?? [...found];
  const hasValues = records.some(([, record]) => !isRecord(record));
  return {
    kind: 'table',
    columns: ['', ...columns, ...(hasValues ? ['value'] : [])],
    rows: records.map(([key, record]) => [
      key,
      ...columns.map((column) =>
        isRecord(record) && column in record ? cellText(Reflect.get(record, column)) : '',
      ),
      ...(hasValues ? [isRecord(record) ? '' : cellText(record)] : []),
    ]),
  };
}

function cellText(value: unknown): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : inspect(value);
}
