import { mount, unmount } from 'svelte';
import type { CommandId } from './commands';
import Palette from './Palette.svelte';

/** Shows every command over the page. The one that the reader chooses is handed over when the focus is back. */
export function openPalette(onChoose: (command: CommandId) => void): void {
  const palette = mount(Palette, {
    target: document.body,
    props: {
      mac: /Mac|iPhone|iPad/.test(navigator.userAgent),
      onClose: (chosen: CommandId | null) => {
        void unmount(palette);
        if (chosen !== null) onChoose(chosen);
      },
    },
  });
}
