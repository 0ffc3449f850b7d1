/** Takes up the changes that the page's address carries, and puts them before the reader. */
import { explain } from '../../client/errors/unexpected';
import { readShared } from '../../notebook/share';
import { newId } from '../../client/document/new-id';
import { notebook } from '../../client/document/notebook.svelte';
import { carriedBy, unencodedLink, unpack, withoutChanges } from './link';
import { waitingOffer } from './offered.svelte';

export async function openLink(): Promise<void> {
  const whole = unencodedLink(location.href);
  if (whole !== null) {
    location.replace(whole);
    return;
  }
  const carried = carriedBy(location.hash);
  if (carried === null) return;
  const content = await read(carried);
  // The reader may have gone on meanwhile.
  if (carriedBy(location.hash) === carried)
    waitingOffer.ask({ from: 'link', content, onDecided: clearAddress });
}

async function read(carried: string) {
  try {
    const text = await unpack(carried);
    await notebook.ready;
    return readShared(text, notebook.published, newId);
  } catch (error) {
    return explain(
      error,
      'The list of cells could not be fetched, so the link could not be read. Check the connection, reload the page and open the link again.',
    );
  }
}

/** So that a reload, or a link to this page made from its address, does not bring them again. */
function clearAddress(): void {
  // The router keeps the page's place in the history there.
  history.replaceState(history.state, '', withoutChanges(location.href));
}
