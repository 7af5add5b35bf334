/** Element id of the input for a content path; error summaries link to it. */
export function field_id(path: string): string {
  return `answer-${path.replaceAll(".", "-")}`;
}
