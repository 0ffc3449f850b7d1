import type { Row } from '../../model/rows';
import { weightMatrix } from './weight-matrix';

/** The weights of a layer as a rectangle, one unit a weight along either side. */
export interface Block {
  row: Row;
  /** How many weights stand beneath each other: those of one unit, and its bias. */
  height: number;
  /** How many units the layer has: the block's width. */
  width: number;
  groups: number;
  /** From the left edge of the first block. */
  left: number;
  /** False where only the area is known: then it is a square. */
  hasSides: boolean;
}

export interface LedgerLayout {
  blocks: readonly Block[];
  width: number;
  height: number;
}

/** Between two blocks, as a share of all that stands beside each other. */
const gapShare = 0.012;

/** The layers that have parameters, side by side in their order. */
export function ledgerLayout(rows: readonly Row[]): LedgerLayout {
  const sized = rows.filter(({ parameters }) => parameters > 0).map(sides);
  const gap = gapShare * sized.reduce((sum, { width }) => sum + width, 0);
  let left = 0;
  const blocks = sized.map((block) => {
    const placed = { ...block, left };
    left += block.width + gap;
    return placed;
  });
  return {
    blocks,
    width: Math.max(0, left - gap),
    height: Math.max(0, ...blocks.map(({ height }) => height)),
  };
}

function sides(row: Row): Omit<Block, 'left'> {
  const matrix = weightMatrix(row.layer, row.input);
  if (matrix) {
    return { row, height: matrix.rows, width: matrix.columns, groups: matrix.groups, hasSides: true };
  }
  const side = Math.sqrt(row.parameters);
  return { row, height: side, width: side, groups: 1, hasSides: false };
}

/** A square that says how much an area means: a power of ten wide. */
export interface Measure {
  side: number;
  /** Whether there is room for it above the blocks of the right half, or nearly half. */
  fitsAtRight: boolean;
}

/** A measure of at most a quarter of the height. */
export function measureOf({ blocks, width, height }: LedgerLayout): Measure {
  const side = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, height / 4))));
  const atRight = blocks.filter((block) => block.left + block.width > 0.55 * width);
  return { side, fitsAtRight: Math.max(0, ...atRight.map((block) => block.height)) + 1.3 * side < height };
}
