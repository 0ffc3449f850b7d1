import { expect, test, vi } from 'vitest';
import { LanguageClient, type Port } from './language-client';
import type { Answer, Question } from '../../language/messages';

const program = [{ id: 'own', source: 'model.' }];

/** A worker that answers when the test says so. */
function open() {
  const asked: Question[] = [];
  const port: Port = { postMessage: (question) => asked.push(question), onmessage: null, onerror: null };
  const tell = (data: Answer) => port.onmessage?.({ data } as MessageEvent<Answer>);
  let started = 0;
  let failures = 0;
  const client = new LanguageClient(
    () => {
      started++;
      return port;
    },
    () => failures++,
  );
  return {
    client,
    asked,
    counts: () => ({ started, failures }),
    methods: () => asked.map(({ method }) => method),
    answer: (value: unknown) => tell({ id: asked.at(-1)?.id ?? 0, value }),
    refuse: () => tell({ id: asked.at(-1)?.id ?? 0, failed: true }),
    die: () => port.onerror?.({} as ErrorEvent),
  };
}

test('the worker is started by the first question, and once', async () => {
  const { client, counts, answer } = open();
  expect(counts().started).toBe(0);
  const first = client.ask('own', 'problems', program);
  answer([]);
  expect(await first).toEqual([]);
  void client.ask('own', 'problems', program);
  expect(counts().started).toBe(1);
});

test('one question is asked at a time; of those that wait, what a reader waits for comes first', () => {
  const { client, methods, answer } = open();
  for (const method of ['hover', 'signature', 'complete'] as const)
    void client.ask('own', method, program, 6);
  void client.ask('own', 'problems', program);
  expect(methods()).toEqual(['hover']);
  for (let i = 0; i < 3; i++) answer(null);
  expect(methods()).toEqual(['hover', 'complete', 'signature', 'problems']);
});

test('a question that is overtaken while it waits is answered by null and never asked: the newer has its turn', async () => {
  const { client, asked, answer } = open();
  void client.ask('own', 'hover', program, 0);
  const overtaken = client.ask('own', 'complete', program, 1);
  const ofAnotherCell = client.ask('other', 'complete', program, 2);
  const last = client.ask('own', 'complete', program, 3);
  expect(await overtaken).toBeNull();
  for (let i = 0; i < 3; i++) answer({ from: 0, options: [] });
  expect(await ofAnotherCell).toEqual({ from: 0, options: [] });
  expect(await last).toEqual({ from: 0, options: [] });
  expect(asked.map(({ parameters }) => parameters[1])).toEqual([0, 3, 2]);
});

test('a question that TypeScript comes to grief over is answered by null; the next is asked', async () => {
  const { client, refuse, answer, counts } = open();
  const first = client.ask('own', 'hover', program, 0);
  const second = client.ask('own', 'problems', program);
  refuse();
  expect(await first).toBeNull();
  answer([]);
  expect(await second).toEqual([]);
  expect(counts().failures).toBe(0);
});

test('a worker that cannot be had is told once; all questions are answered by null from then on', async () => {
  const { client, die, counts } = open();
  const questions = [client.ask('own', 'hover', program, 0), client.ask('own', 'problems', program)];
  die();
  die();
  expect(await Promise.all(questions)).toEqual([null, null]);
  expect(await client.ask('own', 'complete', program, 0)).toBeNull();
  expect(counts()).toEqual({ started: 1, failures: 1 });
});

test('a browser that does not start workers is no trouble either', async () => {
  let failures = 0;
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const blocked = new Error('blocked');
  const client = new LanguageClient(
    () => {
      throw blocked;
    },
    () => failures++,
  );
  expect(await client.ask('own', 'hover', program, 0)).toBeNull();
  expect(failures).toBe(1);
  expect(logged).toHaveBeenCalledWith(blocked);
});
