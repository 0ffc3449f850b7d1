/** `getByData('cell', 'conv1')` finds what has data-cell="conv1": the contract of src/README.md with tests. */
import { locators, type Locator } from 'vitest/browser';

declare module 'vitest/browser' {
  interface LocatorSelectors {
    getByData(name: string, value?: string): Locator;
  }
}

locators.extend({
  getByData: (name: string, value?: string) =>
    `css=[data-${name}${value === undefined ? '' : `=${JSON.stringify(value)}`}]`,
});
