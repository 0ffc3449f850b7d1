import { whileWanted } from '../errors/while-wanted';
import { photograph } from './chosen-photograph.svelte';

/** The chosen photograph's pixels, 256 x 256 RGBA; null until they are decoded. Made while a component is. */
export function decodedPhotograph(): { readonly pixels: Uint8ClampedArray<ArrayBuffer> | null } {
  let pixels: Uint8ClampedArray<ArrayBuffer> | null = $state.raw(null);
  $effect(() => {
    const { id } = photograph;
    return whileWanted(
      photograph.decoded(),
      (decoded) => {
        if (decoded.id === id) pixels = decoded.pixels;
      },
      // The picker of photographs tells why; what is drawn over nothing still says where.
      () => (pixels = null),
    );
  });
  return {
    get pixels() {
      return pixels;
    },
  };
}
