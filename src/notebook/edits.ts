import type { Edits } from './stamp';

/** Where a reader's edits are kept between visits. */
export interface EditStore {
  load(): Promise<Edits>;
  save(edits: Edits): Promise<void>;
}

/** Keeps edits as long as the page lives. */
export function memoryEditStore(): EditStore {
  let kept: Edits = {};
  return {
    load: () => Promise.resolve(kept),
    save: (edits) => {
      kept = edits;
      return Promise.resolve();
    },
  };
}
