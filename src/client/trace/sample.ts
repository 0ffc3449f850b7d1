import type { FeatureMaps } from '../../model/feature-maps';
import { FetchError, fetchFile } from '../errors/connection';

/** Numbers of a layer from when the site was built: what a widget shows before the reader has run anything. */
export interface Sample {
  /** Address of the numbers: Float32, little endian, in the order of `shape`. */
  src: string;
  layer: string;
  /** [channels, height, width], or [units]. */
  shape: readonly number[];
  /** Where it begins in the layer's output, one number an axis. */
  offset: readonly number[];
  /** Title of the photograph it was made of. */
  photograph: string;
}

export interface SampleMaps extends FeatureMaps {
  values: Float32Array<ArrayBuffer>;
}

/** @throws {FetchError} if it cannot be fetched whole */
export async function loadSample({ src, layer, shape }: Sample): Promise<SampleMaps> {
  const size = shape.reduce((product, each) => product * each, 1);
  const message = `The numbers of ${layer} could not be fetched. Check the connection, then load the page again.`;
  const bytes = await fetchFile(src, (response) => response.arrayBuffer(), message);
  if (bytes.byteLength !== 4 * size) throw new FetchError(message);
  const view = new DataView(bytes);
  return {
    shape,
    values: Float32Array.from({ length: size }, (_, index) => view.getFloat32(4 * index, true)),
  };
}
