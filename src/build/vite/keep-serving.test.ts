import { expect, test } from 'vitest';
import { keepServing } from './keep-serving';

test('while pages are served, a component that fails beside another is told once, and ends nothing', () => {
  const before = process.listeners('unhandledRejection');
  const logged: string[] = [];
  const { hooks } = keepServing();
  void hooks['astro:server:setup']?.({ logger: { error: (text: string) => logged.push(text) } } as never);
  const [own] = process.listeners('unhandledRejection').filter((each) => !before.includes(each));
  const failure = new Error('Cell "conv1", line 1: ReferenceError: bn is not defined');
  own?.(failure, Promise.resolve());
  own?.(failure, Promise.resolve());
  own?.('a text', Promise.resolve());
  expect(logged).toEqual([failure.stack, 'a text']);
  void hooks['astro:server:done']?.({} as never);
  expect(process.listeners('unhandledRejection')).toEqual(before);
});
