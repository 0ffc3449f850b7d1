import type { Unit } from './feature-maps';
import type { Row } from './rows';

/** In pixels. `top` and `left` may be negative: padding lies beyond the edge. */
export interface Rectangle {
  top: number;
  left: number;
  height: number;
  width: number;
}

/** What a unit sees of an image. */
export interface Field {
  /** Of the size that the layer's receptive field has, with the zeros that padding adds. */
  whole: Rectangle;
  /** The part of it that is image, and that the unit's value depends on; null if it sees zeros only. */
  clipped: Rectangle | null;
}

/** What a unit sees; null where that is no image, or a layer's arithmetic is not known here. */
export interface Fields {
  onInput: Field | null;
  onImage: Field | null;
}

/**
 * What one unit sees of its layer's input, and of the image that the network was given, by walking windows back.
 *
 * @param tower the network's rows, from the first.
 * @param index which of them the unit is of.
 * @throws {RangeError} if there is no such row or unit.
 */
export declare function fieldOn(tower: readonly Row[], index: number, unit: Unit): Fields;
