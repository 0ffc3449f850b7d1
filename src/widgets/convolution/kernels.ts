/** The kernels that a reader may slide, beside the network's own. */
import type { Plane } from '../../model/trace/maps';

export type KernelName = 'upright' | 'level' | 'blur';

const ninth = 1 / 9;

/** Differences to the right and downwards, each over three pixels, and the mean of nine. */
export const kernels: Readonly<Record<KernelName, Plane>> = {
  upright: { height: 3, width: 3, values: [-1, 0, 1, -1, 0, 1, -1, 0, 1] },
  level: { height: 3, width: 3, values: [-1, -1, -1, 0, 0, 0, 1, 1, 1] },
  blur: { height: 3, width: 3, values: Array.from({ length: 9 }, () => ninth) },
};

export const kernelLabels: readonly { value: KernelName; label: string }[] = [
  { value: 'upright', label: 'upright edges' },
  { value: 'level', label: 'level edges' },
  { value: 'blur', label: 'blur' },
];
