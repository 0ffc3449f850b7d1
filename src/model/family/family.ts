/** Every AlexNet there is, as data. */
import type { Network } from '../layer';
import { notebookNetwork } from '../networks';
import { authorsProgramNetwork } from './authors-program';
import { caffeNetwork } from './caffe';
import { d2lNetwork, paperNetwork, torchvisionNetwork } from './reference-networks';
import { twoTowersNetwork } from './two-towers';

export type MemberId =
  | 'notebook'
  | 'two-towers'
  | 'paper'
  | 'authors-program'
  | 'bvlc-alexnet'
  | 'caffenet'
  | 'torchvision'
  | 'd2l';

export interface Member {
  id: MemberId;
  title: string;
  /** Where it is written down. */
  source: string;
  readonly network: () => Network;
}

/** The notebook's first, then from the paper on. */
export const FAMILY: readonly Member[] = [
  {
    id: 'notebook',
    title: 'The notebook',
    source: 'rowhanm/RecreatingAlexNet, the notebook itself, In [154] to In [168]',
    network: () => notebookNetwork(),
  },
  {
    id: 'two-towers',
    title: 'The repository’s two towers',
    source: 'rowhanm/RecreatingAlexNet, alexnet_og.py',
    network: () => twoTowersNetwork(),
  },
  {
    id: 'paper',
    title: 'The paper',
    source: 'Krizhevsky, Sutskever and Hinton 2012, sections 3.1 to 3.5 and 4.2',
    network: () => paperNetwork(),
  },
  {
    id: 'authors-program',
    title: 'The authors’ program',
    source: 'computerhistory/AlexNet-Source-Code, layers/layers-145.cfg and layer-params-145.cfg',
    network: authorsProgramNetwork,
  },
  {
    id: 'bvlc-alexnet',
    title: 'Caffe’s bvlc_alexnet',
    source: 'BVLC/caffe, models/bvlc_alexnet/train_val.prototxt',
    network: () => caffeNetwork('bvlc_alexnet'),
  },
  {
    id: 'caffenet',
    title: 'Caffe’s CaffeNet',
    source: 'BVLC/caffe, models/bvlc_reference_caffenet/train_val.prototxt',
    network: () => caffeNetwork('bvlc_reference_caffenet'),
  },
  {
    id: 'torchvision',
    title: 'torchvision',
    source: 'pytorch/vision, torchvision/models/alexnet.py; Krizhevsky 2014, One weird trick',
    network: torchvisionNetwork,
  },
  {
    id: 'd2l',
    title: 'Dive into Deep Learning',
    source: 'd2l.ai, section 8.1',
    network: d2lNetwork,
  },
];

export function memberOf(id: MemberId): Member {
  return FAMILY.find((member) => member.id === id)!;
}
