/** Red, green, blue, each 0 to 255. */
export type Colour = readonly [number, number, number];

/** The colour of a value, given the smallest and the largest that the scale has to show. */
export type ColourScale = (value: number, minimum: number, maximum: number) => Colour;

/** What a scale shows from end to end: usually the extremes of a whole layer. */
export interface ValueRange {
  minimum: number;
  maximum: number;
}

/** Lightness 0 to 1, and the two opponent axes green-red and blue-yellow. */
type OkLab = readonly [number, number, number];

const STEPS = 256;
const GRADIENT_STOPS = 9;
const BLACK: OkLab = [0, 0, 0];
/** What is not a number has no place on a scale. */
const NOT_A_NUMBER: Colour = [128, 128, 128];

/** Dark to light through the hue of outputs. Lightness rises evenly, so that it reads in grey as well. */
const SEQUENTIAL = table([
  okLab(0.17, 0.03, 220),
  okLab(0.37, 0.065, 205),
  okLab(0.57, 0.095, 183),
  okLab(0.77, 0.105, 172),
  okLab(0.97, 0.03, 150),
]);

/** Blue to white to orange-red, each side as dark as the other: two hues that every common colour vision tells apart. */
const DIVERGING = table([
  okLab(0.37, 0.12, 255),
  okLab(0.67, 0.12, 248),
  okLab(0.97, 0, 0),
  okLab(0.67, 0.14, 48),
  okLab(0.37, 0.11, 40),
]);

/** For magnitudes, such as what a layer puts out: the minimum is darkest, the maximum lightest. */
export const sequential: ColourScale = (value, minimum, maximum) =>
  pick(SEQUENTIAL, maximum > minimum ? (value - minimum) / (maximum - minimum) : value - minimum);

/** For signed values, such as weights: zero is white, and both sides have the scale of the larger one. */
export const diverging: ColourScale = (value, minimum, maximum) => {
  const reach = Math.max(Math.abs(minimum), Math.abs(maximum));
  return pick(DIVERGING, reach > 0 ? 0.5 + value / (2 * reach) : 0.5 + value);
};

/** For pixels: the minimum is black, the maximum white. */
export const grey: ColourScale = (value, minimum, maximum) => {
  const light = (255 * (value - minimum)) / (maximum - minimum);
  return [light, light, light];
};

/** What a layer's output is shown with: signed values diverge from zero, others go from dark to light. */
export function activationScale(minimum: number): ColourScale {
  return minimum < 0 ? diverging : sequential;
}

/** The scale from the minimum to the maximum as a CSS background. */
export function scaleGradient(
  { minimum, maximum }: ValueRange,
  scale: ColourScale = activationScale(minimum),
): string {
  const stops = Array.from({ length: GRADIENT_STOPS }, (_, index) => {
    const value = minimum + ((maximum - minimum) * index) / (GRADIENT_STOPS - 1);
    return `rgb(${scale(value, minimum, maximum).join(' ')})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/**
 * One channel as pixels.
 *
 * @param values height x width, row by row.
 * @returns RGBA, row by row, opaque.
 * @throws {RangeError} if there are not height x width values.
 */
export function paintChannel(
  values: ArrayLike<number>,
  height: number,
  width: number,
  scale: ColourScale,
  range: ValueRange,
): Uint8ClampedArray<ArrayBuffer> {
  if (values.length !== height * width) {
    throw new RangeError(
      `A channel of ${height}x${width} has ${height * width} values, but ${values.length} were given`,
    );
  }
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let index = 0; index < values.length; index++) {
    // Not taken apart by a pattern: that is half as slow again, and a grid paints 200,000 of them.
    const colour = scale(values[index] ?? NaN, range.minimum, range.maximum);
    pixels[index * 4] = colour[0];
    pixels[index * 4 + 1] = colour[1];
    pixels[index * 4 + 2] = colour[2];
    pixels[index * 4 + 3] = 255;
  }
  return pixels;
}

/** @param position 0 to 1; beyond is cut off. */
function pick(colours: readonly Colour[], position: number): Colour {
  const index = Math.round(Math.min(1, Math.max(0, position)) * (STEPS - 1));
  return colours[index] ?? NOT_A_NUMBER;
}

/** The colours between evenly spaced stops, mixed in OKLab. */
function table(stops: readonly OkLab[]): readonly Colour[] {
  return Array.from({ length: STEPS }, (_, step) => {
    const position = (step / (STEPS - 1)) * (stops.length - 1);
    const index = Math.min(stops.length - 2, Math.floor(position));
    return toRgb(mix(stops[index] ?? BLACK, stops[index + 1] ?? BLACK, position - index));
  });
}

function mix(from: OkLab, to: OkLab, share: number): OkLab {
  const between = (axis: 0 | 1 | 2) => from[axis] + (to[axis] - from[axis]) * share;
  return [between(0), between(1), between(2)];
}

/**
 * A colour of OKLab from its polar form.
 *
 * @param hue in degrees
 */
function okLab(lightness: number, chroma: number, hue: number): OkLab {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

/** OKLab to sRGB, with the matrices of Ottosson's definition (bottosson.github.io/posts/oklab). */
function toRgb([lightness, a, b]: OkLab): Colour {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** A linear component, 0 to 1, as sRGB encodes it, 0 to 255. */
function gamma(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}
