import type { Json, JsonObject } from "@/lib/company/approvals/schemas";
import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Actor } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { EmailContract } from "./actions/email-contract";
import { findForeignWords } from "./foreign-words";
import { selectReadEmails } from "./store-readers";

type Written = {
  projectId: string;
  input: Json;
  contract: JsonObject;
  /** The founder's own words that led to it. */
  said: string;
};

/** A job proposes what a member wrote down before. A model may write what an agent or an API key proposes. */
const MEMBERS: ReadonlySet<Actor["type"]> = new Set(["user", "admin", "job"]);
export const mayPassOnWords = ({ type }: Actor): boolean => MEMBERS.has(type);

/**
 * Refuses an email that passes on words of an email which one of its recipients neither wrote nor received, unless a member wrote it: 422
 * `email.foreign_words`. Anything but an email passes.
 */
export async function refuseForeignWords(tx: TxCtx, { projectId, input, contract, said }: Written): Promise<void> {
  requirePermission(tx, "projects.read");
  if (mayPassOnWords(tx.actor)) return;
  const email = EmailContract.safeParse(contract);
  if (!email.success) return;
  const { to, cc, bcc } = email.data;
  const [project, identity] = [await getProject(tx, { projectId }), await getEmailIdentity(tx, { projectId })];
  const { name, idea, website } = project;
  const found = findForeignWords({
    text: textsIn(input).join("\n"),
    recipients: [...to, ...cc, ...bcc],
    own: [said, name, idea, website, identity.reply_address].filter(Boolean).join(" "),
    emails: await selectReadEmails(tx, projectId),
  });
  if (found === null) return;
  const words = found.words.length > 60 ? `${found.words.slice(0, 60)}…` : found.words;
  throw new AppError(
    "impossible",
    `“${words}” stands in an email of another person, whom this email does not go to. Only a member of the company may pass it on.`,
    { code: "email.foreign_words" },
  );
}

const textsIn = (value: Json): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((each) => textsIn(each as Json))
    : [];
};
