/** A sentence that the server wrote in each language. */
export interface Words {
  nb: string;
  en: string;
}
