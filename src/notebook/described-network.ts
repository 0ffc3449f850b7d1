/** The network that cells describe as they stand, without a run. */
import type { Network } from '../model/layer';

export interface SourceCell {
  id: string;
  source: string;
}

/** A layer that does not fit, in the words of the model; no layer behind it is known. */
export interface Misfit {
  cellId: string;
  /** 1-based. */
  line: number;
  message: string;
}

export interface Described {
  network: Network;
  /** The id of the cell that adds each layer, by the layer's name. */
  madeBy: Readonly<Record<string, string>>;
  misfit: Misfit | null;
}

/** 'unread' while a cell is half written; 'unknown' where only a run can tell. */
export type Description = Described | 'unread' | 'unknown';
