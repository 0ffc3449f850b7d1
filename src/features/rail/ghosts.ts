/** What differs from the published network, as the rail draws it: ghosts of what was published. */
import { changedRows, pairedRows } from '../../model/changed-rows';
import type { Row } from '../../model/rows';
import { writeShape } from '../../drawing/writing/counts';

export interface Ghost {
  /** The published layer where it is drawn beside the reader's: its output had another shape. */
  was: Row | null;
  /** The layer itself is only in the published network. */
  gone: boolean;
  /** Beside it, for the reader: was 96 × 55 × 55. */
  note: string;
}

export interface Compared {
  /** The reader's, and those that have gone where they stood. */
  rows: readonly Row[];
  /** By layer name. */
  ghosts: ReadonlyMap<string, Ghost>;
}

/** @param isWhole false while the reader's network is only on its way: what follows its last layer may come yet */
export function besidePublished(published: readonly Row[], rows: readonly Row[], isWhole: boolean): Compared {
  const ghosts = new Map<string, Ghost>();
  for (const { name, before, after, parts } of changedRows(published, rows)) {
    const was = before && writeShape(before.output, before.dataFormat);
    if (after === null) ghosts.set(name, { was: null, gone: true, note: `gone: was ${was}` });
    else if (before === null) ghosts.set(name, { was: null, gone: false, note: 'new' });
    else if (parts.includes('output')) ghosts.set(name, { was: before, gone: false, note: `was ${was}` });
    else if (parts.includes('settings')) ghosts.set(name, { was: null, gone: false, note: 'changed' });
  }
  const lastShared = published.findLastIndex(({ layer }) =>
    rows.some((row) => row.layer.name === layer.name),
  );
  const isDrawn = (row: Row) => isWhole || published.indexOf(row) < lastShared;
  return {
    rows: pairedRows(published, rows).flatMap(
      ({ before, after }) => after ?? (before && isDrawn(before) ? before : []),
    ),
    ghosts,
  };
}
