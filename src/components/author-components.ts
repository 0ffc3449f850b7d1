import About from './About.astro';
import Aside from './Aside.astro';
import Cell from './Cell.astro';
import Derivation from './Derivation.astro';
import Figure from './Figure.astro';
import Sidenote from './Sidenote.astro';

/** What an author may use in a chapter without importing it. */
export const authorComponents = { About, Aside, Cell, Derivation, Figure, Sidenote };
