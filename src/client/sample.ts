import type { FeatureMaps } from '../model/feature-maps';

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

/** @throws Error in words for the reader, if it cannot be fetched */
export async function loadSample({ src, layer, shape }: Sample): Promise<SampleMaps> {
  const size = shape.reduce((product, each) => product * each, 1);
  const bytes = await fetchBytes(src);
  if (bytes === null || bytes.byteLength !== 4 * size) {
    throw new Error(
      `The numbers of ${layer} could not be fetched. Check the connection, then load the page again.`,
    );
  }
  const view = new DataView(bytes);
  return {
    shape,
    values: Float32Array.from({ length: size }, (_, index) => view.getFloat32(4 * index, true)),
  };
}

async function fetchBytes(src: string): Promise<ArrayBuffer | null> {
  try {
    const response = await fetch(src);
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
}
