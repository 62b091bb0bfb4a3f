// Tags and control words stand between words without being any: they are blanked, index for index, before words are looked for.

/** Plain HTML and XML tags, and the control words of a text that says it is RTF. A tag with attributes stays: they may hold a name. */
export function blankMarkup(flat: string): string {
  let result = flat;
  if (result.includes('<')) result = result.replace(/<\/?[A-Za-z][A-Za-z0-9]{0,11}\s?\/?>/g, blanks);
  if (result.startsWith('{\\rtf')) result = result.replace(/\\[a-z]{1,20}-?\d{0,6}/g, blanks);
  return result;
}

function blanks(markup: string): string {
  return ' '.repeat(markup.length);
}
