/**
 * What pages do about exercises. Shows what is done of the course: a reader who has done nothing fetches nothing for
 * it. Puts a solution into its cell when its button is pressed.
 */
import { ignoreNetworkError } from '../../client/errors/network';
import { channelOfTabs } from '../../client/keeping/channel';
import { mayHoldSomething } from '../../client/keeping/unsaved';

function show(): void {
  // Without it the page is as complete as without script.
  if (mayHoldSomething()) import('./kept-progress').then(({ showKept }) => showKept(), ignoreNetworkError);
}

document.addEventListener('astro:page-load', show);
// The keeper of this tab and of every other tells here that something has been kept.
channelOfTabs()?.addEventListener('message', show);

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-solution-of]') : null;
  const cellId = button?.dataset['solutionOf'];
  const solution = button?.parentElement?.querySelector('pre')?.textContent;
  if (cellId === undefined || solution === undefined) return;
  const status = button?.parentElement?.querySelector('output');
  if (status) status.textContent = '';
  import('./put-solution').then(
    ({ putSolution }) => putSolution(cellId, solution),
    (error: unknown) => {
      if (status) status.textContent = 'This could not be fetched. Check the connection and try again.';
      ignoreNetworkError(error);
    },
  );
});
