import type { Language } from '../language.js';
import { englishTill, type TillTexts } from './till-texts-en.js';
import { frenchTill } from './till-texts-fr.js';

export type { TillTexts };

const byLanguage: Readonly<Record<Language, TillTexts>> = { en: englishTill, fr: frenchTill };

/** Every text of the till in one language. */
export function tillTextsIn(language: Language): TillTexts {
  return byLanguage[language];
}
