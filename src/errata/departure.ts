/** A departure as data: who does what, how it is known, and the edits of cells that undo it. */
import type { NotebookCell } from '../model/networks';
import type { CellEdit } from './cell-edit';

/** Where a fact can be looked up. */
export interface Evidence {
  readonly where: string;
  /** Left out for what has no page of its own, as the paper. */
  readonly href?: string;
}

/** Whose network a switch goes to: it is the paper's in all entries but those in which paper and program differ. */
export type Toward = 'paper' | 'program' | 'caffe';

export interface Switch {
  readonly toward: Toward;
  /** What the cell says once it is on, as the name of the switch. */
  readonly label: string;
  readonly edits: readonly CellEdit[];
  /** The id of another entry whose switch has to be on, since this one changes what that one writes. */
  readonly needs?: string;
}

export interface Departure {
  readonly id: string;
  readonly title: string;
  /** Left out where it says nothing of it. */
  readonly paper?: string;
  /** The authors' own program. */
  readonly program?: string;
  readonly caffe?: string;
  readonly notebook: string;
  /** What follows from it, where the counts do not say so. */
  readonly consequence?: string;
  readonly evidence: readonly Evidence[];
  /** The cell it stands in, or that it is said beside. */
  readonly cell: NotebookCell;
  /** The chapter that has an aside about it. */
  readonly aside?: string;
  /** Or why there is nothing to switch. */
  readonly change: Switch | string;
}

export interface Part {
  readonly id: string;
  readonly title: string;
  readonly departures: readonly Departure[];
}
