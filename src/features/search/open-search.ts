import { mount, unmount } from 'svelte';
import Search from './Search.svelte';

let shown: ReturnType<typeof mount> | null = null;
/** What was looked for last, in this visit: the next opening shows it again. */
let query = '';

/** Opens the search over the page. */
export function openSearch(): void {
  if (shown !== null) return;
  const search = mount(Search, {
    target: document.body,
    props: {
      query,
      onClose: (last: string) => {
        query = last;
        shown = null;
        void unmount(search);
      },
    },
  });
  shown = search;
}
