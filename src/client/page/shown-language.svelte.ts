/** In which language all cells show their code. Kept like the theme. */
import { readPreference, writePreference } from '../keeping/preferences';

const languages = ['typescript', 'keras', 'torch'] as const;
export type Language = (typeof languages)[number];

class ShownLanguage {
  #current = $state.raw<Language>(readPreference('language', languages) ?? 'typescript');

  get current(): Language {
    return this.#current;
  }

  choose(language: Language): void {
    this.#current = language;
    writePreference('language', language);
  }
}

export const shownLanguage = new ShownLanguage();
