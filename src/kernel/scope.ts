import { StopError } from '../engine/session';
import type { DeclaredName } from './bindings';

/** Turns of loops between two looks at the clock, which is slow to read. */
const LOOK_EVERY = 256;

/** The names that cells share, from one fresh start of the kernel to the next. */
export class Scope {
  /** Compiled cells read and write their top-level names here. */
  readonly names = Object.create(null) as Record<string, unknown>;

  /** For names nobody had declared when the cell was compiled: a later cell may have by now. */
  readonly unknown = new Proxy(this.names, {
    get: (names, name) => (this.#has(name) ? names[name] : undefined),
    set: (names, name, value) => {
      if (this.#has(name)) names[name] = value;
      return true;
    },
  });

  /**
   * Once it is aborted, every loop of every cell that ran in this scope throws StopError at its next turn. It is that of
   * the run in progress or, between runs, of the last one; null before the first.
   */
  signal: AbortSignal | null = null;

  #turns = 0;
  readonly #imported = new Set<string>();
  readonly #whileLooping: () => void;

  /** @param whileLooping called now and then by a cell that loops */
  constructor(whileLooping: () => void = () => undefined) {
    this.#whileLooping = whileLooping;
  }

  readonly check = (): void => {
    if (this.signal?.aborted) throw new StopError();
    if (++this.#turns % LOOK_EVERY === 0) this.#whileLooping();
  };

  /** Makes a cell's names known before it runs, those of earlier cells anew. */
  declare(declared: readonly DeclaredName[]): void {
    for (const { name, kind } of declared) {
      this.#imported.delete(name);
      if (kind === 'var' || kind === 'function') this.#define(name, { value: undefined, writable: true });
      else this.#declareUnset(name, kind === 'const');
    }
  }

  /** A name that an import gives: a constant. */
  import(name: string, value: unknown): void {
    this.#imported.add(name);
    this.#setConstant(name, value);
  }

  /** The names that cells declared and gave a value, with what they hold now. */
  get declared(): [name: string, value: unknown][] {
    return Object.keys(this.names).flatMap((name): [string, unknown][] => {
      if (this.#imported.has(name)) return [];
      try {
        return [[name, this.names[name]]];
      } catch (error) {
        // Declared, but not reached: `#declareUnset`.
        if (error instanceof ReferenceError) return [];
        throw error;
      }
    });
  }

  /** A scope that sees these names, and keeps to itself what is declared in it. */
  inner(): Scope {
    const inner = new Scope(this.#whileLooping);
    inner.signal = this.signal;
    for (const name of Object.keys(this.names)) {
      inner.#define(name, {
        get: () => this.names[name],
        set: (value: unknown) => {
          this.names[name] = value;
        },
      });
    }
    return inner;
  }

  #setConstant(name: string, value: unknown): void {
    this.#define(name, {
      get: () => value,
      set: () => {
        throw new TypeError(`${name} is a constant: it cannot be given another value.`);
      },
    });
  }

  /** Makes a name that was declared and has no value yet: reading it is an error, as JavaScript has it. */
  #declareUnset(name: string, constant: boolean): void {
    this.#define(name, {
      get: () => {
        throw new ReferenceError(`Cannot access '${name}' before initialization`);
      },
      set: (value: unknown) => {
        if (constant) this.#setConstant(name, value);
        else this.#define(name, { value, writable: true });
      },
    });
  }

  #define(name: string, property: PropertyDescriptor): void {
    Object.defineProperty(this.names, name, { ...property, enumerable: true, configurable: true });
  }

  #has(name: string | symbol): name is string {
    if (typeof name === 'string' && name in this.names) return true;
    throw new ReferenceError(`${String(name)} is not defined`);
  }
}
