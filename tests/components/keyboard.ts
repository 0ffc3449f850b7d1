import { userEvent, type Locator } from 'vitest/browser';

/** Presses keys one after another, each as Playwright names it: 'ArrowDown', 'Shift+Enter', 'a'. */
export async function press(...keys: readonly string[]): Promise<void> {
  await userEvent.keyboard(keys.map(written).join(''));
}

/** 'Shift+Enter' is `{Shift>}{Enter}{/Shift}` to user-event. */
function written(key: string): string {
  const held = key.split('+');
  const last = held.pop() ?? '';
  return `${held.map((name) => `{${name}>}`).join('')}{${last}}${held.map((name) => `{/${name}}`).join('')}`;
}

/** Gives an element the focus, once it is there. */
export async function focus(locator: Locator): Promise<void> {
  const element = await locator.findElement();
  element.focus();
}
