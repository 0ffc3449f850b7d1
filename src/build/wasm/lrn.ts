/**
 * In WebAssembly's text format: local response normalization with beta = 0.75, as in the paper (section 3.3), where the
 * power is n^-0.75 = 1 / (sqrt(n) * sqrt(sqrt(n))).
 *
 * $row has room for the channels of one pixel with $radius zeros on either side, so that no window needs a border.
 */
import { getLanes, laneLocals, type Lanes, overNumbers, setLanes } from './lanes.ts';
import { add, whileLeft } from './text.ts';

/** The sum of the row's numbers around that at $at, which is $radius numbers further in the row. */
function windowSum(lanes: Lanes): string {
  const label = `tap${lanes.count}`;
  return `
    ${setLanes(lanes, 'sum', lanes.all('(f32.const 0)'))}
    (local.set $tap (local.get $at))
    (local.set $taps (i32.add (i32.shl (local.get $radius) (i32.const 1)) (i32.const 1)))
    (loop $${label}
      ${setLanes(lanes, 'sum', lanes.op('add', getLanes(lanes, 'sum'), lanes.load('(local.get $tap)')))}
      ${add('tap', '(i32.const 4)')}
      (br_if $${label} (local.tee $taps (i32.sub (local.get $taps) (i32.const 1)))))`;
}

/** Sets $n to bias + alpha * sum, and $power to its -0.75th. */
function divisor(lanes: Lanes): string {
  const root = lanes.op('sqrt', getLanes(lanes, 'n'));
  return `
    ${windowSum(lanes)}
    ${setLanes(
      lanes,
      'n',
      lanes.op(
        'add',
        lanes.all('(local.get $bias)'),
        lanes.op('mul', lanes.all('(local.get $alpha)'), getLanes(lanes, 'sum')),
      ),
    )}
    ${setLanes(lanes, 'power', root)}
    ${setLanes(
      lanes,
      'power',
      lanes.op(
        'div',
        lanes.all('(f32.const 1)'),
        lanes.op('mul', getLanes(lanes, 'power'), lanes.op('sqrt', getLanes(lanes, 'power'))),
      ),
    )}`;
}

/** Goes over a pixel's channels. $at follows in the row from its beginning, these addresses in the tensors. */
function overChannels(
  label: string,
  row: string,
  addresses: readonly string[],
  body: (lanes: Lanes) => string,
): string {
  return `
    (local.set $at (local.get $${row}))
    (local.set $left (local.get $channels))
    ${overNumbers(
      'left',
      label,
      (lanes) => `
      ${body(lanes)}
      ${['at', ...addresses].map((address) => add(address, `(i32.const ${4 * lanes.count})`)).join('')}`,
    )}`;
}

function back(...addresses: string[]): string {
  return addresses
    .map((address) => `(local.set $${address} (i32.sub (local.get $${address}) (local.get $pixelBytes)))`)
    .join('');
}

const INSIDE = '(i32.add (local.get $at) (local.get $radiusBytes))';

function squares(label: string): string {
  return overChannels(label, 'row', ['x'], (lanes) =>
    lanes.store(INSIDE, lanes.op('mul', lanes.load('(local.get $x)'), lanes.load('(local.get $x)'))),
  );
}

const LOCALS = `(local $left i32) (local $at i32) (local $tap i32) (local $taps i32)
    (local $radiusBytes i32) (local $pixelBytes i32) ${laneLocals('sum', 'n', 'power')}`;

const SIZES = `
    (local.set $radiusBytes (i32.shl (local.get $radius) (i32.const 2)))
    (local.set $pixelBytes (i32.shl (local.get $channels) (i32.const 2)))`;

/** y = x * n^-0.75 */
export const lrn = `
  (func (export "lrn") (param $x i32) (param $pixels i32) (param $channels i32) (param $radius i32)
    (param $bias f32) (param $alpha f32) (param $row i32) (param $y i32)
    ${LOCALS}
    ${SIZES}
    ${whileLeft(
      'pixels',
      1,
      'pixel',
      `${squares('squares')}
      ${back('x')}
      ${overChannels('channels', 'row', ['x', 'y'], (lanes) =>
        [
          divisor(lanes),
          lanes.store(
            '(local.get $y)',
            lanes.op('mul', lanes.load('(local.get $x)'), getLanes(lanes, 'power')),
          ),
        ].join(''),
      )}`,
    )})`;

/**
 * dx = dy * n^-0.75 - $factor * x * W(dy * x * n^-1.75), W the sum over the window, $factor 2 * alpha * 0.75. $products
 * is a second row as the first is.
 */
export const lrnGradient = `
  (func (export "lrnGradient") (param $x i32) (param $dy i32) (param $pixels i32) (param $channels i32)
    (param $radius i32) (param $bias f32) (param $alpha f32) (param $factor f32) (param $row i32) (param $products i32)
    (param $dx i32)
    ${LOCALS} (local $toProducts i32)
    ${SIZES}
    (local.set $toProducts
      (i32.add (i32.sub (local.get $products) (local.get $row)) (local.get $radiusBytes)))
    ${whileLeft(
      'pixels',
      1,
      'pixel',
      `${squares('squares')}
      ${back('x')}
      ${overChannels('channels', 'row', ['x', 'dy', 'dx'], (lanes) =>
        [
          divisor(lanes),
          setLanes(lanes, 'power', lanes.op('mul', lanes.load('(local.get $dy)'), getLanes(lanes, 'power'))),
          lanes.store('(local.get $dx)', getLanes(lanes, 'power')),
          lanes.store(
            '(i32.add (local.get $at) (local.get $toProducts))',
            lanes.op(
              'div',
              lanes.op('mul', getLanes(lanes, 'power'), lanes.load('(local.get $x)')),
              getLanes(lanes, 'n'),
            ),
          ),
        ].join(''),
      )}
      ${back('x', 'dx')}
      ${overChannels('windows', 'products', ['x', 'dx'], (lanes) =>
        [
          windowSum(lanes),
          lanes.store(
            '(local.get $dx)',
            lanes.op(
              'sub',
              lanes.load('(local.get $dx)'),
              lanes.op(
                'mul',
                lanes.op('mul', lanes.all('(local.get $factor)'), lanes.load('(local.get $x)')),
                getLanes(lanes, 'sum'),
              ),
            ),
          ),
        ].join(''),
      )}`,
    )})`;
