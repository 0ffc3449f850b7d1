import { FUSED, SEPARATE } from './binaries';

/** A place in wasm's memory, in bytes from its beginning. */
export type Address = number;

/** What `src/build/wasm` has of functions; lengths are counted in numbers of 32 bits, distances in bytes. */
export interface Products {
  /** The product of rows, whose addresses stand in a table, and packed columns: sums over runs of memory. */
  along: (
    rows: Address,
    rowCount: number,
    runs: Address,
    runCount: number,
    runLength: number,
    panels: Address,
    panelBytes: number,
    panelCount: number,
    to: Address,
    rowBytes: number,
    more: 0 | 1,
  ) => void;
  /** The same with neighbouring rows, of which one number each stands at each place of a table: sums over the places. */
  across: (
    places: Address,
    placeCount: number,
    offset: number,
    rowCount: number,
    panels: Address,
    panelBytes: number,
    panelCount: number,
    to: Address,
    rowBytes: number,
    more: 0 | 1,
  ) => void;
  pack: (
    from: Address,
    rowBytes: number,
    rows: number,
    columns: number,
    to: Address,
    panelBytes: number,
  ) => void;
  packTransposed: (
    from: Address,
    columnBytes: number,
    rows: number,
    columns: number,
    to: Address,
    panelBytes: number,
  ) => void;
  /** Adds the bias (0 is none), applies the activation, and puts rows that lie apart behind each other. */
  finish: (
    from: Address,
    fromBytes: number,
    rows: number,
    columns: number,
    bias: Address,
    activation: number,
    to: Address,
  ) => void;
  /** Adds to the sums the product of a row of `count` numbers and a matrix that lies row by row. */
  vector: (row: Address, matrix: Address, count: number, columns: number, sums: Address) => void;
  /** With beta = 0.75. `row` has a pixel's channels, and `radius` zeros on either side, which are to stay. */
  lrn: (
    x: Address,
    pixels: number,
    channels: number,
    radius: number,
    bias: number,
    alpha: number,
    row: Address,
    y: Address,
  ) => void;
  /** `factor` is 2 * alpha * beta, `products` another such row. */
  lrnGradient: (
    x: Address,
    dy: Address,
    pixels: number,
    channels: number,
    radius: number,
    bias: number,
    alpha: number,
    factor: number,
    row: Address,
    products: Address,
    dx: Address,
  ) => void;
  /** Of one window, whose first pixel is `corner` bytes into the image. Adds to dx. */
  maxPoolGradient: (
    x: Address,
    corner: number,
    rows: number,
    columns: number,
    rowBytes: number,
    channels: number,
    dy: Address,
    dx: Address,
  ) => void;
  /** v' = momentum * v - rate * g; w' = w + v' */
  momentum: (
    weights: Address,
    velocities: Address,
    gradients: Address,
    count: number,
    momentum: number,
    rate: number,
    toWeights: Address,
    toVelocities: Address,
  ) => void;
}

/** Emscripten's module that the wasm backend of TensorFlow.js runs in. */
export interface TfjsModule {
  asm: { memory: WebAssembly.Memory };
  _malloc: (bytes: number) => number;
  _free: (address: Address) => void;
}

const started = new WeakMap<TfjsModule, Products>();

/**
 * The bytes of the best form of the module that this browser runs: with relaxed SIMD a product is added in one
 * instruction, twice as many a second. Null where there is no SIMD at all.
 */
export function binaryFor(validates: (bytes: BufferSource) => boolean): BufferSource | null {
  return [FUSED, SEPARATE].map(bytesOf).find(validates) ?? null;
}

/** Functions that work in the memory of TensorFlow.js's module, so that its tensors are theirs. */
export function productsIn(tfjs: TfjsModule, binary: BufferSource): Products {
  const known = started.get(tfjs);
  if (known) return known;
  const { memory } = tfjs.asm;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { tfjs: { memory } });
  const products = instance.exports as unknown as Products;
  started.set(tfjs, products);
  return products;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Memory for intermediate results of one computation. */
export class Scratch {
  readonly #tfjs: TfjsModule;
  readonly #addresses: Address[] = [];

  constructor(tfjs: TfjsModule) {
    this.#tfjs = tfjs;
  }

  /** @throws if WebAssembly is out of memory */
  allocate(bytes: number): Address {
    // Above 2 GB Emscripten gives a negative number.
    const address = this.#tfjs._malloc(bytes) >>> 0;
    if (address === 0) throw new Error(`WebAssembly is out of memory: it has no ${bytes} bytes more.`);
    this.#addresses.push(address);
    return address;
  }

  /** A table of whole numbers, such as addresses. */
  table(numbers: ArrayLike<number>): Address {
    const address = this.allocate(4 * numbers.length);
    this.words(address, numbers.length).set(numbers);
    return address;
  }

  /** To be asked for anew after each allocation: memory that grows is another buffer. */
  words(address: Address, length: number): Uint32Array {
    return new Uint32Array(this.#tfjs.asm.memory.buffer, address, length);
  }

  numbers(address: Address, length: number): Float32Array {
    return new Float32Array(this.#tfjs.asm.memory.buffer, address, length);
  }

  /** All of wasm's memory. */
  memory(): Float32Array {
    return new Float32Array(this.#tfjs.asm.memory.buffer);
  }

  free(): void {
    for (const address of this.#addresses.splice(0)) this.#tfjs._free(address);
  }
}

/** Does something with memory that is free again afterwards. */
export function withScratch(tfjs: TfjsModule, work: (scratch: Scratch) => void): void {
  const scratch = new Scratch(tfjs);
  try {
    work(scratch);
  } finally {
    scratch.free();
  }
}
