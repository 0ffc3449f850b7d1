import * as tf from '@tensorflow/tfjs';

/** A cell wanted more memory than there is. */
export class MemoryError extends Error {
  override name = 'MemoryError';
}

type Backend = ReturnType<typeof tf.backend>;

/** Where a backend on the graphics processor keeps its pieces. */
interface Storage {
  delete(piece: object): boolean;
}

/** A tensor that is alive, and how it came to be. */
export interface MadeTensor {
  readonly tensor: tf.Tensor;
  /** The name of the kernel that made it, such as 'MatMul'; null if its values were given. */
  readonly op: string | null;
  /** Its stack says where in the code; null if that was not asked for. Whoever has read it sets it null, as it is large. */
  place: Error | null;
  /** Whether a variable began with its values: tf.variable(tf.zeros([3])). */
  startsVariable: boolean;
}

/**
 * Knows every tensor made since it was put in place, so that none outlives `disposeAll`, and every piece of memory
 * the backend holds, so that none is asked for beyond the budget. It stands where all of them pass: at the engine,
 * which makes and disposes of tensors, and at the backend, which allocates.
 */
export class MemoryWatch {
  readonly #tensors = new Map<tf.Tensor, MadeTensor>();
  readonly #pieces = new Map<object, number>();
  readonly #backend: Backend;
  readonly #restore: (() => void)[] = [];
  #bytes = 0;
  #op: string | null = null;

  /**
   * @param budget bytes
   * @param beforeAllocation called before each allocation; what it throws stops the cell
   * @param place called for each tensor: the place in the code, or null if that is not wanted
   */
  constructor(budget: number, beforeAllocation: () => void, place: () => Error | null) {
    const engine = tf.engine();
    const backend = tf.backend();
    this.#backend = backend;

    this.#wrap(engine, 'trackTensor', (trackTensor) => (tensor, itsBackend) => {
      trackTensor(tensor, itsBackend);
      this.#tensors.set(tensor, { tensor, op: this.#op, place: place(), startsVariable: false });
    });
    this.#wrap(engine, 'runKernel', (runKernel) => (name, inputs, attributes) => {
      const before = this.#op;
      this.#op = name;
      try {
        return runKernel(name, inputs, attributes);
      } finally {
        this.#op = before;
      }
    });
    this.#wrap(engine, 'disposeTensor', (disposeTensor) => (tensor) => {
      disposeTensor(tensor);
      this.#tensors.delete(tensor);
    });
    this.#wrap(engine, 'makeVariable', (makeVariable) => (initial, ...rest) => {
      const made = this.#tensors.get(initial);
      if (made) made.startsVariable = true;
      return makeVariable(initial, ...rest);
    });
    this.#wrap(backend, 'write', (write) => (values, shape, dtype) => {
      beforeAllocation();
      const size = tf.util.sizeFromShape(shape) * bytesPerElement(dtype);
      if (this.#bytes + size > budget) throw new MemoryError(overBudget(this.#bytes + size, budget));
      const piece = write(values, shape, dtype);
      this.#pieces.set(piece, size);
      this.#bytes += size;
      return piece;
    });
    this.#wrap(backend, 'disposeData', (disposeData) => (piece, force) => {
      const gone = disposeData(piece, force);
      if (gone) this.#forget(piece);
      return gone;
    });
    // WebGL drops by hand the piece that each upload passes through, WebGPU one that waited for a reading.
    const { texData, tensorMap } = backend as { texData?: Storage; tensorMap?: Storage };
    const storage = texData ?? tensorMap;
    if (storage) {
      this.#wrap(storage, 'delete', (drop) => (piece) => {
        this.#forget(piece);
        return drop(piece);
      });
    }
  }

  /** How many tensors made since the start are alive. */
  get tensors(): number {
    return this.#tensors.size;
  }

  /** The tensors alive that were made since the start, with how each was made. */
  get made(): Iterable<MadeTensor> {
    return this.#tensors.values();
  }

  /** What the backend holds for the tensors alive, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Disposes of every tensor and variable made since the start, and of what a kernel that failed left behind. */
  disposeAll(): void {
    for (const tensor of [...this.#tensors.keys()]) tensor.dispose();
    for (const piece of [...this.#pieces.keys()]) {
      this.#backend.disposeData(piece, true);
      this.#forget(piece);
    }
  }

  /** Leaves engine and backend as they were. */
  remove(): void {
    for (const restore of this.#restore) restore();
  }

  #forget(piece: object): void {
    this.#bytes -= this.#pieces.get(piece) ?? 0;
    this.#pieces.delete(piece);
  }

  #wrap<T extends object, Name extends keyof T>(
    object: T,
    name: Name,
    wrapper: (original: T[Name]) => T[Name],
  ): void {
    const original = object[name];
    if (typeof original !== 'function') throw new Error(`TensorFlow.js has no ${String(name)} to watch.`);
    object[name] = wrapper(original.bind(object) as T[Name]);
    this.#restore.push(() => {
      Reflect.deleteProperty(object, name);
    });
  }
}

/**
 * What an allocation failure of the machine itself means, or null if the error is another.
 * JavaScript, WebGL and WebAssembly each say it in their own way.
 */
export function memoryErrorFrom(error: unknown): MemoryError | null {
  if (error instanceof MemoryError) return error;
  if (!(error instanceof Error)) return null;
  const outOfMemory =
    /array buffer allocation failed|invalid (typed )?array length|out of memory|\bOOM\b|cannot enlarge memory/i;
  const tooLarge = /requested texture size .* greater than WebGL maximum|unable to create WebGLTexture/i;
  if (!outOfMemory.test(error.message) && !tooLarge.test(error.message)) return null;
  return new MemoryError(
    `This cell asked for a tensor larger than this machine can hold (${error.message}): make it smaller, dispose of tensors, or wrap work in tf.tidy.`,
  );
}

function overBudget(bytes: number, budget: number): string {
  return `This cell would hold ${gigabytes(bytes)} of tensors, more than the ${gigabytes(budget)} the course allows: dispose of tensors, or wrap work in tf.tidy.`;
}

function gigabytes(bytes: number): string {
  const value = bytes / 1e9;
  return value < 1 ? `${Math.ceil(bytes / 1e6)} MB` : `${Number((Math.ceil(value * 10) / 10).toFixed(1))} GB`;
}

function bytesPerElement(dtype: tf.DataType): number {
  // A complex tensor's parts, and the letters of a string tensor, are counted by themselves or not at all.
  return dtype === 'complex64' || dtype === 'string' ? 0 : tf.util.bytesPerElement(dtype);
}
