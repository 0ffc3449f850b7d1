import type { Layer } from '../layer';
import type { Step } from './steps';

/** Two networks' steps beside each other: null where the one has nothing for what the other has. */
export interface Aligned {
  one: Step | null;
  other: Step | null;
}

/** What is worth more is not given up for what is worth less: layers with weights hold the rest in place. */
const WORTH: Readonly<Record<Layer['type'], number>> = {
  conv2d: 20,
  dense: 20,
  flatten: 10,
  maxPooling2d: 8,
  averagePooling2d: 8,
  localResponseNormalization: 4,
  dropout: 3,
  activation: 3,
  zeroPadding2d: 2,
  concatenate: 2,
  sliceChannels: 2,
  other: 2,
};

/** Both networks' steps in their orders, those of a kind beside each other: as much as can be (Needleman and Wunsch). */
export function align(ones: readonly Step[], others: readonly Step[]): Aligned[] {
  /** The most that can be had of the steps from one place on and from another. */
  const best = Array.from({ length: ones.length + 1 }, () => new Array<number>(others.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = ones.length - 1; i >= 0; i--) {
    for (let j = others.length - 1; j >= 0; j--) {
      const both = worth(ones[i]!, others[j]!);
      const paired = both > 0 ? both + at(i + 1, j + 1) : 0;
      best[i]![j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  const aligned: Aligned[] = [];
  let i = 0;
  let j = 0;
  while (i < ones.length || j < others.length) {
    const one = ones[i] ?? null;
    const other = others[j] ?? null;
    const both = one && other ? worth(one, other) : 0;
    if (both > 0 && at(i, j) === both + at(i + 1, j + 1)) {
      aligned.push({ one, other });
      i++;
      j++;
    } else if (one && (!other || at(i, j) === at(i + 1, j))) {
      aligned.push({ one, other: null });
      i++;
    } else {
      aligned.push({ one: null, other });
      j++;
    }
  }
  return aligned;
}

/** 0: they are of different kinds. A little more if they are set alike, so that of several the most alike are paired. */
function worth(one: Step, other: Step): number {
  const [a, b] = [one.lead.layer, other.lead.layer];
  if (kindOf(a) !== kindOf(b)) return 0;
  return WORTH[a.type] + (isSetAlike(a, b) ? 0.5 : 0);
}

function kindOf(layer: Layer): string {
  if (layer.type === 'averagePooling2d') return 'maxPooling2d';
  if (layer.type === 'activation') return layer.activation;
  return layer.type === 'other' ? layer.className : layer.type;
}

/** Whether two layers do the same, whatever they are called. */
export function isSetAlike(one: Layer, other: Layer): boolean {
  return settings(one) === settings(other);
}

function settings(layer: Layer): string {
  const { name, ...rest } = layer;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
