import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';
import {
  findUnsaved,
  forgetUnsaved,
  leaveUnsaved,
  mayHoldSomething,
  noteThatKept,
  setUnsavedAside,
} from './unsaved';

let page: FakePage;

beforeEach(() => {
  page = new FakePage();
});

afterEach(() => vi.unstubAllGlobals());

describe('what a page leaves', () => {
  test('is found by the next with its tab, until it is forgotten', () => {
    leaveUnsaved('one', { typed: { a: 'x' } });
    leaveUnsaved('two', { typed: { b: 'y' } });
    expect(findUnsaved()).toEqual([
      { tab: 'one', found: { typed: { a: 'x' } } },
      { tab: 'two', found: { typed: { b: 'y' } } },
    ]);
    forgetUnsaved('one');
    expect(findUnsaved()).toEqual([{ tab: 'two', found: { typed: { b: 'y' } } }]);
  });

  test('is not taken for a choice of the reader’s, nor a choice for it', () => {
    page.local.set('alexnet.tab', 'indents');
    expect(findUnsaved()).toEqual([]);
  });

  test('and is damaged is nothing, but there', () => {
    page.local.set('alexnet.unsaved.one', '{"typed":{"a":');
    expect(findUnsaved()).toEqual([{ tab: 'one', found: null }]);
  });

  test('and cannot be read is set aside as it was', () => {
    page.local.set('alexnet.unsaved.one', '{"typed":{"a":');
    setUnsavedAside('one');
    expect([...page.local]).toEqual([['alexnet.aside.one', '{"typed":{"a":']]);
    expect(findUnsaved()).toEqual([]);
  });
});

describe('there may be something', () => {
  test('once anything was kept or left', () => {
    expect(mayHoldSomething()).toBe(false);
    leaveUnsaved('one', {});
    expect(mayHoldSomething()).toBe(true);
    forgetUnsaved('one');
    expect(mayHoldSomething()).toBe(false);
    noteThatKept();
    expect(mayHoldSomething()).toBe(true);
  });

  test('where nobody can say', () => {
    vi.stubGlobal('localStorage', null);
    expect(mayHoldSomething()).toBe(true);
  });
});

describe('a browser that refuses', () => {
  /** Its store answers, but throws when something is put into it. */
  function refuse(error: Error): void {
    const { localStorage: store } = globalThis;
    vi.stubGlobal(
      'localStorage',
      new Proxy(store, {
        get: (target, name) => {
          if (name === 'setItem') throw error;
          return Reflect.get(target, name) as unknown;
        },
      }),
    );
  }

  test('for want of room loses nothing that was there, not in setting it aside either', () => {
    leaveUnsaved('one', 'kept');
    refuse(new DOMException('No room.', 'QuotaExceededError'));
    leaveUnsaved('one', 'newer');
    leaveUnsaved('two', 'newer');
    setUnsavedAside('one');
    expect(findUnsaved()).toEqual([{ tab: 'one', found: 'kept' }]);
  });

  test('its store finds nothing and fails at nothing', () => {
    vi.stubGlobal(
      'localStorage',
      new Proxy({} as Storage, {
        get: () => {
          throw new DOMException('Not in this window.', 'SecurityError');
        },
        ownKeys: () => {
          throw new DOMException('Not in this window.', 'SecurityError');
        },
      }),
    );
    leaveUnsaved('one', 'lost');
    expect(findUnsaved()).toEqual([]);
  });

  test('is no fault of the page’s, and a fault is no refusal', () => {
    const fault = new TypeError('undefined is not a store');
    refuse(fault);
    expect(() => leaveUnsaved('one', 'x')).toThrow(fault);
  });
});
