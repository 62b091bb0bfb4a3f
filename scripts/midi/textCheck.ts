// Is a text still there, is it gone? The benchmark's rule: the whole text, else its words without function words.

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a about above after again against all am an and any are as at be because been before being below between both but by can ' +
    'did do does doing don down during each few for from further had has have having he her here hers herself him himself his how ' +
    'i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours ourselves out ' +
    'over own same she should so some such than that the their theirs them themselves then there these they this those through to ' +
    'too under until up very was we were what when where which while who whom why will with you your yours yourself s t'
  ).split(' '),
);

/**
 * One letter of a name is found in any text, so that `remove` asks for words of two letters and more.
 * @param fileText what the output holds
 * @param answer what must be there (`retain`) or not (`remove`)
 */
export function textPasses(fileText: string, answer: string, method: 'retain' | 'remove'): boolean {
  const text = fileText.toLowerCase();
  const wanted = answer.toLowerCase();
  if (isNumber(text) && isNumber(wanted)) return (Number(text) === Number(wanted)) === (method === 'retain');
  if (text.includes(wanted)) return method === 'retain';
  const words = wordsOf(wanted);
  return method === 'retain'
    ? words.every((word) => text.includes(word))
    : words.every((word) => word.length < 2 || !text.includes(word));
}

/** Words, with the punctuation around them cut off. */
function wordsOf(text: string): readonly string[] {
  return text
    .split(/[\s,;:!?()[\]{}"“”‘’`•\\]+/)
    .map((word) => word.replace(/^['.]+|['.]+$/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !FUNCTION_WORDS.has(word));
}

function isNumber(text: string): boolean {
  return /^\d+(\.\d*)?$|^\.\d+$/.test(text);
}
