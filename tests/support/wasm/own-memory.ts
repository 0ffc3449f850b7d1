import {
  type Address,
  binaryFor,
  type Products,
  productsIn,
  Scratch,
  type TfjsModule,
} from '../../../src/engine/wasm/products';

const PAGE = 65_536;

/**
 * A memory that ends right behind what was allocated last, up to a page, so that reading far beyond is an error; full of
 * numbers that are none, so that reading a little beyond is one too. Counts what is not free again.
 */
export class OwnMemory implements TfjsModule {
  readonly asm = { memory: new WebAssembly.Memory({ initial: 1 }) };
  readonly products: Products;
  held = 0;
  #end = 1024;

  constructor(form: 'fused' | 'separate') {
    let tried = 0;
    const binary = binaryFor(() => (form === 'fused' ? true : tried++ > 0));
    this.products = productsIn(this, binary!);
  }

  _malloc(bytes: number): Address {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16 + 16;
    const { memory } = this.asm;
    const missing = this.#end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    new Float32Array(memory.buffer, address, (this.#end - address) / 4).fill(NaN);
    this.held++;
    return address;
  }

  _free(): void {
    this.held--;
  }

  put(numbers: ArrayLike<number>): Address {
    const address = this._malloc(4 * numbers.length);
    new Float32Array(this.asm.memory.buffer, address, numbers.length).set(numbers);
    return address;
  }

  /** Gives what `work` has left in so many numbers. */
  compute(length: number, work: (scratch: Scratch, to: Address) => void): Float32Array {
    const to = this._malloc(4 * length);
    const scratch = new Scratch(this);
    work(scratch, to);
    scratch.free();
    return new Float32Array(this.asm.memory.buffer, to, length).slice();
  }
}
