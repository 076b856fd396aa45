import { listMemberAddresses } from "@/lib/foundation/members/list-member-addresses";
import { emailDomain } from "@/lib/platform/env";
import { spellAddress } from "@/lib/platform/email-address";
import type { TxCtx } from "@/lib/platform/transaction";
import type { InboundProvider } from "@/lib/providers/mail/inbound/port";
import { judgeByReceiver, judgeSender, RECEIVERS } from "./judge-sender";
import { findMachineSigns } from "./machine-signs";
import { readBounce } from "./read-bounce";
import type { Evidence, ParsedMessage, SenderVerdict } from "./schemas";
import { findAcquaintance } from "./store-conversations";

export type Weighed = {
  address: string;
  auth: SenderVerdict;
  evidence: Evidence;
  isLead: boolean;
  /** An address of a member that the receiving server did not verify. */
  pretendsToBeMember: boolean;
};

type Asked = { message: ParsedMessage; projectId: string; provider: InboundProvider };

/** The verdict about the sender of a message, which decides what may follow from it. The caller has checked the permission. */
export async function weighSender(tx: TxCtx, { message, projectId, provider }: Asked): Promise<Weighed> {
  const address = message.from === null ? "" : spellAddress(message.from.address);
  const receivers = RECEIVERS[provider];
  const auth = receivers ? judgeByReceiver(message, receivers) : judgeSender(message);
  const { isLead, isKnown } = await findAcquaintance(tx, { projectId, email: address });
  const isMember = (await listMemberAddresses(tx)).some(({ email }) => email === address);
  const evidence = evidenceOf({ message, address, auth, isMember, isKnown: isLead || isKnown });
  return { address, auth, evidence, isLead, pretendsToBeMember: isMember && evidence === "unverified" };
}

type Facts = { message: ParsedMessage; address: string; auth: SenderVerdict; isMember: boolean; isKnown: boolean };

function evidenceOf({ message, address, auth, isMember, isKnown }: Facts): Evidence {
  if (address.endsWith(`@${emailDomain()}`)) return "own_address";
  const { isMachine } = findMachineSigns(message.headers, message.subject);
  if (isMachine || readBounce(message) !== null) return "machine";
  if (auth !== "pass") return "unverified";
  if (isMember) return "owner";
  return isKnown ? "known_contact" : "unknown_sender";
}
