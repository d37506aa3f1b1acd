/** Why an import is not worked on any further. */

/** A person has stopped it, or the server is about to end: nothing more is to be written. */
export class NotOurs extends Error {}

/** It cannot go on; why is told to whoever brought it. */
export class CannotGoOn extends Error {}
