import { quoted } from "@/lib/platform/text";
import { checkClaims, OBJECTIONS, type Ground } from "./check-claims";

type Text = { subject: string; body: string };
/** `failure`: why the texts are not kept as they are. */
type CheckedDrafts<T extends Text> = { drafts: T[] } | { failure: string };

/** A greeting and a signature alone are no email. */
const LEAST_WORDS = 6;

/**
 * Texts of a model for one lead, without their citations. With a sentence about the lead that nothing bears out they are refused, so that they are
 * prepared again; the last time they are kept without it, unless too little is left.
 */
export function checkDrafts<T extends Text>(
  drafts: readonly T[],
  ground: Ground,
  { isLast }: { isLast: boolean },
): CheckedDrafts<T> {
  const checked = drafts.map((draft) => {
    const [subject, body] = [checkClaims(draft.subject, ground), checkClaims(draft.body, ground)];
    const objections = [...subject.objections, ...body.objections];
    return { draft: { ...draft, subject: subject.text, body: body.text }, objections };
  });
  const [first] = checked.flatMap(({ objections }) => objections);
  if (!first) return { drafts: checked.map(({ draft }) => draft) };
  const words = `The model ${OBJECTIONS[first.why]}: ${quoted(first.sentence)}`;
  if (!isLast) return { failure: words };
  const tooShort = checked.some(
    ({ draft, objections }) => objections.length > 0 && (draft.body.match(/\p{L}+/gu) ?? []).length < LEAST_WORDS,
  );
  return tooShort ? { failure: words } : { drafts: checked.map(({ draft }) => draft) };
}
