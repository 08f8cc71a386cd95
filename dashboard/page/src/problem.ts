/** What an answer with an error says, and what to do about it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly remedy: string | null,
  ) {
    super(message);
  }
}
