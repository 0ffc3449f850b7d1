import { lightDark, type Colour, type Themed } from './colour-scale';

/** From here on black has more contrast than white: (L + 0.05)^2 = 1.05 * 0.05 (WCAG 2.2, contrast ratio). */
const light = Math.sqrt(1.05 * 0.05) - 0.05;

/** The ink that is read best on a colour: its contrast is 4.5 to 1 or more on any. */
export function inkOn(colour: Colour): '#000' | '#fff' {
  return luminance(colour) > light ? '#000' : '#fff';
}

/** The ink on a colour, as CSS that follows the page's theme. */
export function themedInk(colours: Themed<Colour>): string {
  return `light-dark(${inkOn(colours.light)}, ${inkOn(colours.dark)})`;
}

/** A colour as a background and the ink on it, as CSS that follows the page's theme. */
export function paper(colours: Themed<Colour>): string {
  return `background: ${lightDark(colours)}; color: ${themedInk(colours)}`;
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(component: number): number {
  const encoded = component / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}
