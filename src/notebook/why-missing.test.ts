import { beforeEach, expect, test } from 'vitest';
import { editCell } from './change-session';
import { keptFrom, restoreSession } from './kept';
import { createSession, requestRun, type Session } from './session';
import { whyMissing } from './why-missing';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

/** t trains, e is an exercise, o is the reader's cell that lacks a name. */
const cells = cellsOf('ateoz', 't').map((cell) => ({
  ...cell,
  source: `const ${cell.id} = 1;`,
  ...(cell.id === 'e' && { role: 'exercise' as const }),
}));
let session: Session;
let kernel: FakeKernel;

beforeEach(() => {
  session = createSession(cells);
  kernel = new FakeKernel();
});

function run(cellId: string): void {
  session = deliver(post(requestRun(session, { scope: 'cell', cellId }), kernel), kernel);
}

const lack = (name: string) => whyMissing(session, 'o', name)?.lack;

test('of a name that no other cell declares nothing is said', () => {
  expect([lack('o'), lack('nowhere')]).toEqual([undefined, undefined]);
});

test('a cell below, and an exercise, are of no use', () => {
  expect(lack('z')).toMatch(/^below this cell/);
  expect(lack('e')).toMatch(/no other cell sees/);
});

test('of a training it is said how it stands, before it ran, after, and after a reload', () => {
  expect(lack('t')).toMatch(/has not run: it runs only when you ask/);
  run('t');
  expect(lack('t')).toMatch(/has run since. Run this one again/);
  session = editCell(session, 't', 'const t = 2;');
  expect(lack('t')).toMatch(/not run since it was edited/);
  session = editCell(session, 't', 'const t = 1;');
  const { session: back } = restoreSession(createSession(cells), structuredClone(keptFrom(session)));
  session = back;
  expect(lack('t')).toMatch(/has to run again. What it made is gone with the kernel/);
  expect(lack('t')).toMatch(/Run In \[155\], then this one\.$/);
});

test('of a training that failed, that it has to be run as well as mended', () => {
  session = editCell(session, 't', 'const t = 1; !');
  run('t');
  expect(lack('t')).toMatch(/ended in an error. Mend it and run it, then this one/);
});

test('of one that failed, and of one that is older than those above it', () => {
  session = editCell(session, 'a', 'const a = 1; !');
  run('a');
  expect(lack('a')).toMatch(/ended in an error/);
  session = editCell(session, 'a', 'const a = 2;');
  run('t');
  session = editCell(session, 'a', 'const a = 3;');
  expect(lack('t')).toMatch(
    /has to run again. In \[154\] above has changed .* Run In \[155\], then this one\.$/,
  );
});
