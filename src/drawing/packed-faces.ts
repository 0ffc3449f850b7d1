/** What stands on the faces of the published network's volumes, packed for the way: each number in one of 256 steps. */
import type { Layer } from '../model/layer';
import type { Row } from '../model/rows';
import type { FaceValues } from './layer-face';

export interface PackedFace extends Omit<FaceValues, 'values'> {
  /** As it was made, and what it gave: only of the same layer is it true. */
  layer: Layer;
  output: readonly number[];
  /** A byte a number, from the minimum to the maximum, in base 64. */
  steps: string;
}

/** The content of `/faces.json`. */
export interface PackedFaces {
  /** The photograph's id. */
  photograph: string;
  /** The photograph itself, small, as an address. */
  picture: string;
  /** In the network's order. */
  layers: readonly PackedFace[];
}

/**
 * How many layers of a network, from its input on, are those of the packed faces: what comes behind another layer was
 * given something else.
 */
export function sharedLayers(
  packed: readonly Pick<PackedFace, 'layer' | 'output'>[],
  rows: readonly Pick<Row, 'layer' | 'output' | 'takes'>[],
): number {
  const end = rows.findIndex(({ layer, output, takes }, index) => {
    const known = packed[index];
    const isSame =
      known !== undefined &&
      // Layers are plain data, made in one place with their keys in one order.
      JSON.stringify(known.layer) === JSON.stringify(layer) &&
      known.output.join() === output.join() &&
      takes.join() === (rows[index - 1]?.layer.name ?? '');
    return !isSame;
  });
  return end === -1 ? rows.length : end;
}

const most = 255;

export function packValues({ values, minimum, maximum }: Omit<FaceValues, 'height' | 'width'>): string {
  const share = maximum > minimum ? most / (maximum - minimum) : 0;
  return btoa(String.fromCharCode(...Array.from(values, (value) => Math.round((value - minimum) * share))));
}

/** As they were, to a half of a 255th of their range. */
export function unpackValues({
  steps,
  minimum,
  maximum,
}: Pick<PackedFace, 'steps' | 'minimum' | 'maximum'>): Float32Array {
  return Float32Array.from(
    atob(steps),
    (step) => minimum + ((step.codePointAt(0) ?? 0) * (maximum - minimum)) / most,
  );
}
