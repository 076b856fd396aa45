type Message = { subject: string; text: string };

/** Where the person's own words end and what they answer begins: our own footer, quoted below, says "unsubscribe" too. */
const QUOTE = /^(\s*>|\s*-{2,}\s*original message|\s*_{5,}|on .{1,200} wrote:\s*$|\s*(from|von|de|da): .*@)/i;
const ATTRIBUTION = /^on .{1,200} wrote:\s*$/i;
const WISH = [
  /\bunsubscribe\b/i,
  /\bopt(?:ing|ed)?[ -]?out\b/i,
  /\b(?:remove|delete) (?:me|my (?:email|address|details))\b/i,
  /\btake (?:me|us) off\b/i,
  /\bstop (?:all )?(?:these |this |the |your )?(?:emailing|mailing|e-?mails?|messages?|messaging|sending|contacting|writing|spamming|spam)\b/i,
  /\b(?:do not|don't|dont|never) (?:email|mail|contact|write(?: to)?|message) (?:me|us)\b/i,
];
const ONE_WORD =
  /^\W*(?:please\W+)?(?:stop|unsubscribe|remove(?: me)?|opt[ -]?out)(?:\W+(?:please|now|thanks|thank you))?\W*$/i;

/** Whether a reply asks for no more email. Only the person's own words and the subject decide. */
export function classifyReply({ subject, text }: Message): "replied" | "opt_out" {
  if (ONE_WORD.test(subject.replace(/^(?:\s*(?:re|aw|fwd?):)+/i, ""))) return "opt_out";
  const words = ownWords(text);
  const wished = WISH.some((wish) => wish.test(words)) || words.split("\n").some((line) => ONE_WORD.test(line));
  return wished ? "opt_out" : "replied";
}

function ownWords(text: string): string {
  const lines = text.replaceAll("\r", "").split("\n");
  const cut = lines.findIndex(
    (line, index) => QUOTE.test(line) || ATTRIBUTION.test(`${line} ${lines[index + 1] ?? ""}`),
  );
  return (cut === -1 ? lines : lines.slice(0, cut)).join("\n");
}
