import type { Unit } from '../../model/feature-maps';

/** What the stepper shows, as the page's address keeps it: `#layer=Conv1&unit=3,10,20`. */
export interface StepperAddress {
  /** Null with a unit: that unit is a number of the network's input. */
  layer: string | null;
  /** The unit that is traced; null if none is. */
  unit: Unit | null;
}

/** Reads a fragment, with or without its `#`. What is not the stepper's, or no unit, reads as null. */
export function readAddress(fragment: string): StepperAddress {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  return { layer: fields.get('layer') || null, unit: readUnit(fields.get('unit')) };
}

/** The fragment of an address, with its `#`; '' if it holds nothing. */
export function writeAddress({ layer, unit }: StepperAddress): string {
  const fields = [
    ...(layer === null ? [] : [`layer=${encodeURIComponent(layer)}`]),
    ...(unit === null ? [] : [`unit=${unit.join(',')}`]),
  ];
  return fields.length === 0 ? '' : `#${fields.join('&')}`;
}

function readUnit(text: string | null): Unit | null {
  if (text === null || !/^\d{1,9}(,\d{1,9})*$/.test(text)) return null;
  return text.split(',').map(Number);
}
