/** The most characters that a reviewer's note has. */
export const MOST_NOTE_CHARACTERS = 4000;
