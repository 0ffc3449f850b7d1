/** In WebAssembly's text format: the gradient of max pooling. */
import { getLanes, laneLocals, type Lanes, overNumbers, setLanes } from './lanes.ts';
import { add, whileLeft } from './text.ts';

/** Goes over the window's numbers of one channel, or of four: `rows` rows of `columns` pixels from $corner on. */
function overWindow(lanes: Lanes, label: string, body: string): string {
  const name = `${label}${lanes.count}`;
  return `
    (local.set $offset (local.get $corner))
    (local.set $row (local.get $rows))
    ${whileLeft(
      'row',
      1,
      `${name}row`,
      `(local.set $column (local.get $columns))
      ${whileLeft(
        'column',
        1,
        `${name}column`,
        `${body}
        ${add('offset', '(local.get $pixelBytes)')}`,
      )}
      ${add('offset', '(i32.sub (local.get $rowBytes) (i32.mul (local.get $columns) (local.get $pixelBytes)))')}`,
    )}`;
}

const AT_X = '(i32.add (local.get $x) (local.get $offset))';
const AT_DX = '(i32.add (local.get $dx) (local.get $offset))';

/** The larger; the first if they are equal or one is no number. */
function larger(lanes: Lanes): string {
  const [a, b] = [getLanes(lanes, 'most'), getLanes(lanes, 'number')];
  return lanes.count === 4 ? `(f32x4.pmax ${a} ${b})` : `(select ${b} ${a} (f32.lt ${a} ${b}))`;
}

/** Gives $dy to the first place of a window where its largest number stands: 1 in $open until that is found. */
function give(lanes: Lanes): string {
  const number = lanes.load(AT_X);
  const most = getLanes(lanes, 'most');
  if (lanes.count === 4) {
    return `
      (local.set $here (v128.and (local.get $open) (f32x4.eq ${number} ${most})))
      (local.set $open (v128.andnot (local.get $open) (local.get $here)))
      ${lanes.store(AT_DX, `(f32x4.add ${lanes.load(AT_DX)} (v128.and (local.get $here) ${lanes.load('(local.get $dy)')}))`)}`;
  }
  return `
    (if (i32.and (local.get $open1) (f32.eq ${number} ${most})) (then
      (local.set $open1 (i32.const 0))
      ${lanes.store(AT_DX, `(f32.add ${lanes.load(AT_DX)} ${lanes.load('(local.get $dy)')})`)}))`;
}

/** One window of all channels: $x and $dx are its image, $corner the window's first pixel in it, $dy its output's. */
export const maxPoolGradient = `
  (func (export "maxPoolGradient") (param $x i32) (param $corner i32) (param $rows i32) (param $columns i32)
    (param $rowBytes i32) (param $channels i32) (param $dy i32) (param $dx i32)
    (local $offset i32) (local $row i32) (local $column i32) (local $pixelBytes i32)
    (local $here v128) (local $open v128) (local $open1 i32) ${laneLocals('most', 'number')}
    (local.set $pixelBytes (i32.shl (local.get $channels) (i32.const 2)))
    ${overNumbers(
      'channels',
      'channels',
      (lanes) => `
      ${setLanes(lanes, 'most', lanes.load('(i32.add (local.get $x) (local.get $corner))'))}
      ${overWindow(lanes, 'find', setLanes(lanes, 'number', lanes.load(AT_X)) + setLanes(lanes, 'most', larger(lanes)))}
      ${lanes.count === 4 ? '(local.set $open (v128.const i32x4 -1 -1 -1 -1))' : '(local.set $open1 (i32.const 1))'}
      ${overWindow(lanes, 'give', give(lanes))}
      ${add('corner', `(i32.const ${4 * lanes.count})`)}
      ${add('dy', `(i32.const ${4 * lanes.count})`)}`,
    )})`;
