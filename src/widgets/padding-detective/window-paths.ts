import { windowCount } from '../../model/window';

export interface PoolingWindow {
  window: number;
  stride: number;
}

/** The way of a width through a convolution, a pooling, and zeros put around what comes out. */
export interface Route {
  kernel: number;
  stride: number;
  /** Zeros before the convolution, on either side. */
  padding: number;
  pooling: PoolingWindow | null;
  /** Zeros after the pooling, on either side. */
  ring: number;
}

/** The widths on the way. */
export interface Widths {
  convolved: number;
  pooled: number;
  final: number;
  /** False if a remainder was dropped on the way. */
  even: boolean;
}

/** What is searched: each quantity's candidates. */
export interface SearchRanges {
  kernels: readonly number[];
  strides: readonly number[];
  paddings: readonly number[];
  poolings: readonly (PoolingWindow | null)[];
  rings: readonly number[];
}

/** The widths that a route passes through; null if a window does not fit. */
export function follow(input: number, { kernel, stride, padding, pooling, ring }: Route): Widths | null {
  const convolved = windowCount(input + 2 * padding, kernel, stride, 'valid');
  if (convolved < 1) return null;
  const pooled = pooling ? windowCount(convolved, pooling.window, pooling.stride, 'valid') : convolved;
  if (pooled < 1) return null;
  const even =
    (input + 2 * padding - kernel) % stride === 0 &&
    (pooling === null || (convolved - pooling.window) % pooling.stride === 0);
  return { convolved, pooled, final: pooled + 2 * ring, even };
}

/** Whether a padding makes sense: with as many zeros as the kernel is wide, a window would see nothing else. */
export function seesInput({ kernel, padding }: Pick<Route, 'kernel' | 'padding'>): boolean {
  return padding < kernel;
}

/** Every combination of the ranges, less those whose outermost windows would see nothing but zeros. */
export function routes({ kernels, strides, paddings, poolings, rings }: SearchRanges): Route[] {
  return kernels.flatMap((kernel) =>
    poolings.flatMap((pooling) =>
      rings.flatMap((ring) =>
        strides.flatMap((stride) =>
          paddings
            .map((padding) => ({ kernel, stride, padding, pooling, ring }))
            .filter((route) => seesInput(route)),
        ),
      ),
    ),
  );
}

/** The routes that lead from one width to another, in the order of `routes`. */
export function routesTo(input: number, target: number, ranges: SearchRanges): (Route & Widths)[] {
  return routes(ranges).flatMap((route) => {
    const widths = follow(input, route);
    return widths?.final === target ? [{ ...route, ...widths }] : [];
  });
}
