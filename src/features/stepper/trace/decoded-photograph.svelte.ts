import { unexpected } from '../../../client/errors/unexpected';
import { ReaderError } from '../../../notebook/reader-error';
import { notebook } from '../../../client/notebook.svelte';

/** The chosen photograph's pixels, 256 x 256 RGBA; null until they are decoded. Made while a component is. */
export function decodedPhotograph(): { readonly pixels: Uint8ClampedArray<ArrayBuffer> | null } {
  let pixels: Uint8ClampedArray<ArrayBuffer> | null = $state.raw(null);
  $effect(() => {
    let isWanted = true;
    const { id } = notebook.photograph;
    notebook.photograph.decoded().then(
      (photograph) => {
        if (isWanted && photograph.id === id) pixels = photograph.pixels;
      },
      (error: unknown) => {
        // The picker tells why; the frame around nothing still says where.
        if (isWanted) pixels = null;
        if (!(error instanceof ReaderError)) unexpected(error);
      },
    );
    return () => (isWanted = false);
  });
  return {
    get pixels() {
      return pixels;
    },
  };
}
