/** One thing that is wrong with a document that fits its schema. It never repeats what was sent. */
export interface DocumentMistake {
  /** Where: a JSON pointer into the document. */
  readonly pointer: string;
  readonly detail: string;
  readonly mend: string;
}
