import { EditorView } from '@codemirror/view';

/** What stands over the code, in the page's faces and colours. */
export const theme = EditorView.theme({
  '.cm-tooltip': {
    zIndex: '20',
    border: '1px solid var(--edge)',
    borderRadius: '0.2rem',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    font: 'var(--label-font)',
    boxShadow: '0 0.25rem 1rem rgb(0 0 0 / 0.12)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '14rem',
    minWidth: 'min(14rem, 80vw)',
    font: 'var(--code-font)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.1rem 0.6rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--selection)',
    color: 'var(--ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-deprecated .cm-completionLabel': { textDecoration: 'line-through' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', maxWidth: 'min(26rem, 90vw)' },
  // Beside the list there is no room: the code above it stays in sight.
  '.cm-completionInfo-left-narrow .cm-documented, .cm-completionInfo-right-narrow .cm-documented': {
    maxHeight: '6.5rem',
  },
  '.cm-tooltip .cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--rule)' },
  '.cm-documented': {
    maxWidth: 'min(34rem, 90vw)',
    maxHeight: '16rem',
    padding: '0.45rem 0.7rem',
    overflow: 'auto',
    overscrollBehavior: 'contain',
  },
  '.cm-documented p': { margin: '0.4rem 0 0', maxWidth: '60ch' },
  '.cm-tooltip .cm-documented code': { font: 'var(--code-font)', fontSize: '0.92em' },
  '.cm-tooltip .cm-documented .cm-declaration': {
    display: 'block',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-declaration strong': {
    fontWeight: '700',
    textDecoration: 'underline',
    textUnderlineOffset: '0.2em',
  },
  '.cm-tooltip .cm-documented pre': {
    margin: '0.4rem 0 0',
    padding: '0.35rem 0.5rem',
    border: '0',
    background: 'var(--wash)',
    font: 'var(--code-font)',
    fontSize: '0.75rem',
    whiteSpace: 'pre-wrap',
  },
  '.cm-tooltip-lint .cm-diagnostic, .cm-diagnostic': {
    maxWidth: 'min(34rem, 90vw)',
    margin: '0',
    padding: '0.45rem 0.7rem',
    borderInlineStart: '3px solid var(--error)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-lintRange-error, .cm-lintRange-active': { background: 'none' },
  '.cm-lintRange-error': {
    textDecoration: 'underline wavy var(--error) 1px',
    textUnderlineOffset: '0.25em',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--error)' },
});
