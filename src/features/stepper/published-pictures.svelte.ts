import { siteUrl } from '../../client/addresses/site-url';
import { fetchFile } from '../../client/errors/connection';
import { explain } from '../../client/errors/unexpected';
import type { PublishedActivations } from '../../notebook/trace';

/** Where the pictures are that the layers made when the site was built, for a page that does not bring them itself. */
export class PublishedPictures {
  #found = $state.raw<PublishedActivations | null>(null);
  #missing = $state('');

  /** Null until they are there. */
  get found(): PublishedActivations | null {
    return this.#found;
  }

  /** Why they are not there, for the reader; empty unless they could not be fetched. */
  get missing(): string {
    return this.#missing;
  }

  async fetch(): Promise<void> {
    try {
      this.#found = await fetchFile(
        siteUrl('activations.json'),
        (response) => response.json() as Promise<PublishedActivations>,
        'The published pictures could not be fetched. Check the connection, then load the page again.',
      );
    } catch (error) {
      this.#missing = explain(error);
    }
  }
}
