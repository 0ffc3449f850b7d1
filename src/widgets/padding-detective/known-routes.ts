import type { PoolingWindow, Route, SearchRanges } from './window-paths';

export const overlapping: PoolingWindow = { window: 3, stride: 2 };

/** What the second convolution gets in the notebook and in the paper, and what the third should get. */
export const published = { input: 27, target: 13 };

/** The notebook's way, the row in which its sum is wrong, and the way of the paper's network as Caffe defines it. */
export const knownRoutes = {
  notebook: { kernel: 5, stride: 1, padding: 0, pooling: overlapping, ring: 1 },
  slip: { kernel: 5, stride: 2, padding: 1, pooling: overlapping, ring: 0 },
  paper: { kernel: 5, stride: 1, padding: 2, pooling: overlapping, ring: 0 },
} as const satisfies Record<string, Route>;

/** Where the reader begins: no zeros at all, and the pooling that is known. */
export const question: Route = { kernel: 5, stride: 1, padding: 0, pooling: overlapping, ring: 0 };

export type KnownRoute = keyof typeof knownRoutes;

/** A way that has a name: a known one, or that of the reader's own network. */
export interface KnownWay {
  value: KnownRoute | 'own';
  label: string;
  route: Route;
}

export const routeNames: Readonly<Record<KnownRoute, string>> = {
  notebook: 'the notebook’s',
  slip: 'its slip',
  paper: 'the paper’s',
};

/** What the notebook writes for the width after the convolution of its slip. */
export const slipWritten = 11;

export const poolings: readonly (PoolingWindow | null)[] = [
  overlapping,
  { window: 2, stride: 2 },
  { window: 3, stride: 3 },
  { window: 3, stride: 1 },
  { window: 2, stride: 1 },
  null,
];

export const strides = count(1, 4);
export const paddings = count(0, 5);
export const rings = count(0, 2);
const kernels = count(1, 11);

export type Unknowns = 'zeros' | 'kernel' | 'pooling';

/** What is searched, with the kernel and the pooling held or not. */
export function rangesOf(unknowns: Unknowns, held: Pick<Route, 'kernel' | 'pooling'>): SearchRanges {
  return {
    kernels: unknowns === 'kernel' ? kernels : [held.kernel],
    poolings: unknowns === 'pooling' ? poolings : [held.pooling],
    strides,
    paddings,
    rings,
  };
}

export function sameRoute(one: Route, other: Route): boolean {
  return (
    one.kernel === other.kernel &&
    one.stride === other.stride &&
    one.padding === other.padding &&
    one.ring === other.ring &&
    writePooling(one.pooling) === writePooling(other.pooling)
  );
}

/** A pooling as text: '3, step 2'. */
export function writePooling(pooling: PoolingWindow | null): string {
  return pooling ? `${pooling.window}, step ${pooling.stride}` : 'none';
}

function count(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
