import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, read } from './sources';

const MOST_LINES = 350;
const CODE = /\.(ts|mjs|svelte|astro|css)$/;
const SRC = filesBelow('src').filter((path) => CODE.test(path));
/** Those in which a forbidden word may stand: this one names them all. */
const TESTS = filesBelow('tests').filter((path) => CODE.test(path) && basename(path) !== 'files.test.ts');

/** Lines in which the pattern stands, as path:line. */
function places(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

describe('src', () => {
  test(`no file is longer than ${MOST_LINES} lines`, () => {
    const long = SRC.map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
  });

  test('no barrels and no folder of leftovers', () => {
    const unwanted = SRC.filter((path) => /\/(utils|helpers|common|misc)\/|\/index\.(ts|mjs)$/.test(path));
    expect(unwanted).toEqual([]);
  });

  test('no open ends', () => {
    expect(places(SRC, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });
});

describe('src and tests', () => {
  const both = [...SRC, ...TESTS];

  test.for([
    ['a rule of lint switched off', /eslint-disable/],
    ['a type error hushed', /@ts-(ignore|nocheck|expect-error)/],
    ['any in place of a type', /\bas any\b|: any\b|<any>/],
    ['a path of one machine', /(^|[\s'"`(=])\/(work|tmp|home|root|Users)\//],
  ] as const)('nowhere %s', ([, pattern]) => {
    expect(places(both, pattern)).toEqual([]);
  });
});

describe('tests', () => {
  test.for([
    [
      'left out or run alone',
      /\b(test|it|describe)\.(skip|only|todo|fixme|fails|skipIf|runIf)\b|\btest\.concurrent\.(skip|only)\b/,
    ],
    ['tried again until it passes', /\bretry:\s*[1-9]|\bretries:\s*[1-9]|\.retry\(/],
    ['waiting for a time instead of an event', /\bwaitForTimeout\(|\bsleep\(|setTimeout\(\s*resolve/],
  ] as const)('none is %s', ([, pattern]) => {
    expect(places(TESTS, pattern)).toEqual([]);
  });
});

test('a clone has the same ends of lines on every system', () => {
  expect(read('.gitattributes').split('\n')).toContain('* text=auto eol=lf');
  const texts = [...SRC, ...TESTS, ...filesBelow('content').filter((path) => path.endsWith('.mdx'))];
  expect(texts.filter((path) => read(path).includes('\r'))).toEqual([]);
});
