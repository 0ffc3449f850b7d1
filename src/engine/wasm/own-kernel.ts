import type * as tf from '@tensorflow/tfjs';
import {
  type Address,
  type Products,
  productsIn,
  type Scratch,
  type TfjsModule,
  withScratch,
} from './products';

/** TensorFlow.js's wasm backend, as its kernels see it. */
export interface Backend {
  wasm: TfjsModule;
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  disposeData(dataId: object, force: boolean): boolean;
}

export type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;

/** What is computed: tensors of these shapes. */
export interface Work {
  shapes: readonly number[][];
  compute: (products: Products, scratch: Scratch, at: AddressOf, ...to: Address[]) => void;
}

/** Where a tensor's numbers are; 0 for one that is not given. To be asked once the results have their memory. */
type AddressOf = (info: tf.TensorInfo | undefined) => Address;

/** A kernel of our own; null: this call is for that of TensorFlow.js. */
export type OwnKernel = (inputs: Inputs, attributes: tf.NamedAttrMap) => Work | null;

/** Does the work in the backend's memory. Leaves nothing there if it fails. */
export function compute(work: Work, backend: Backend, binary: BufferSource): tf.TensorInfo | tf.TensorInfo[] {
  const products = productsIn(backend.wasm, binary);
  const outputs: tf.TensorInfo[] = [];
  const at: AddressOf = (info) => (info ? backend.dataIdMap.get(info.dataId).memoryOffset : 0);
  try {
    for (const shape of work.shapes) outputs.push(backend.makeOutput(shape, 'float32'));
    withScratch(backend.wasm, (scratch) => {
      work.compute(products, scratch, at, ...outputs.map(at));
    });
  } catch (error) {
    for (const { dataId } of outputs) backend.disposeData(dataId, true);
    throw error;
  }
  const [first, ...others] = outputs;
  return first && others.length === 0 ? first : outputs;
}
