/** Small pictures and kernels that show what half a turn of the kernel does. */
import type { Plane } from '../../model/trace/maps';

const glyphs = {
  dot: [
    '.........',
    '.........',
    '.........',
    '.........',
    '....#....',
    '.........',
    '.........',
    '.........',
    '.........',
  ],
  seven: [
    '.........',
    '.#######.',
    '.......#.',
    '......#..',
    '.....#...',
    '....#....',
    '....#....',
    '....#....',
    '.........',
  ],
} as const;

export type PictureName = keyof typeof glyphs;

/**
 * A drawing of ones on zeros.
 *
 * @param size of its sides, 9 or more: larger ones are enlarged by repeating cells.
 */
export function drawnPicture(name: PictureName, size: number): Plane {
  const rows = glyphs[name];
  const enlarged = name === 'seven' ? Math.floor(size / rows.length) : 1;
  const margin = Math.floor((size - enlarged * rows.length) / 2);
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const mark = rows[Math.floor((row - margin) / enlarged)]?.[Math.floor((column - margin) / enlarged)];
      if (mark === '#') values[row * size + column] = 1;
    }
  }
  return { height: size, width: size, values };
}

export const kernels = {
  /** No half turn maps it onto itself. */
  hook: { height: 3, width: 3, values: [1, 2, 3, 0, 0, 4, 0, 0, 5] },
  /** Half a turn changes its signs (I. Sobel's horizontal slope). */
  edge: { height: 3, width: 3, values: [-1, 0, 1, -2, 0, 2, -1, 0, 1] },
  /** Half a turn leaves it as it is. */
  blur: { height: 3, width: 3, values: [1, 2, 1, 2, 4, 2, 1, 2, 1] },
} as const satisfies Record<string, Plane>;

export type KernelName = keyof typeof kernels;

/**
 * Which kernel is drawn where the reader asked for one of their layer.
 *
 * @param filter null while its weights are not there: then the hook is drawn
 * @param trouble why they cannot be had, in words for the reader; null while they are on their way
 */
export function describeOwn(layer: string, filter: number | null, trouble: string | null): string {
  if (filter !== null) {
    return `The kernel is number ${filter} of your ${layer}, the slice for its input’s first channel.`;
  }
  return `${trouble ?? `The weights of your ${layer} are on their way.`} Until then the hook is drawn.`;
}

/** What colours have to run between so that zero is in the middle. */
export function reachOf(...planes: readonly Plane[]): { minimum: number; maximum: number } {
  let reach = 0;
  for (const { values } of planes) {
    for (let index = 0; index < values.length; index++) reach = Math.max(reach, Math.abs(values[index]!));
  }
  return { minimum: -reach, maximum: reach };
}

/** How two results of the same shape stand to each other. */
export interface PlaneComparison {
  relation: 'same' | 'opposite' | 'different';
  /** How many numbers differ. */
  different: number;
  count: number;
}

/** Numbers that differ by less than a millionth of the largest are taken for the same. */
export function comparePlanes(a: Plane, b: Plane): PlaneComparison {
  const count = a.values.length;
  const { maximum: largest } = reachOf(a, b);
  const differ = (x: number, y: number) => Math.abs(x - y) > 1e-6 * largest;
  let different = 0;
  let opposite = 0;
  for (let index = 0; index < count; index++) {
    if (differ(a.values[index]!, b.values[index]!)) different++;
    if (!differ(a.values[index]!, -b.values[index]!)) opposite++;
  }
  const relation = different === 0 ? 'same' : opposite === count ? 'opposite' : 'different';
  return { relation, different, count };
}

/**
 * The sum behind one number of a cross-correlation: weight times pixel, zeros of the picture left out.
 *
 * @returns 3 · 1 + 2 · 1 = 5; 0 if the window holds nothing
 */
export function writeSum(picture: Plane, kernel: Plane, place: { row: number; column: number }): string {
  const terms: string[] = [];
  let sum = 0;
  for (let row = 0; row < kernel.height; row++) {
    for (let column = 0; column < kernel.width; column++) {
      const pixel = picture.values[(place.row + row) * picture.width + place.column + column] ?? 0;
      const weight = kernel.values[row * kernel.width + column] ?? 0;
      sum += weight * pixel;
      if (pixel !== 0) terms.push(`${writeNumber(weight)} · ${writeNumber(pixel)}`);
    }
  }
  return terms.length > 0 ? `${terms.join(' + ')} = ${writeNumber(sum)}` : '0';
}

/** With a minus sign as long as a plus. */
export function writeNumber(value: number): string {
  return String(value).replace('-', '−');
}
