/** The declarations of the course's library against what the kernel has: types by the compiler, names when it runs. */
import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { EngineSession } from '../engine/session';
import { courseModules } from '../kernel/course-modules';
import type * as keras from './library/keras';
import type * as utils from './library/utils';

type Modules = ReturnType<typeof courseModules>;

/** What each function of a module takes. What it declares as const is readonly in a module, and not in the table. */
type Taken<M> = { -readonly [Name in keyof M]: M[Name] extends (...taken: infer T) => unknown ? T : never };

// Its modules are named without being used.
const session = Object.create(EngineSession.prototype) as EngineSession;
const modules = courseModules(session, {
  photographs: () => Promise.resolve([]),
  file: () => Promise.resolve(new ArrayBuffer(0)),
});

function declaredNames(module: string): string[] {
  const path = new URL(`./library/${module}.d.ts`, import.meta.url);
  return [...readFileSync(path, 'utf8').matchAll(/^export (?:function|const) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
}

test('./keras has the functions that are declared, and they take and give what is declared', () => {
  expect(declaredNames('keras')).toEqual(Object.keys(modules['./keras']));
  expectTypeOf<Modules['./keras']>().toExtend<typeof keras>();
  expectTypeOf<Taken<Modules['./keras']>>().toEqualTypeOf<Taken<typeof keras>>();
});

test('./utils has what is declared, and its functions take and give what is declared', () => {
  expect(declaredNames('utils')).toEqual(Object.keys(modules['./utils']));
  expectTypeOf<Modules['./utils']>().toExtend<typeof utils>();
  expectTypeOf<Taken<Modules['./utils']>>().toEqualTypeOf<Taken<typeof utils>>();
});
