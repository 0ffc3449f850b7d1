import type { PhraseGroup } from './phrase';
import { statements } from './statements';
import { values } from './values';

/** What cells and exercises use, in the order in which a Python reader meets it. */
export const phraseGroups: readonly PhraseGroup[] = [...statements, ...values];
