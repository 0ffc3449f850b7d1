/** The network with two towers of the notebook's repository, as chapter 14 publishes it, is that of `src/model`. */
import { expect, test } from 'vitest';
import { memberOf } from '../../src/model/family/family';
import { rows } from '../../src/model/rows';
import { all, having, one, pageAt, textOf } from './html';

test('each row of the published summary, what it is connected to, and the total', () => {
  const cell = one(pageAt('/two-towers/'), having('data-cell', 'towers'));
  const lines = all(cell, having('data-output', 'text')).flatMap((text) => textOf(text).split('\n'));
  const shown = lines.flatMap((line) => {
    const [, shape, parameters] = /^\w+ \(.*\(None, ([\d, ]+)\) +(\d+) +\S/.exec(line) ?? [];
    return shape === undefined ? [] : [`${shape}: ${parameters ?? ''}`];
  });
  const network = rows(memberOf('two-towers').network());
  expect(shown).toEqual(network.map(({ output, parameters }) => `${output.join(', ')}: ${parameters}`));
  expect(lines.filter((line) => /^ +conv_\d_2\[0\]\[0\]/.test(line))).toHaveLength(3);
  expect(lines).toContain('Total params: 49,430,888');
});
