/** Legal forms at the end of a name, longest first; those that are words of a language too only in capitals. */
const AT_END = [
  /,?\s+gmbh\s*(&|und|u\.)\s*co\.?\s*kg(aa)?$/i,
  /,?\s+(ug|gmbh)\s*\(haftungsbeschränkt\)$/i,
  /,?\s+(sp\.?\s*z\s*o\.?\s*o|spol\.?\s*s\s*r\.?\s*o|s\.?\s*r\.?\s*o|d\.?\s*o\.?\s*o|a\.?\s*\.s)\.?$/i,
  /,?\s+s\.?\s*a\.?\s+de\s+c\.?\s*v\.?$/i,
  /,?\s+(ltd|limited|gmbh|g?mbh|inc|incorporated|llc|l\.l\.c|llp|l\.l\.p|corp|corporation|plc|p\.l\.c|ohg|kgaa|e\.?\s?k|e\.\s?v|sarl|s\.a\.r\.l|sasu|eurl|s\.?r\.?l\.?s?|s\.p\.a|s\.l\.u?|s\.a\.s|s\.a\.u?|b\.v\.?b?\.?a?|n\.v|v\.?o\.?f|ltda|lda|unipessoal|pty|pte|pvt|kft|zrt|oü|uab|aps|a\/s|oyj?|kabushiki kaisha|k\.k|co\.,)\.?$/i,
  /,?\s+(AG|SE|KG|UG|SAS|SA|SL|SLU|SpA|SPA|eV|BV|NV|AB|ASA?|SNC|SCS|CV|LP|KK|KS|ApS|Ag|Sas)\.?$/,
  /,\s*co\.?$/i,
  /(?<!&)(?<!\band)\s+co\.$/i,
];
const AT_START = /^(sarl|s\.a\.r\.l\.?|sas|sasu|eurl|ooo|uab|gmbh)\s+(?=\p{L})/iu;
/** A country or a register beside the name. */
const BESIDE = /\s*\([^()]{1,40}\)$/;

/** A company's name as people say it: without its legal form, however often and wherever it stands. The name itself when nothing else is left. */
export function spokenName(name: string): string {
  let spoken = name.trim().replace(AT_START, "");
  for (let before = ""; before !== spoken;) {
    before = spoken;
    const bare = AT_END.reduce((text, form) => text.replace(form, ""), spoken);
    const open = bare === name.trim() ? bare : bare.replace(BESIDE, "");
    if (open.trim() !== "")
      spoken = open
        .trim()
        .replace(/[,;–-]+$/, "")
        .trim();
  }
  return spoken === "" ? name.trim() : spoken;
}
