import { PHOTOGRAPH_SIDE } from '../../model/photograph';

/** Of 1: at this one a picture of 256 x 256 has some 15 KB, and no block can be seen in it. */
const quality = 0.9;

/**
 * A square picture as a small file: WebP, or JPEG in browsers that write none.
 *
 * @param pixels 256 x 256 RGBA
 */
export async function encodeSquare(pixels: Uint8ClampedArray<ArrayBuffer>): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = PHOTOGRAPH_SIDE;
  canvas.height = PHOTOGRAPH_SIDE;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE), 0, 0);
  const webp = await fileOf(canvas, 'image/webp');
  // A browser that cannot writes PNG, six times as large.
  return webp.type === 'image/webp' ? webp : fileOf(canvas, 'image/jpeg');
}

function fileOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new Error('The browser makes no file of a picture.'));
        else resolve(blob);
      },
      type,
      quality,
    );
  });
}
