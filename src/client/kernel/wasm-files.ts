import { fetchFile } from '../errors/connection';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';

const addresses: Readonly<Record<string, string>> = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
};

const fetched = new Map<string, ArrayBuffer>();

/**
 * Gives one of the wasm backend's binaries. It is fetched once: every fresh start needs it, also without a connection.
 *
 * @throws {FetchError} if it does not arrive
 */
export async function loadWasm(file: string): Promise<ArrayBuffer> {
  const address = addresses[file];
  if (address === undefined)
    throw new Error(`The wasm backend asked for “${file}”, which the course has not.`);
  const bytes =
    fetched.get(file) ??
    (await fetchFile(
      address,
      (response) => response.arrayBuffer(),
      'A part of TensorFlow.js could not be fetched. Check the connection and run again.',
    ));
  fetched.set(file, bytes);
  return bytes;
}
