/** A network as readers see it: its convolutions, poolings and dense layers, each with what follows it at once. */
import { sizeOf } from '../model/image-shape';
import type { Layer } from '../model/layer';
import type { Row } from '../model/rows';

/**
 * A stage begins with each layer that gives its output another shape, or computes one with a kernel; what leaves the
 * shape as it is belongs to the stage before. Zeros around an image belong to the layer that they are put there for.
 *
 * @returns the rows, in their order
 */
export function stagesOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const stages: Row[][] = [];
  let before: Row | null = null;
  for (const row of rows) {
    const last = stages.at(-1);
    if (last && (before?.layer.type === 'zeroPadding2d' || follows(row))) last.push(row);
    else stages.push([row]);
    before = row;
  }
  return stages;
}

/** The row by which a stage is named: the first that does more than put zeros around an image. */
export function leadOf(stage: readonly Row[]): Row | undefined {
  return stage.find((row) => row.layer.type !== 'zeroPadding2d') ?? stage[0];
}

/** In a word or two: the name that an author gave, else what kind of layer it is. */
export function shortName(layer: Layer): string {
  if (layer.type === 'activation') return layer.activation === 'relu' ? 'ReLU' : layer.activation;
  if (layer.type === 'zeroPadding2d') return 'pad';
  return layer.name.replace(/(?:_?2d)?_\d+$/, '').replaceAll('_', ' ');
}

function follows({ layer, input, output }: Row): boolean {
  if (layer.type === 'conv2d' || layer.type === 'dense') return false;
  return sizeOf(input) === sizeOf(output) && input.length === output.length;
}
