/** What the course's layers take beyond TensorFlow.js's, written into its declarations for the editor. */

const CEIL_MODE = `
    /**
     * Rounds the sizes of the output up instead of down, as Caffe does: a last window that hangs over the far edge
     * counts. WHAT. TensorFlow.js has no such option; this course computes it. Defaults to \`false\`.
     */
    ceilMode?: boolean;`;

const GROUPS = `
    /**
     * Into so many equal parts are the channels of the input and the filters split; each part of the filters sees its
     * part of the channels alone. TensorFlow.js has no such option; this course computes it. Defaults to 1.
     */
    groups?: number;`;

/** By the end of a file's path: what stands there, and what is to stand in its place. */
const AMENDMENTS: readonly (readonly [path: string, before: string, after: string])[] = [
  [
    'tfjs-layers/dist/layers/convolutional.d.ts',
    'export declare interface ConvLayerArgs ',
    `export declare interface Conv2DLayerArgs extends ConvLayerArgs {${GROUPS}${CEIL_MODE.replace('WHAT', 'It reads zeros there')}
}
export declare interface ConvLayerArgs `,
  ],
  ['tfjs-layers/dist/exports_layers.d.ts', ', ConvLayerArgs,', ', Conv2DLayerArgs, ConvLayerArgs,'],
  [
    'tfjs-layers/dist/exports_layers.d.ts',
    'function conv2d(args: ConvLayerArgs)',
    'function conv2d(args: Conv2DLayerArgs)',
  ],
  [
    'tfjs-layers/dist/layers/pooling.d.ts',
    'export declare interface Pooling2DLayerArgs extends LayerArgs {',
    `export declare interface Pooling2DLayerArgs extends LayerArgs {${CEIL_MODE.replace('WHAT', 'It reads nothing there')}`,
  ],
];

/** @throws if the declarations are not those of the TensorFlow.js that this was written for */
export function amended(files: Readonly<Record<string, string>>): Record<string, string> {
  const result = { ...files };
  for (const [end, before, after] of AMENDMENTS) {
    const path = Object.keys(files).find((each) => each.endsWith(end));
    const text = result[path ?? ''];
    if (path === undefined || text?.includes(before) !== true)
      throw new Error(`${end} says no more ${before}: is this another version of TensorFlow.js?`);
    result[path] = text.replace(before, after);
  }
  return result;
}
