/**
 * Keeps an element above the page, its panels and its dialogs, and within reach: what stands beside a modal dialog is
 * inert, whatever layer it is in. For `{@attach}`.
 */
export function onTop(element: HTMLElement): () => void {
  const home = element.parentElement;
  element.popover = 'manual';

  function rise() {
    const place = [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1) ?? home;
    if (place && element.parentElement !== place) place.append(element);
    if (element.matches(':popover-open')) element.hidePopover();
    element.showPopover();
  }

  /** A panel that opens lies over all that was open before it. */
  function onToggle(event: Event) {
    if (event.target !== element && event instanceof ToggleEvent && event.newState === 'open') rise();
  }

  rise();
  const dialogs = new MutationObserver(rise);
  dialogs.observe(document.body, { subtree: true, attributeFilter: ['open'] });
  document.addEventListener('toggle', onToggle, true);
  return () => {
    dialogs.disconnect();
    document.removeEventListener('toggle', onToggle, true);
  };
}
