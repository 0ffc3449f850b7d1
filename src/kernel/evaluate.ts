import { StopError } from '../engine/session';
import type { ErrorOutput } from '../notebook/output';
import { compile, type CompiledCell } from './compile';
import { explain, sourceName, stackPosition, type Position } from './explain';
import { resolveImport, type ModuleTable } from './modules';
import { isInstance } from './reader-value';
import type { Scope } from './scope';

/** Deep enough that a cell's own line is still in the trace of an error deep inside TensorFlow.js. */
const STACK_FRAMES = 100;

/** What a cell comes to: the value of its last expression, or why there is none. */
export type Evaluation =
  | { outcome: 'done'; value: unknown }
  | { outcome: 'error'; error: ErrorOutput; thrown: unknown }
  | { outcome: 'stopped' };

export interface Surroundings {
  scope: Scope;
  modules: ModuleTable;
  console: Console;
}

/** Compiles a cell and runs it in a scope. Never rejects: what goes wrong becomes an ErrorOutput. */
export async function evaluate(
  { cellId, source }: { cellId: string; source: string },
  { scope, modules, console }: Surroundings,
): Promise<Evaluation> {
  const earlier = Object.keys(scope.names);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_FRAMES;
  let compiled: CompiledCell | null = null;
  try {
    compiled = compile(source, new Set(earlier));
    scope.declare(compiled.declared);
    for (const wanted of compiled.imports) {
      const value = resolveImport(modules, wanted);
      if (wanted.local !== '') scope.import(wanted.local, value);
    }
    const cell = load(compiled, cellId);
    return { outcome: 'done', value: await cell(scope.names, scope.unknown, scope.check, console) };
  } catch (thrown) {
    if (isInstance(thrown, StopError)) return { outcome: 'stopped' };
    const known = new Map(scope.declared);
    const around = { names: Object.keys(scope.names), value: (name: string) => known.get(name), source };
    return { outcome: 'error', error: explain(thrown, positionOf(thrown, compiled, cellId), around), thrown };
  } finally {
    Error.stackTraceLimit = limit;
  }
}

type CellFunction = (
  names: Scope['names'],
  unknown: Scope['unknown'],
  check: Scope['check'],
  console: Console,
) => Promise<unknown>;

function load({ code }: CompiledCell, cellId: string): CellFunction {
  // by way of globalThis: a direct eval would see this module's names
  return globalThis.eval(`${code}\n//# sourceURL=${sourceName(cellId)}`) as CellFunction;
}

function positionOf(thrown: unknown, compiled: CompiledCell | null, cellId: string): Position | null {
  const found = stackPosition(thrown, sourceName(cellId));
  if (!found || !compiled) return null;
  return { line: found.line, column: compiled.column(found.line, found.column) };
}
