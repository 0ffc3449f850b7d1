import { CONVOLUTIONS } from './convolutions';
import { DENSE } from './dense';
import { ELEMENTWISE } from './elementwise';
import type { LayerCase } from './layer-case';
import { type Layout, layoutsOf } from './try-layer';
import { MERGES } from './merges';
import { NORMALISATIONS } from './normalisations';
import { RECURRENT } from './recurrent';
import { SPATIAL } from './spatial';

const ALL: readonly LayerCase[] = [
  ...CONVOLUTIONS,
  ...SPATIAL,
  ...NORMALISATIONS,
  ...ELEMENTWISE,
  ...DENSE,
  ...MERGES,
  ...RECURRENT,
];

/** A layer in a layout: on a backend, two cells of the table, its output and its gradient. */
export interface Row {
  readonly title: string;
  readonly layer: LayerCase;
  readonly layout: Layout;
}

const row = (layer: LayerCase, layout: Layout): Row => ({
  title: `${[layer.maker, ...(layer.trying === undefined ? [] : [layer.trying])].join(', ')}: ${layout}`,
  layer,
  layout,
});

/** Every layer in every way it is tried, in every layout. */
export const ROWS: readonly Row[] = ALL.flatMap((layer) =>
  layoutsOf(layer).map((layout) => row(layer, layout)),
);

/** Every layer in one way or a few, in every layout: for where each row takes time, as shaders are compiled for it. */
export const ROWS_ONCE: readonly Row[] = ROWS.filter(
  ({ layer: { maker, everywhere } }, index) =>
    everywhere ||
    !ROWS.slice(0, index).some(
      (before) => before.layer.maker === maker && before.layer !== ROWS[index]?.layer,
    ),
);
