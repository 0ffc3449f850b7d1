import * as tf from '@tensorflow/tfjs';
import type { MadeTensor } from '../engine/memory';
import type { EngineSession } from '../engine/session';
import type { Leak } from '../notebook/variables';
import { sourceName, stackPosition } from './explain';
import type { Reachable } from './reachable';

/** For so many tensors of a cell it is remembered where they were made: that takes some 20 µs each. */
const MOST_PLACES = 20_000;
/** Of so many of these the line is read from the stack, which takes longer. */
const MOST_READ = 1000;

interface Origin {
  cellId: string;
  line: number | null;
}

/**
 * Finds the tensors that cells made and nothing holds any more. It follows what can be followed: where a cell
 * leaves behind a closure, a dataset or the like, which may hold tensors unseen, its tensors are not called leaked.
 */
export class LeakWatch {
  readonly #engine: EngineSession;
  /** Where the tensors that cells made come from; the others are the course's own. */
  readonly #origins = new WeakMap<tf.Tensor, Origin>();
  readonly #excused = new WeakSet<tf.Tensor>();
  readonly #opaque = new WeakSet<object>();
  #leaked = new Set<MadeTensor>();

  constructor(engine: EngineSession) {
    this.#engine = engine;
  }

  /** A cell begins: what there is was made by others. */
  begin(): void {
    for (const { tensor } of this.#engine.made) if (!this.#origins.has(tensor)) this.#excused.add(tensor);
    this.#engine.placesWanted = MOST_PLACES;
  }

  /** A cell has ended, in whatever way. */
  end(): void {
    this.#engine.placesWanted = 0;
  }

  /** The tensors made since it began are the cell's. */
  claim(cellId: string): void {
    let left = MOST_READ;
    for (const made of this.#engine.made) {
      const { tensor, place } = made;
      if (this.#excused.has(tensor) || this.#origins.has(tensor)) continue;
      const line =
        place !== null && left-- > 0 ? (stackPosition(place, sourceName(cellId))?.line ?? null) : null;
      made.place = null;
      this.#origins.set(tensor, { cellId, line });
    }
  }

  /**
   * Looks for tensors that have come to be held by nothing since it last looked.
   *
   * @param reachable what can be reached from the cells' names, the values they show, models and the global object
   */
  look({ tensors, opaque }: Reachable): Leak[] {
    const lost = this.#unheld(tensors);
    const known = [...opaque].every((object) => this.#opaque.has(object));
    for (const object of opaque) this.#opaque.add(object);
    const found = [...lost].filter((made) => !this.#leaked.has(made));
    if (!known) {
      for (const { tensor } of found) this.#excused.add(tensor);
      return [];
    }
    this.#leaked = lost;
    return this.#named(found);
  }

  /** The tensors that were found lost and have not been disposed of since. */
  get leaks(): Leak[] {
    const alive = [...this.#leaked].filter(({ tensor }) => !tensor.isDisposed);
    return this.#named(alive);
  }

  #unheld(held: ReadonlySet<tf.Tensor>): Set<MadeTensor> {
    const heldData = new Set([...held].map(({ dataId }) => dataId));
    const lost = new Set<MadeTensor>();
    for (const made of this.#engine.made) {
      const { tensor } = made;
      // What lives by itself: variables, and what the reader asked to be kept. What shares its numbers costs nothing.
      if (tensor instanceof tf.Variable || tensor.kept) heldData.add(tensor.dataId);
      // Nobody disposes of what a variable begins with, though a training leaves it behind.
      else if (made.startsVariable) continue;
      else if (!held.has(tensor) && this.#origins.has(tensor) && !this.#excused.has(tensor)) lost.add(made);
    }
    for (const made of lost) if (heldData.has(made.tensor.dataId)) lost.delete(made);
    return lost;
  }

  /** Tensors as leaks: those of one line and kind together, the largest first. */
  #named(found: readonly MadeTensor[]): Leak[] {
    const leaks = new Map<string, Leak>();
    const counted = new Set<object>();
    for (const { tensor, op } of found) {
      const origin = this.#origins.get(tensor);
      if (!origin) continue;
      const { shape, dtype, dataId } = tensor;
      const key = [origin.cellId, origin.line, op, shape.join(), dtype].join(' ');
      const bytes =
        counted.has(dataId) || dtype === 'string' ? 0 : tensor.size * tf.util.bytesPerElement(dtype);
      counted.add(dataId);
      const leak = leaks.get(key) ?? { ...origin, op, shape, dtype, count: 0, bytes: 0 };
      leaks.set(key, { ...leak, count: leak.count + 1, bytes: leak.bytes + bytes });
    }
    return withoutUnplaced([...leaks.values()]).sort((a, b) => b.bytes - a.bytes);
  }
}

/** Counts those whose place was not read with the ones of their kind, if all of these come from one line. */
function withoutUnplaced(leaks: readonly Leak[]): Leak[] {
  const joined = [...leaks];
  for (const leak of leaks.filter(({ line }) => line === null)) {
    const [first, ...others] = leaks.filter((other) => other.line !== null && isAlike(other, leak));
    if (!first || others.length > 0) continue;
    const all = { ...first, count: first.count + leak.count, bytes: first.bytes + leak.bytes };
    joined.splice(joined.indexOf(first), 1, all);
    joined.splice(joined.indexOf(leak), 1);
  }
  return joined;
}

function isAlike(a: Leak, b: Leak): boolean {
  const [kind, other] = [a, b].map(({ cellId, op, shape, dtype }) => [cellId, op, shape, dtype].join(' '));
  return kind === other;
}
