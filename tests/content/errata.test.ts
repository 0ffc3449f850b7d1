import { describe, expect, test } from 'vitest';
import { networkOfCells } from '../../src/build/cells-network';
import { departures } from '../../src/errata/departures';
import {
  switches,
  switchState,
  throwAll,
  throwSwitch,
  throwToward,
  type Sources,
} from '../../src/errata/switches';
import type { Layer, Network } from '../../src/model/layer';
import { memberOf, type MemberId } from '../../src/model/family/family';
import { rows } from '../../src/model/rows';
import { generator } from '../support/random';
import { chapters } from './chapters';

const published: Sources = Object.fromEntries(
  chapters.flatMap(({ fences }) =>
    fences.flatMap(({ meta, value }) => {
      const [, id] = /^cell id="([^"]+)" in=/.exec(meta ?? '') ?? [];
      return id === undefined ? [] : [[id, value] as const];
    }),
  ),
);

function thrown(sources: Sources, of: Sources | string): Sources {
  if (typeof of === 'string') throw new Error(of);
  return { ...sources, ...of };
}

/** What a row says, without the names of layers. */
function told(network: Network): object[] {
  return rows(network).map(({ layer, input, output, parameters, multiplyAdds, receptiveField }) => {
    const { name: _, ...options } = layer as Layer & Record<string, unknown>;
    return { options, input, output, parameters, multiplyAdds, receptiveField };
  });
}

describe('the switches of the errata', () => {
  test('stand off in the cells as published, whose network is the notebook’s', () => {
    expect(switches.map((each) => [each.id, switchState(published, each)])).toEqual(
      switches.map(({ id }) => [id, 'off']),
    );
    expect(told(networkOfCells(published))).toEqual(told(memberOf('notebook').network()));
  });

  test.each(switches.map((each) => [each.id, each] as const))(
    '%s: on, and off again to the letter',
    (_, own) => {
      const on = thrown(published, throwSwitch(published, own, 'on'));
      expect(switchState(on, own)).toBe('on');
      const needed = switches.filter(({ id }) => id === own.change.needs);
      const off = thrown(on, throwAll(on, [own, ...needed], 'off'));
      expect(off).toEqual(published);
    },
  );

  test.each([
    ['paper', 'paper'],
    ['program', 'authors-program'],
  ] as const)('all on toward the %s are its network, row by row', (network, member: MemberId) => {
    const on = thrown(published, throwToward(published, network));
    expect(told(networkOfCells(on))).toEqual(told(memberOf(member).network()));
    expect(thrown(on, throwToward(on, 'notebook'))).toEqual(published);
  });

  test('any three at random build a network or are refused in plain words, and leave nothing behind', () => {
    const next = generator(11);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    let refused = 0;
    for (let draw = 0; draw < 500; draw++) {
      const three = [pick(switches), pick(switches), pick(switches)];
      let present = published;
      for (const each of three) {
        const answer = throwSwitch(present, each, 'on');
        if (typeof answer === 'string') {
          refused++;
          expect(answer).toMatch(/^“.+” has changed the same lines: switch it off first\.$/);
        } else present = { ...present, ...answer };
      }
      expect(rows(networkOfCells(present)).at(-1)?.output).toEqual([1000]);
      // Off in another order than on.
      const on = switches.filter((each) => switchState(present, each) === 'on');
      while (on.length > 0) {
        const [each] = on.splice(Math.floor(next() * on.length), 1);
        if (each && switchState(present, each) === 'on')
          present = thrown(present, throwSwitch(present, each, 'off'));
      }
      expect(present).toEqual(published);
    }
    expect(refused).toBeLessThan(100);
  });
});

test('every departure has an id and a title of its own', () => {
  for (const key of ['id', 'title'] as const) {
    expect(new Set(departures.map((each) => each[key])).size).toBe(departures.length);
  }
  expect(departures.length).toBeGreaterThanOrEqual(35);
});

describe('asides and entries', () => {
  const named = chapters.flatMap(({ slug, components }) =>
    components
      .filter(({ name }) => name === 'Aside')
      .flatMap(({ attributes }) => (attributes.entries ?? '').split(' ').filter(Boolean))
      .map((id) => ({ slug, id })),
  );

  test('each aside is about entries that are there', () => {
    const ids = departures.map(({ id }) => id);
    expect(named.filter(({ id }) => !ids.includes(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });

  test('each aside of the course is about one', () => {
    const silent = chapters.flatMap(({ slug, components }) =>
      components.filter(({ name, attributes }) => name === 'Aside' && !attributes.entries).map(() => slug),
    );
    expect(silent).toEqual([]);
  });

  test('each entry leads to an aside that leads back', () => {
    const lost = departures.filter(
      ({ id, aside }) => aside !== undefined && !named.some((each) => each.id === id && each.slug === aside),
    );
    expect(lost.map(({ id }) => id)).toEqual([]);
    const unlinked = named.filter(({ id }) => departures.find((each) => each.id === id)?.aside === undefined);
    expect(unlinked).toEqual([]);
  });
});
