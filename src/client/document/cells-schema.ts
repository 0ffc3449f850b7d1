/** What `cells.json` must hold. Fetched with it: the page itself carries no schema. */
import * as v from 'valibot';
import type { Cell } from '../../notebook/cell';

const cells: v.GenericSchema<unknown, Cell[]> = v.array(
  v.object({
    id: v.string(),
    in: v.nullable(v.number()),
    chapter: v.string(),
    source: v.string(),
    slow: v.boolean(),
    after: v.exactOptional(v.string()),
    role: v.picklist(['course', 'exercise', 'scratch']),
    check: v.exactOptional(v.string()),
  }),
);

/** @throws {ValiError} if it is no list of cells */
export function readCells(value: unknown): readonly Cell[] {
  return v.parse(cells, value);
}
