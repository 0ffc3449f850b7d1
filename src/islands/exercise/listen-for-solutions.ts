/** The buttons that put a solution into its cell. What they need is fetched when one is pressed. */
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-solution-of]') : null;
  const cellId = button?.dataset['solutionOf'];
  const solution = button?.parentElement?.querySelector('pre')?.textContent;
  if (cellId === undefined || solution === undefined) return;
  void import('./put-solution').then(({ putSolution }) => putSolution(cellId, solution));
});
