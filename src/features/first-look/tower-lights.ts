/** The drawing of the network shows what its layers made of a photograph. */
import { themed, type Themed } from '../../drawing/colour-scale';
import { faceOf, type Face } from '../../drawing/layer-face';
import { INPUT_SIDE, photographCrop } from '../../model/photograph';
import type { Photograph } from '../../notebook/messages';
import type { LayerActivation } from '../../notebook/output';

/** Milliseconds between two layers: all thirty are lit in less than a second. */
const pace = 25;

export class TowerLights {
  readonly #figure: HTMLElement;
  /** Of what is lit now: a later photograph takes its place. */
  #lit = 0;

  /** @param figure holds the photograph and the tower, whose layers say their names */
  constructor(figure: HTMLElement) {
    this.#figure = figure;
  }

  /** Shows the photograph, and puts the layers out. */
  showPhotograph({ title, pixels }: Photograph): void {
    this.#lit++;
    const crop = photographCrop(pixels, INPUT_SIDE, INPUT_SIDE);
    if (crop === null) throw new Error('The photograph is smaller than the network’s input.');
    const address = addressOf({ height: INPUT_SIDE, width: INPUT_SIDE, pixels: crop }, 'image/jpeg');
    const photograph = this.#figure.querySelector<HTMLImageElement>('img[data-photograph]');
    if (photograph) [photograph.src, photograph.alt] = [address, title];
    for (const group of this.#figure.querySelectorAll<SVGGElement>('[data-layer]')) {
      if (group.dataset['layer'] === 'photograph') light(group, { light: address, dark: address });
      else delete group.dataset['lit'];
    }
  }

  /** Lights one layer after the other. */
  async show(activations: readonly LayerActivation[]): Promise<void> {
    const lit = ++this.#lit;
    for (const activation of activations) {
      const group = this.#figure.querySelector<SVGGElement>(`[data-layer='${activation.layer}']`);
      if (group)
        light(
          group,
          themed((theme) => addressOf(faceOf(activation, theme))),
        );
      // Each in a task of its own: the page stays free, and the order is seen.
      await new Promise((resolve) => setTimeout(resolve, pace));
      if (lit !== this.#lit) return;
    }
  }
}

function light(group: SVGGElement, addresses: Themed<string>): void {
  for (const image of group.querySelectorAll('image')) {
    image.setAttribute('href', addresses[image.classList.contains('only-dark') ? 'dark' : 'light']);
  }
  group.dataset['lit'] = '';
}

/** @param type of the picture: a photograph is packed soonest as a JPEG, few sharp squares as a PNG */
function addressOf({ height, width, pixels }: Face, type = 'image/png'): string {
  const canvas = document.createElement('canvas');
  [canvas.height, canvas.width] = [height, width];
  // Kept in memory: to read thirty pictures back from the graphics card keeps the page busy for most of a second.
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL(type);
}
