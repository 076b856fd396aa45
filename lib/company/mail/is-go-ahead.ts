import { foldLine } from "./fold-text";

/** An answer that only says yes, in the languages that are read. */
const YES =
  /^(?:(?:yes|yeah|ok(?:ay)?|approved?|approve (?:it|this)|go(?: ahead)?|do it|send it|ja|genehmigt|freigegeben|einverstanden|mach(?:en sie)? das|oui|d'accord|approuve|vas-y|allez-y|si|aprobado|de acuerdo|adelante|va bene|approvato|akkoord|goedgekeurd|godkendt|det er i orden)(?:[ ,.!]|please|bitte|thanks?|danke|merci|gracias|grazie|tak)*)+$/;

/** Whether somebody means to approve with these words. They decide nothing: their writer is sent the link that does. */
export const isGoAhead = (text: string): boolean => {
  const [first = ""] = text.trim().split("\n");
  const folded = foldLine(first);
  return folded.length <= 60 && YES.test(folded);
};
