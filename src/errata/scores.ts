/** By which the layer of the scores in the cell `softmax` is known: no other stands behind an empty line. */
export const SCORES = ';\n\nmodel.add(';
