/** What every page of the site has, for a component alone: the styles, and a device on which nothing is kept. */
import { beforeEach } from 'vitest';
import 'katex/dist/katex.min.css';
import '../../src/styles/faces.css';
import '../../src/styles/tokens.css';
import '../../src/styles/base.css';
import '../../src/styles/page.css';
import '../../src/styles/prose.css';
import '../../src/styles/variants.css';
import './by-data';

// What is shown only where scripts run asks for it.
document.documentElement.dataset['script'] = '';

beforeEach(() => localStorage.clear());

// What the file before this one kept.
for (const { name } of await indexedDB.databases()) if (name !== undefined) indexedDB.deleteDatabase(name);
