/**
 * What pages do about exercises. Shows what is done of the course: a reader who has done nothing fetches nothing for
 * it. Puts a solution into its cell when its button is pressed.
 */
import { ignoreConnectionError } from '../../client/errors/connection';
import { channelOfTabs } from '../../client/keeping/channel';
import { mayHoldSomething } from '../../client/keeping/unsaved';

function show(): void {
  // Without it the page is as complete as without script.
  if (mayHoldSomething()) import('./kept-progress').then(({ showKept }) => showKept(), ignoreConnectionError);
}

document.addEventListener('astro:page-load', show);
// Whatever writes the record, in this tab or another, says so here.
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
      ignoreConnectionError(error);
    },
  );
});
