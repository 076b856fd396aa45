/** Words before a full stop that end no sentence: English, German, Danish. */
const ABBREVIATION =
  /(?:^|[\s("'“„«])(?:mr|mrs|ms|dr|prof|st|vs|etc|approx|no|nos|inc|ltd|co|corp|dept|est|fig|e\.g|i\.e|a\.m|p\.m|u\.s|bzw|ca|usw|z\.\s?b|d\.\s?h|u\.\s?a|o\.\s?ä|nr|str|abs|inkl|exkl|ggf|evtl|vgl|zzgl|mio|mrd|f\.\s?eks|bl\.\s?a|kl|pga|dvs|osv|ifm|jf|stk|jan|feb|apr|aug|sept|sep|okt|oct|nov|dec|dez|[a-zäöüæøå])\.$/iu;
const END = /[.!?…]+["'”“»)\]]*(?:\s*(?:\[[a-z]:[^\]\s]+\]|⟦[^⟧]*⟧))*(?=\s|$)|\n+/gu;
const ONLY_REFS = /^(?:\s*\[[a-z]:[^\]\s]+\])+\s*$/u;
/** Behind "3.": a word in lower case or a month, so that it is an ordinal of German or Danish. */
const AFTER_ORDINAL = /^\s+(?:\p{Ll}|Januar|Februar|März|Marts|April|Maj|Mai|Jun|Jul|August|Sept|Okt|Nov|De[cz]e?m)/u;

const endsNone = (before: string, after: string): boolean =>
  ABBREVIATION.test(before) ||
  (/\d\.$/u.test(before) && AFTER_ORDINAL.test(after)) ||
  // "1." at the start of a line numbers a list.
  /(?:^|\n)\s*\d{1,2}\.$/u.test(before);

function cut(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(start, match.index - 23), match.index + 1);
    if (match[0].startsWith(".") && endsNone(before, text.slice(end, end + 16))) continue;
    parts.push(text.slice(start, end));
    start = end;
  }
  return start < text.length ? [...parts, text.slice(start)] : parts;
}

/**
 * The sentences of a text, in order: joined they are the text. Abbreviations, decimals, addresses, URLs and references end none; a line
 * break always does. References behind the full stop belong to their sentence.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const part of cut(text)) {
    const last = sentences.length - 1;
    const isTail = part.trim() === "" || (ONLY_REFS.test(part) && !sentences[last]?.endsWith("\n"));
    if (last >= 0 && isTail) sentences[last] += part;
    else sentences.push(part);
  }
  return sentences;
}
