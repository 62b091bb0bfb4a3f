// Messages of the engine end, where there is one, with the flag of the command line that helps: in an editor there are none.

/** The message without its last part, where that speaks of a flag. */
export function withoutFlags(message: string): string {
  return message.replace(/; --[a-z][a-z-]*\b[^;]*$/, '');
}
