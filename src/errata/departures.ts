/** Every departure that we know of, in the order of the network. */
import type { Departure, Part } from './departure';
import { data } from './data';
import { end } from './end';
import { input } from './input';
import { middle } from './middle';
import { normalisation } from './normalisation';
import { secondConvolution } from './second-convolution';
import { training } from './training';

export const parts: readonly Part[] = [input, normalisation, secondConvolution, middle, end, training, data];

export const departures: readonly Departure[] = parts.flatMap((part) => part.departures);
