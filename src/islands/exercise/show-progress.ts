/** Shows what is done of the course, on every page. A reader who has done nothing fetches nothing for it. */
import { channelName } from '../keeping/channel';
import { mayHoldSomething } from '../keeping/unsaved';

function show(): void {
  // Without it the page is as complete as without script.
  if (mayHoldSomething())
    import('./kept-progress').then(
      ({ showKept }) => showKept(),
      () => undefined,
    );
}

document.addEventListener('astro:page-load', show);
// The keeper of this tab and of every other tells here that something has been kept.
new BroadcastChannel(channelName).addEventListener('message', show);
