import type { EngineSession } from '../engine/session';
import type { Holdings } from '../notebook/variables';
import { describeVariable, memoryUse } from './holdings';
import { leakNotice } from './leak-notice';
import { LeakWatch } from './leak-watch';
import { reachable } from './reachable';
import type { Scope } from './scope';

/** Names that were global before any cell ran. */
const globals = new Set(Object.keys(globalThis));

/** What the cells hold from one fresh start to the next, and what they lost hold of. */
export class CellMemory {
  readonly #engine: EngineSession;
  readonly #scope: Scope;
  readonly #watch: LeakWatch;
  readonly #library: readonly object[];
  /** What each cell showed as its value: it is still to be seen, so it is not lost. */
  readonly #shown = new Map<string, unknown>();

  constructor(engine: EngineSession, scope: Scope) {
    this.#engine = engine;
    this.#scope = scope;
    this.#watch = new LeakWatch(engine);
    this.#library = membersOf(engine.tf);
  }

  /** The names that cells declared, with what they hold now. */
  get declared(): [name: string, value: unknown][] {
    return this.#scope.declared;
  }

  cellBegins(): void {
    this.#watch.begin();
  }

  /** A cell has ended, in whatever way. */
  cellEnded(): void {
    this.#watch.end();
  }

  /**
   * Looks for what a cell that went well has lost. One that failed or was stopped is not looked into: the next run
   * begins afresh.
   * @param shown the value it showed
   * @returns a notice about tensors that nothing holds any more; null if all are held
   */
  lostBy(cellId: string, shown: unknown): string | null {
    this.#watch.claim(cellId);
    this.#shown.set(cellId, shown);
    const leaks = this.#watch.look(reachable(this.#roots(), this.#library));
    return leaks.length > 0 ? leakNotice(leaks, cellId) : null;
  }

  holdings(): Holdings {
    const { tensors, bytes } = this.#engine;
    return {
      variables: this.declared.map(([name, value]) => describeVariable(name, value, this.#library)),
      leaks: this.#watch.leaks,
      memory: memoryUse(tensors, bytes),
    };
  }

  *#roots(): Generator {
    for (const [, value] of this.declared) yield value;
    yield* this.#engine.models;
    yield* this.#shown.values();
    for (const name of Object.keys(globalThis)) {
      if (!globals.has(name)) yield Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    }
  }
}

/** A namespace, its members, and the members of the namespaces in it. */
function membersOf(namespace: object): object[] {
  const isMember = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';
  const members = Object.values(namespace).filter(isMember);
  const inner = members.flatMap((member) => Object.values(member).filter(isMember));
  return [namespace, ...members, ...inner];
}
