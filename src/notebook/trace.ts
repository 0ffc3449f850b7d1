/** A photograph's way through a network, and what is kept of such ways. */
import { readImageShape } from '../model/image-shape';
import type { Network } from '../model/layer';
import type { Row } from '../model/rows';
import type { Photograph } from './messages';
import type { LayerActivation } from './output';

/** One photograph's way through one network. All of it is of one moment: another trace takes its place whole. */
export interface Trace {
  /** As the kernel held it. */
  readonly network: Network;
  readonly photograph: Photograph;
  /** What the first layer was given: the photograph less its mean. Null for a network without layers. */
  readonly input: LayerActivation | null;
  /** What each layer gave, by layer name. */
  readonly outputs: ReadonlyMap<string, LayerActivation>;
}

/** @param activations in the order of the layers, as the kernel read them */
export function makeTrace(
  network: Network,
  photograph: Photograph,
  { input, activations }: { input: LayerActivation | null; activations: readonly LayerActivation[] },
): Trace {
  const outputs = new Map(activations.map((activation) => [activation.layer, activation]));
  return { network, photograph, input, outputs };
}

type TracedRow = Pick<Row, 'layer' | 'output' | 'dataFormat'>;

/**
 * What a layer gave in a trace.
 *
 * @returns null if the traced network has no such layer: one of the same name that is made otherwise, or gives
 *   another shape since a layer above it differs, is another
 */
export function outputOf(
  trace: Trace | null,
  { layer, output, dataFormat }: TracedRow,
): LayerActivation | null {
  const given = trace?.outputs.get(layer.name);
  const traced = trace?.network.layers.find(({ name }) => name === layer.name);
  const image = readImageShape(output, dataFormat);
  const shape = image ? [image.channels, image.height, image.width] : output;
  // Layers are plain data, made in one place with their keys in one order.
  const isSame = JSON.stringify(traced) === JSON.stringify(layer) && given?.shape.join() === shape.join();
  return isSame ? given : null;
}

/**
 * The trace that some layers are drawn from.
 *
 * @param traces the newest first
 * @returns the newest that has them all; null if none has
 */
export function traceOf(traces: readonly Trace[], rows: readonly TracedRow[]): Trace | null {
  return traces.find((trace) => rows.every((row) => outputOf(trace, row) !== null)) ?? null;
}

/**
 * The traces with one more.
 *
 * @param traces the newest first
 * @returns without those of which every layer has been traced again: a stale cell may still show one of the others
 */
export function withTrace(traces: readonly Trace[], trace: Trace): readonly Trace[] {
  const traced = new Set<string>();
  return [trace, ...traces].filter(({ outputs }, index) => {
    const names = [...outputs.keys()].filter((name) => !traced.has(name));
    for (const name of names) traced.add(name);
    return index === 0 || names.length > 0;
  });
}

/** What the layers gave when the site was built: pictures of some channels, for a page before any run. */
export interface PublishedActivations {
  photograph: string;
  layers: Readonly<Record<string, PublishedActivation>>;
}

/** Whether the channels of a layer are drawn on one scale, or each from its own smallest number to its own largest. */
export type Scaling = 'shared' | 'own';

export interface PublishedActivation {
  /** Address of its pictures as far as they have it in common: see `publishedPicture`. */
  src: string;
  /** Width of a picture in pixels. */
  width: number;
  height: number;
  /** Which channels stand side by side, ascending; none of a vector, whose values are bars. */
  channels: readonly number[];
  /** Smallest number of the whole layer. */
  minimum: number;
  maximum: number;
}

/** What the name of a picture has behind its layer. */
export function pictureName(theme: 'light' | 'dark', scaling: Scaling): string {
  return `${scaling === 'own' ? '-own' : ''}${theme === 'dark' ? '-dark' : ''}`;
}

/** Address of a layer's picture for a theme. */
export function publishedPicture(
  { src, channels }: Pick<PublishedActivation, 'src' | 'channels'>,
  theme: 'light' | 'dark',
  scaling: Scaling,
): string {
  return `${src}${pictureName(theme, channels.length > 0 ? scaling : 'shared')}.png`;
}
