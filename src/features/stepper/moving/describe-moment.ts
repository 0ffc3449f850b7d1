/** One number while it is made, in words and as parts of a sum. */
import type { Row } from '../../../model/rows';
import { writeShort } from '../../../drawing/writing/values';
import { writeUnit } from '../trace/unit-text';
import { addUp, type Moment } from './movement';

/** A part of the line that leads to the number. */
export interface Part {
  /** What stands before it: a sign, or nothing. */
  sign: string;
  value: string;
  title: string;
  hue: 'input' | 'kernel' | 'output' | 'ink';
}

/**
 * The line from what is read to the number.
 *
 * @param shown how many products, or squares, have been added
 * @param channel what the drawn channel of the input is called
 */
export function partsOf({ traced, adds }: Moment, shown: number, channel: string): readonly Part[] {
  const input = (value: number, title: string, sign = ''): Part => ({
    sign,
    value: writeShort(value),
    title,
    hue: 'input',
  });
  const output = (value: number | null, title = 'the number'): Part => ({
    sign: '=',
    value: value === null ? 'not known here' : writeShort(value),
    title,
    hue: 'output',
  });
  const plain = (sign: string, value: number, title: string): Part => ({
    sign,
    value: writeShort(value),
    title,
    hue: 'ink',
  });
  switch (traced.kind) {
    case 'convolution':
    case 'dense': {
      const all = adds ? addUp(adds.values, adds.values.length) : 0;
      const own = adds ? addUp(adds.values, shown) : 0;
      const others = traced.kind === 'dense' ? 0 : traced.patch[0] - 1;
      const activated = traced.activation !== 'linear';
      return [
        plain('', own, traced.kind === 'dense' ? 'the products' : channel),
        ...(others > 0
          ? [
              plain(
                '+',
                traced.sum - traced.bias - all,
                others === 1 ? 'the other channel' : `the other ${others} channels`,
              ),
            ]
          : []),
        { sign: '+', value: writeShort(traced.bias), title: 'the bias', hue: 'kernel' },
        ...(activated ? [plain('=', traced.sum, 'the sum')] : []),
        activated
          ? { ...output(traced.value, traced.activation), sign: '→' }
          : output(traced.value ?? traced.sum),
      ];
    }
    case 'maxPooling':
      return [
        {
          ...output(traced.value, `the largest of ${traced.inputs.length}`),
          sign: '',
        },
      ];
    case 'averagePooling':
      return [
        plain('', traced.sum, `the sum of ${traced.count}`),
        plain('÷', traced.count, 'how many there are'),
        output(traced.value, 'the mean'),
      ];
    case 'normalization':
      return [
        input(traced.x, 'the number itself'),
        plain(
          '÷',
          traced.denominator,
          `from ${writeShort(addUp(adds?.values ?? [], shown))}, the squares’ sum`,
        ),
        output(traced.value),
      ];
    case 'activation':
      return [input(traced.x, 'what goes in'), { ...output(traced.value, traced.activation), sign: '→' }];
    case 'padding':
      return [
        traced.input === null
          ? { ...output(0, 'a zero beside the picture'), sign: '' }
          : { ...output(traced.value, 'handed on'), sign: '' },
      ];
    default:
      return [];
  }
}

/** Where it is, what is read there and what comes of it, for those who do not see it. */
export function describeMoment(row: Row, moment: Moment, inputName: string, channel: string): string {
  const { traced, frame, unit } = moment;
  const where = frame === null ? `all of ${inputName}` : `${inputName}, ${span(frame)}`;
  const parts = partsOf(moment, moment.adds?.values.length ?? 0, channel);
  const line = parts.map(({ sign, value, title }) => `${spoken[sign] ?? ''}${title} ${value}`).join(', ');
  return `${row.layer.name} ${writeUnit(unit)} is made from ${where}: ${line}.${
    traced.reason === null ? '' : ` ${traced.reason}`
  }`;
}

const spoken: Readonly<Record<string, string>> = {
  '+': 'plus ',
  '÷': 'divided by ',
  '=': 'gives ',
  '→': 'becomes by ',
};

function span({ top, left, height, width }: { top: number; left: number; height: number; width: number }) {
  const axis = (name: string, start: number, length: number) =>
    length === 1 ? `${name} ${start}` : `${name}s ${start} to ${start + length - 1}`;
  return `${axis('row', top, height)}, ${axis('column', left, width)}`.replaceAll('-', '−');
}
