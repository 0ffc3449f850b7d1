/** Who imports whom in src: the table of src/README.md, and no circles. */
import { describe, expect, test } from 'vitest';
import { filesBelow, importsOf, read, target, type Import } from './sources';

/** A row of the table. */
interface Rule {
  /** Rooms of one row stand together and may import each other. */
  rooms: readonly string[];
  /** Rooms of which everything may be imported. */
  imports: readonly string[];
  /** Rooms of which only types, and the address of a worker. */
  types: readonly string[];
  /** Rooms of which everything may be imported by .astro files: they run when the site is built. */
  astro: readonly string[];
  /** The only packages that may be imported; null if it does not matter which. */
  packages: readonly string[] | null;
  /** No folder of the room may import another, but for those named; null: they may. */
  alone: readonly string[] | null;
}

/** Reads `model, drawing; types of kernel; in .astro build; packages valibot; each folder alone, but photo`. */
function readRule(row: string): Rule {
  const [, first = '', , last = ''] = row.split(/ ?\| ?/);
  const clause = (start: string) => last.split('; ').find((each) => each.startsWith(start));
  const words = (text = '') =>
    (text.match(/[@\w-]+(\/[\w-]+)*/g) ?? []).filter((word) => !['nothing', 'none', 'but'].includes(word));
  const listed = (start: string) => {
    const found = clause(start);
    return found === undefined ? null : words(found.slice(start.length));
  };
  return {
    rooms: words(first),
    imports: words(last.split('; ')[0]),
    types: listed('types of') ?? [],
    astro: listed('in .astro') ?? [],
    packages: listed('packages'),
    alone: listed('each folder alone'),
  };
}

const RULES = read('src/README.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map(readRule);

const SOURCES = filesBelow('src').filter((path) => /\.(ts|mjs|svelte|astro)$/.test(path));
/** A test may import whatever it needs to judge its subject. */
const CODE = SOURCES.filter((path) => !path.endsWith('.test.ts'));
const roomOf = (path: string) => path.split('/')[1] ?? '';
const ROOMS = [...new Set(CODE.filter((path) => path.split('/').length > 2).map(roomOf))];
const ruleOf = (path: string) => RULES.find(({ rooms }) => rooms.includes(roomOf(path)));

interface Edge extends Import {
  from: string;
  to: string;
}

const RELATIVE = SOURCES.flatMap((from) =>
  importsOf(from)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, from, to: target(from, found.specifier) })),
);
const EDGES = RELATIVE.filter(
  (edge): edge is Edge => edge.to !== null && edge.to.startsWith('src/') && !edge.from.endsWith('.test.ts'),
);

function isAllowed({ from, to, kind }: Edge): boolean {
  const rule = ruleOf(from);
  if (rule === undefined) return false;
  const [there, wanted] = [roomOf(to), to.split('/')[2] ?? ''];
  if (there === roomOf(from)) {
    return rule.alone === null || from.split('/')[2] === wanted || rule.alone.includes(wanted);
  }
  if (rule.rooms.includes(there) || rule.imports.includes(there)) return true;
  if (from.endsWith('.astro') && rule.astro.includes(there)) return true;
  return kind !== 'value' && rule.types.includes(there);
}

describe('who imports whom', () => {
  test('every room of src stands in the table of src/README.md, and no other', () => {
    const named = RULES.flatMap(({ rooms }) => rooms).filter((room) => room !== 'styles');
    expect(named.sort()).toEqual([...ROOMS].sort());
  });

  test('imports are found in .ts, .svelte and .astro, dynamic ones and the URLs of workers among them', () => {
    expect(EDGES.filter(({ to }) => to === 'src/model/layer.ts').length).toBeGreaterThan(10);
    expect(EDGES.some(({ from }) => from.endsWith('.svelte'))).toBe(true);
    expect(EDGES.some(({ from }) => from.endsWith('.astro'))).toBe(true);
    expect(EDGES.some(({ to, kind }) => to === 'src/kernel/kernel.worker.ts' && kind === 'url')).toBe(true);
    expect(EDGES.some(({ to }) => to === 'src/client/keeping/sync.ts')).toBe(true);
  });

  test('every relative import leads to a file', () => {
    const lost = RELATIVE.filter(({ to, kind }) => to === null && kind !== 'url');
    expect(lost.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  test.for(ROOMS)('%s imports only what the table allows', (room) => {
    const wrong = EDGES.filter((edge) => roomOf(edge.from) === room && !isAllowed(edge));
    expect(wrong.map(({ from, to, kind }) => `${from} imports a ${kind} of ${to}`)).toEqual([]);
  });

  test.for(RULES.filter(({ packages }) => packages !== null))(
    '$rooms imports no packages but $packages',
    ({ rooms, packages }) => {
      const wrong = CODE.filter((path) => rooms.includes(roomOf(path))).flatMap((path) =>
        importsOf(path)
          .filter(({ specifier }) => !specifier.startsWith('.') && !packages?.includes(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
      expect(wrong).toEqual([]);
    },
  );

  test('TensorFlow.js is imported by the engine, the kernel and the build alone', () => {
    const importers = CODE.filter((path) => !['engine', 'kernel', 'build'].includes(roomOf(path))).filter(
      (path) =>
        importsOf(path).some(
          ({ specifier, kind }) => specifier.startsWith('@tensorflow/') && kind === 'value',
        ),
    );
    expect(importers).toEqual([]);
  });
});

describe('no circles', () => {
  const modules = EDGES.filter(({ kind }) => kind !== 'url');
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

  test('no file imports itself by way of others', () => {
    expect(circlesOf(modules)).toEqual([]);
  });

  test('no folder imports itself by way of others', () => {
    const between = modules.map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }));
    expect(circlesOf(between.filter(({ from, to }) => from !== to))).toEqual([]);
  });

  test('a circle would be found', () => {
    const [a, b, c] = ['a', 'b', 'c'] as const;
    expect(circlesOf([{ from: a, to: b }, { from: b, to: c }])).toEqual([]); // prettier-ignore
    expect(circlesOf([{ from: a, to: b }, { from: b, to: c }, { from: c, to: b }])).toEqual(['b > c > b']); // prettier-ignore
  });
});

/** Every way that leads back to where it began, once. */
function circlesOf(edges: readonly { from: string; to: string }[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles = new Set<string>();
  const follow = (place: string, trail: readonly string[]) => {
    if (trail.includes(place)) {
      circles.add([...trail.slice(trail.indexOf(place)), place].join(' > '));
      return;
    }
    if (done.has(place)) return;
    for (const to of next.get(place) ?? []) follow(to, [...trail, place]);
    done.add(place);
  };
  for (const place of next.keys()) follow(place, []);
  return [...circles];
}

test('no room holds more than 30 % of the lines of src', () => {
  const linesOf = (path: string) => read(path).split('\n').length - 1;
  const counted = filesBelow('src').filter((path) => /\.(ts|mjs|svelte|astro|css)$/.test(path));
  const all = counted.reduce((sum, path) => sum + linesOf(path), 0);
  const shares = ROOMS.map((room) => {
    const lines = counted
      .filter((path) => roomOf(path) === room)
      .reduce((sum, path) => sum + linesOf(path), 0);
    return { room, share: lines / all };
  });
  expect(shares.filter(({ share }) => share > 0.3)).toEqual([]);
});
