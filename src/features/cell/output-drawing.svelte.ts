/** What draws the outputs of all cells: fetched when a first one is run, so that reading alone never asks for it. */
import { ignoreConnectionError } from '../../client/errors/connection';

const fetchIt = () => import('./LiveOutputs.svelte');

class OutputDrawing {
  /** Null until it was asked for and has come. */
  loaded = $state.raw<Awaited<ReturnType<typeof fetchIt>> | null>(null);
  missing = $state(false);

  /** Asks for it, unless it is there. */
  want(): void {
    if (this.loaded !== null) return;
    fetchIt().then(
      (loaded) => (this.loaded = loaded),
      (error: unknown) => {
        this.missing = true;
        ignoreConnectionError(error);
      },
    );
  }
}

export const outputDrawing = new OutputDrawing();
