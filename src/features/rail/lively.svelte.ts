/** What the rail shows once a reader is there: pictures on the faces, and the ghosts of what was published. */
import { ignoreConnectionError } from '../../client/errors/connection';
import { firstSign } from '../../client/page/first-sign';

type Parts = typeof import('../../client/trace/faces.svelte') & typeof import('./ghosts');

class Lively {
  #parts = $state.raw<Parts | null>(null);
  #begun = false;

  /** Null until they have been fetched. */
  get parts(): Parts | null {
    return this.#parts;
  }

  /** Fetches them at the first sign of a reader. */
  async begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await firstSign();
    try {
      const [faces, ghosts] = await Promise.all([
        import('../../client/trace/faces.svelte'),
        import('./ghosts'),
      ]);
      this.#parts = { ...faces, ...ghosts };
    } catch (error) {
      // The volumes stand without; another page tries again.
      this.#begun = false;
      ignoreConnectionError(error);
    }
  }
}

export const lively = new Lively();
