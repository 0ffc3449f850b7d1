import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * Who may import what: the table of src/README.md. `types` are folders of which only types may be imported,
 * `packages` says which packages: all where it is missing.
 */
const folders = {
  model: { imports: [], types: [], packages: [] },
  notebook: { imports: ['model'], types: [], packages: [] },
  engine: { imports: ['model'], types: ['notebook'] },
  kernel: { imports: ['engine', 'notebook', 'model'], types: [] },
  language: { imports: [], types: [] },
  islands: { imports: ['notebook', 'model'], types: ['kernel', 'language'] },
  plugins: { imports: ['kernel', 'language', 'engine', 'notebook', 'model'], types: [] },
  components: { imports: ['islands', 'layouts', 'styles', 'plugins', 'notebook', 'model'], types: [] },
  layouts: { imports: ['components', 'islands', 'styles', 'plugins', 'notebook', 'model'], types: [] },
  pages: {
    imports: ['components', 'layouts', 'islands', 'styles', 'plugins', 'notebook', 'model'],
    types: [],
  },
};
const tensorFlowFolders = ['engine', 'kernel', 'plugins'];

const into = (names) => `^(\\.\\./)+(${names.join('|')})(/|$)`;

function direction(folder) {
  const { imports, types, packages } = folders[folder];
  const forbidden = Object.keys(folders).filter(
    (other) => other !== folder && !imports.includes(other) && !types.includes(other),
  );
  const patterns = [
    {
      regex: into(forbidden),
      message: `src/${folder} may not import this folder: see the table of src/README.md.`,
    },
    ...(types.length
      ? [
          {
            regex: into(types),
            allowTypeImports: true,
            message: `src/${folder} may import only types from here: see the table of src/README.md.`,
          },
        ]
      : []),
    ...(packages ? [{ regex: '^[^.]', message: `src/${folder} is pure: it imports no package.` }] : []),
    ...(tensorFlowFolders.includes(folder)
      ? []
      : [
          {
            regex: '^@tensorflow/(?!.*\\.wasm\\?url$)',
            allowTypeImports: true,
            message: 'TensorFlow.js arrives only in the worker.',
          },
        ]),
  ];
  return {
    files: [`src/${folder}/**/*.{ts,svelte,astro,mjs}`],
    plugins: { '@typescript-eslint': ts.plugin },
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default defineConfig(
  { ignores: ['dist/', '.astro/', 'test-results/', 'public/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,svelte}'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // With noUncheckedIndexedAccess each value read from a tensor's array in a loop would need a branch.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // TensorFlow.js asks for promises from callbacks that have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  { files: ['**/*.astro'], extends: [ts.configs.strict] },
  astro.configs['flat/recommended'],
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.svelte', '.astro'] }),
      ],
      'import-x/extensions': ['.ts', '.mjs', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 350 }],
    },
  },
  // TypeScript says it, and knows the globals of a worker.
  { files: ['**/*.{ts,svelte,astro}'], rules: { 'no-undef': 'off' } },
  ...Object.keys(folders).map(direction),
);
