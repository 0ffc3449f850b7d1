/** A character that stands where code has another, or where none can be seen. */
export interface StrangeCharacter {
  /** 1-based, in its line. */
  column: number;
  message: string;
  hint: string;
}

/** Characters that word processors, web pages and chats put where code has others: their names and what was meant. */
const INSTEAD: Readonly<Record<string, readonly [name: string, meant: string]>> = {
  '\u2018': ['left single quotation mark', "'"],
  '\u2019': ['right single quotation mark', "'"],
  '\u201a': ['single low quotation mark', "'"],
  '\u201c': ['left double quotation mark', '"'],
  '\u201d': ['right double quotation mark', '"'],
  '\u201e': ['double low quotation mark', '"'],
  '\u00ab': ['left-pointing double angle quotation mark', '"'],
  '\u00bb': ['right-pointing double angle quotation mark', '"'],
  '\u00b4': ['acute accent', "'"],
  '\u2032': ['prime', "'"],
  '\u2033': ['double prime', '"'],
  '\u2010': ['hyphen', '-'],
  '\u2011': ['non-breaking hyphen', '-'],
  '\u2013': ['en dash', '-'],
  '\u2014': ['em dash', '-'],
  '\u2212': ['minus sign', '-'],
  '\u00d7': ['multiplication sign', '*'],
  '\u00b7': ['middle dot', '*'],
  '\u22c5': ['dot operator', '*'],
  '\u00f7': ['division sign', '/'],
  '\u2026': ['horizontal ellipsis', '...'],
  '\u2264': ['less-than or equal to', '<='],
  '\u2265': ['greater-than or equal to', '>='],
  '\u2260': ['not equal to', '!=='],
  '\u2192': ['rightwards arrow', '=>'],
  '\u21d2': ['rightwards double arrow', '=>'],
  '\u3001': ['ideographic comma', ','],
  '\u3002': ['ideographic full stop', '.'],
};

/** Characters of which nothing can be seen, and that code may not have where it may have a space. */
const INVISIBLE: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u180e': 'mongolian vowel separator',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'zero width no-break space',
};

/** Spaces that code may have, but that make a name in quotes another. */
const SPACES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u2002': 'en space',
  '\u2003': 'em space',
  '\u2007': 'figure space',
  '\u2009': 'thin space',
  '\u202f': 'narrow no-break space',
  '\u3000': 'ideographic space',
};

/**
 * The first strange character of a line; null if there is none.
 *
 * @param line without its texts and comments
 */
export function strangeCharacter(line: string): StrangeCharacter | null {
  const code = line.replace(/(^|\s)#\s.*/, '');
  for (let at = 0; at < code.length; at++) {
    const found = describe(code.charAt(at));
    if (found) return { column: at + 1, ...found };
  }
  return null;
}

function describe(character: string): Omit<StrangeCharacter, 'column'> | null {
  const invisible = INVISIBLE[character];
  if (invisible !== undefined) {
    return {
      message: `An invisible character stands here: ${codePoint(character)}, ${invisible}.`,
      hint: 'Delete it, or type the line anew: it came with what was pasted.',
    };
  }
  const [name, meant] = INSTEAD[character] ?? fullWidth(character) ?? [];
  if (name === undefined || meant === undefined) return null;
  return {
    message: `${character} stands here (${codePoint(character)}, ${name}), where code has ${meant}`,
    hint: `Write ${meant} in its place.`,
  };
}

/** Full-width forms, as East Asian keyboards give them, are those of ASCII in the same order. */
function fullWidth(character: string): readonly [name: string, meant: string] | null {
  if (character < '\uff01' || character > '\uff5e') return null;
  const meant = String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  return [`full-width ${meant}`, meant];
}

/** Code with its texts and comments blanked: what they have in them is theirs. Lines and columns stay. */
export function withoutTexts(source: string): string {
  const parts = /\/\*[^]*?(?:\*\/|$)|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`/g;
  return source.replaceAll(parts, (text) => {
    const blank = text.replaceAll(/[^\n]/g, ' ');
    return text.startsWith('/') ? blank : `"${blank.slice(1, -1)}"`;
  });
}

/** A text in which every character that cannot be seen, or seen to differ from a space, stands as ⟨U+200B⟩. */
export function madeVisible(text: string): string {
  return [...text].map((each) => (unseen(each) ? `⟨${codePoint(each)}⟩` : each)).join('');
}

/** What to do about characters that cannot be seen in a message; null if it has none. */
export function unseenHint(message: string): string | null {
  const found = [...message].find((each) => unseen(each) !== null);
  if (found === undefined) return null;
  return `${codePoint(found)} is a ${unseen(found)}, which came with what was pasted: delete it, or type the text anew.`;
}

function unseen(character: string): string | null {
  return INVISIBLE[character] ?? SPACES[character] ?? null;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
