/** A sentence that the server wrote in each language. */
export interface Words {
  nb: string;
  en: string;
}

/** In each language, or in English alone. */
export type Sentence = string | Words;

/** Tells sentences of one list apart. */
export function sentence_key(sentence: Sentence): string {
  return typeof sentence === "string" ? sentence : sentence.en;
}
