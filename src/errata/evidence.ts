/** Where things can be looked up, down to the line. */
import type { Evidence } from './departure';

const program = 'https://github.com/yrmo/AlexNet-Source-Code/blob/9fdd561586a4a3a42b42f73f3bdd8fdd9752ecce';
const programScript = 'https://github.com/yrmo/AlexNet-Source-Code/blob/8b4ab73';
const caffeModel =
  'https://github.com/BVLC/caffe/blob/0d2354c9fda5bb71e46e50d01df53aefa8b7fbf8/models/bvlc_alexnet/train_val.prototxt';
const repository =
  'https://github.com/rowhanm/RecreatingAlexNet/blob/ac44ed786bec010df16075d862e0ee2d61148171';

export function paper(place: string): Evidence {
  return { where: `the paper, ${place}` };
}

/** The layers of the authors' program. */
export function layersFile(line: number, layer: string): Evidence {
  return {
    where: `layers-145.cfg, line ${line}, ${layer}`,
    href: `${program}/layers/layers-145.cfg#L${line}`,
  };
}

/** Its rates and constants, and the log at its end. */
export function parametersFile(line: number, what: string): Evidence {
  return {
    where: `layer-params-145.cfg, line ${line}, ${what}`,
    href: `${program}/layers/layer-params-145.cfg#L${line}`,
  };
}

/** A script of the authors' program. */
export function script(file: 'layer.py' | 'convdata.py', line: number): Evidence {
  return { where: `${file}, line ${line}`, href: `${programScript}/${file}#L${line}` };
}

export function caffe(line: number, layer: string): Evidence {
  return { where: `Caffe’s bvlc_alexnet, line ${line}, ${layer}`, href: `${caffeModel}#L${line}` };
}

/** Another file of the notebook's repository. */
export function twin(file: 'alexnet_og.py' | 'alexnet_reference.py', line: number): Evidence {
  return { where: `the repository’s ${file}, line ${line}`, href: `${repository}/${file}#L${line}` };
}

export function page(where: string, href: string): Evidence {
  return { where, href };
}
