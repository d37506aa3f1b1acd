/** What a command ends with when it could not do its work: one line that says what, and the exit status. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    /** 1: the work found something wrong. 2: bad arguments or input. */
    readonly status: 1 | 2,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}
