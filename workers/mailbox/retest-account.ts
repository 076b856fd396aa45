import { RetestAccount } from "@/lib/outreach/mailbox/jobs";
import { retestMailAccount } from "@/lib/outreach/mailbox/retest-mail-account";
import { handle } from "../handler";

export default handle(RetestAccount, retestMailAccount);
