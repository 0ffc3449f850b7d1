/** Red, green, blue, each 0 to 255. */
export type Colour = readonly [number, number, number];

/** How light the page is that a picture stands on. */
export type Theme = 'light' | 'dark';
export const themes: readonly Theme[] = ['light', 'dark'];

/** One for each theme. */
export type Themed<Thing> = Readonly<Record<Theme, Thing>>;

/** The colour of a value, given the smallest and the largest that the scale has to show. */
export type ColourScale = Themed<(value: number, minimum: number, maximum: number) => Colour>;

/** What a scale shows from end to end: usually the extremes of a whole layer. */
export interface ValueRange {
  minimum: number;
  maximum: number;
}

/** Lightness 0 to 1, and the two opponent axes green-red and blue-yellow. */
type OkLab = readonly [number, number, number];

/** An odd number: zero has a colour of its own in the middle. */
const STEPS = 257;
const GRADIENT_STOPS = 9;
const BLACK: OkLab = [0, 0, 0];
/** What is not a number has no place on a scale. */
const NOT_A_NUMBER: Colour = [128, 128, 128];

/** The page, `--paper` in styles/tokens.css: what is nothing is not seen. */
const PAPER: Themed<OkLab> = { light: [0.98553, 0.00054, 0.00568], dark: [0.19814, 0.00293, 0.00703] };

/** From the page through the hue of outputs, to dark on a light page, to light on a dark one. Lightness changes evenly: it reads in grey as well. */
const SEQUENTIAL: Themed<readonly Colour[]> = {
  light: table([
    PAPER.light,
    okLab(0.8, 0.085, 175),
    okLab(0.62, 0.1, 183),
    okLab(0.43, 0.074, 190),
    okLab(0.25, 0.046, 205),
  ]),
  dark: table([
    PAPER.dark,
    okLab(0.385, 0.065, 200),
    okLab(0.57, 0.095, 186),
    okLab(0.76, 0.115, 176),
    okLab(0.95, 0.055, 165),
  ]),
};

/** Blue and orange from the page between them, one as far from it as the other: two hues that every common colour vision tells apart. */
const DIVERGING: Themed<readonly Colour[]> = {
  light: table([
    okLab(0.38, 0.13, 258),
    okLab(0.68, 0.125, 250),
    PAPER.light,
    okLab(0.68, 0.14, 48),
    okLab(0.38, 0.115, 40),
  ]),
  dark: table([
    okLab(0.84, 0.085, 238),
    okLab(0.52, 0.12, 250),
    PAPER.dark,
    okLab(0.52, 0.115, 45),
    okLab(0.84, 0.105, 65),
  ]),
};

/** For magnitudes, such as what a layer puts out: the minimum, usually zero, is the page, the maximum farthest from it. */
export const sequential = themed((theme): ColourScale[Theme] => (value, minimum, maximum) => {
  const above = value - minimum;
  return pick(SEQUENTIAL[theme], maximum > minimum ? above / (maximum - minimum) : above);
});

/** For signed values, such as weights: zero is the page, and both sides have the scale of the larger one. */
export const diverging = themed((theme): ColourScale[Theme] => (value, minimum, maximum) => {
  const reach = Math.max(Math.abs(minimum), Math.abs(maximum));
  return pick(DIVERGING[theme], reach > 0 ? 0.5 + value / (2 * reach) : 0.5 + value);
});

/** For the pixels of a photograph, which is itself in every theme: the minimum is black, the maximum white. */
export const grey = themed((): ColourScale[Theme] => (value, minimum, maximum) => {
  const light = (255 * (value - minimum)) / (maximum - minimum);
  return [light, light, light];
});

/** What a layer's output is shown with: signed values diverge from zero, others begin at the page. */
export function activationScale(minimum: number): ColourScale {
  return minimum < 0 ? diverging : sequential;
}

/** A colour in CSS that follows the page's theme. */
export function lightDark({ light, dark }: Themed<Colour>): string {
  return `light-dark(${hex(light)}, ${hex(dark)})`;
}

/** As it is written shortest. */
function hex(colour: Colour): string {
  return `#${colour.map((component) => Math.round(component).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of a value in each theme. */
export function coloursOf(
  scale: ColourScale,
  value: number,
  { minimum, maximum }: ValueRange,
): Themed<Colour> {
  return themed((theme) => scale[theme](value, minimum, maximum));
}

/** A thing for each theme. */
export function themed<Thing>(of: (theme: Theme) => Thing): Themed<Thing> {
  return { light: of('light'), dark: of('dark') };
}

/** The scale from the minimum to the maximum as a CSS background. */
export function scaleGradient(
  { minimum, maximum }: ValueRange,
  scale: ColourScale = activationScale(minimum),
): string {
  const stops = Array.from({ length: GRADIENT_STOPS }, (_, index) => {
    const value = minimum + ((maximum - minimum) * index) / (GRADIENT_STOPS - 1);
    return lightDark(coloursOf(scale, value, { minimum, maximum }));
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
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> {
  if (values.length !== height * width) {
    throw new RangeError(
      `A channel of ${height}x${width} has ${height * width} values, but ${values.length} were given`,
    );
  }
  const colourOf = scale[theme];
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let index = 0; index < values.length; index++) {
    // Not taken apart by a pattern: that is half as slow again, and a grid paints 200,000 of them.
    const colour = colourOf(values[index] ?? NaN, range.minimum, range.maximum);
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
